/** A row of a statement that tells a whole answer: what stands above it may be spoken of, what is spoken of is fetched. */
import { nothing, sql, type Sql } from '../sql.ts';
import type { ReaderSource } from '../reading.ts';
import { NotTold } from './not-told.ts';

/** Text of our own, never of who asks. */
export const plain = (text: string): Sql => ({ text: [text], values: [] });

export const listed = (parts: readonly Sql[]): Sql => {
  const text = [''];
  const values: unknown[] = [];
  parts.forEach((part, place) => {
    text[text.length - 1] += `${place > 0 ? ', ' : ''}${part.text[0] ?? ''}`;
    text.push(...part.text.slice(1));
    values.push(...part.values);
  });
  return { text, values };
};

/** What is known of a row beside its columns: values for what stands below it. */
export type Facts = Readonly<Record<string, unknown>>;

/** Columns that a type gets beside those of its reading, or instead of them. */
export type MoreColumns = (row: Row) => Readonly<Record<string, () => Sql>>;

/** What all rows of a statement share: names that no two of its tables have, and what it begins with. */
export class WholeStatement {
  #last = 0;
  readonly #shared = new Map<string, Named>();

  next(): string {
    this.#last += 1;
    return `r${this.#last}`;
  }

  /** Told before all else, once under a name, for any row to look into. @returns what it goes by. */
  shared(name: string, from: Sql): Sql {
    const known = this.#shared.get(name);
    if (known !== undefined) return known.alias;
    const alias = plain(this.next());
    this.#shared.set(name, { alias, from });
    return alias;
  }

  get first(): Sql {
    // what only one row looked into is joined there; what several did is made once
    return withClause(this.#shared, nothing);
  }
}

interface Named {
  readonly alias: Sql;
  readonly from: Sql;
}

const withClause = (named: ReadonlyMap<string, Named>, kept: Sql): Sql =>
  named.size === 0
    ? plain('')
    : sql`with ${listed([...named.values()].map(({ alias, from }): Sql => sql`${alias} as ${kept}(${from})`))} `;

/** The list that a row is of. */
export interface ListOfRow {
  readonly source: ReaderSource;
  /** Whose list it is. */
  readonly parent: Row;
  /** What all rows of the list have in common: the value of its key. */
  readonly key: Sql;
  readonly args: unknown;
}

interface Joined {
  readonly from: Sql;
  /** Which of its rows is this one's. */
  readonly on: (alias: Sql) => Sql;
}

interface RowParts {
  readonly statement: WholeStatement;
  readonly columns: Readonly<Record<string, Sql>>;
  readonly facts: Facts;
  readonly more: MoreColumns | null;
  readonly list: ListOfRow | null;
  readonly found: Sql | null;
}

export class Row {
  readonly alias: string;
  readonly facts: Facts;
  /** Null: it stands alone. */
  readonly list: ListOfRow | null;
  /** Selects its id without speaking of another row; null: it hangs on one. */
  readonly found: Sql | null;
  /** What is joined to it, in order. */
  readonly joins: Sql[] = [];
  readonly statement: WholeStatement;
  readonly #columns: Readonly<Record<string, Sql>>;
  readonly #more: Readonly<Record<string, () => Sql>>;
  readonly #wanted = new Set<string>();
  readonly #joined = new Map<string, Sql>();
  readonly #once = new Map<string, Named>();

  constructor({ statement, columns, facts, more, list, found }: RowParts) {
    this.statement = statement;
    this.found = found;
    this.#columns = columns;
    this.alias = statement.next();
    this.facts = facts;
    this.list = list;
    this.#more = more?.(this) ?? {};
  }

  /** @throws NotTold when it has none of this name. */
  column(name: string): Sql {
    if (!Object.hasOwn(this.#columns, name)) throw new NotTold(name);
    this.#wanted.add(name);
    return plain(`${this.alias}."${name}"`);
  }

  /** What a field of this name says that has no resolver. @throws NotTold when nothing is known of it. */
  value(name: string): Sql {
    const more = this.#more[name];
    if (more !== undefined) return more();
    if (Object.hasOwn(this.facts, name)) return sql`${this.facts[name]}::text`;
    return this.column(name);
  }

  /**
   * Joins what is computed beside it, at most one row for this one. What is asked for twice under a name is joined once.
   * @returns what it goes by.
   */
  joined(name: string, { from, on }: Joined): Sql {
    return this.joinedWith(name, { table: sql`lateral (${from})`, on });
  }

  /** The same for all rows of its list at once: `from` speaks of the list's key, not of this row. */
  joinedOnce(name: string, { from, on }: Joined): Sql {
    return this.joinedWith(name, { table: this.once(name, from), on });
  }

  /** The same with a table that goes by a name already. */
  joinedWith(name: string, { table, on }: { readonly table: Sql; readonly on: Joined['on'] }): Sql {
    const known = this.#joined.get(name);
    if (known !== undefined) return known;
    const alias = plain(this.statement.next());
    this.#joined.set(name, alias);
    this.joins.push(sql` left join ${table} ${alias} on ${on(alias)}`);
    return alias;
  }

  /** What is computed once for all rows of its list. @returns what it goes by. */
  once(name: string, from: Sql): Sql {
    const known = this.#once.get(name);
    if (known !== undefined) return known.alias;
    const alias = plain(this.statement.next());
    this.#once.set(name, { alias, from });
    return alias;
  }

  /** What the statement of its list begins with. */
  get first(): Sql {
    return withClause(this.#once, plain('materialized '));
  }

  /** The columns that were spoken of; `further` are more of them, each with its name. */
  selected(further: readonly Sql[]): Sql {
    const named = [...this.#wanted].map((name): Sql => sql`${this.#columns[name]} as ${plain(`"${name}"`)}`);
    return listed([...named, ...further]);
  }

  get joinedSql(): Sql {
    return this.joins.reduce((all, each) => sql`${all}${each}`, plain(''));
  }
}
