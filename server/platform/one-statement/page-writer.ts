/** The fields of a connection in a statement: only the first page, since what comes after a cursor is asked once. */
import { cursorSql } from '../connection.ts';
import { sql, type Sql } from '../sql.ts';
import { plain, type Row } from './row.ts';
import type { Parts } from './telling.ts';

/** Over the rows of a page under an alias; tells which columns they need. */
export class PageWriter {
  readonly #alias: Sql;
  /** How many are. */
  readonly #shown: number;
  readonly #order: number;
  readonly #row: Row;
  readonly #columns = new Map<string, Sql>();
  readonly #items: Sql[] = [];
  wantsTotal = false;
  wantsCursor = false;

  constructor({
    alias,
    shown,
    order,
    row,
  }: {
    readonly alias: Sql;
    readonly shown: number;
    readonly order: number;
    readonly row: Row;
  }) {
    this.#alias = alias;
    this.#shown = shown;
    this.#order = order;
    this.#row = row;
    this.#columns.set('place', plain(`${row.alias}.place`));
  }

  get columns(): Sql[] {
    return [
      ...[...this.#columns].map(([name, told]): Sql => sql`${told} as ${plain(name)}`),
      ...this.#items.map((item, nth): Sql => sql`${item} as ${plain(`item${nth}`)}`),
    ];
  }

  items(object: Sql): Sql {
    const name = plain(`item${this.#items.push(object) - 1}`);
    return sql`coalesce(json_agg(${this.#alias}.${name} order by ${this.#alias}.place) filter (where ${this.#alias}.place <= ${this.#shown}), '[]'::json)`;
  }

  total(): Sql {
    this.wantsTotal = true;
    this.#columns.set('total', plain(`${this.#row.alias}.total`));
    return sql`coalesce(max(${this.#alias}.total), 0)`;
  }

  cursor(): Sql {
    this.wantsCursor = true;
    return cursorSql(Array.from({ length: this.#order }, (_, nth) => plain(`${this.#row.alias}.key${nth}`)));
  }

  pageInfo(): Parts {
    const shown = sql`${this.#alias}.place <= ${this.#shown}`;
    const cursorAt =
      (order: string): (() => Sql) =>
      () => {
        this.#columns.set('cursor', this.cursor());
        return sql`(array_agg(${this.#alias}.cursor order by ${this.#alias}.place${plain(order)}) filter (where ${shown}))[1]`;
      };
    return lazily({
      hasNextPage: () => sql`count(${this.#alias}.place) > ${this.#shown}`,
      hasPreviousPage: () => plain('false'),
      startCursor: cursorAt(''),
      endCursor: cursorAt(' desc'),
    });
  }
}

/** Parts that cost something only when they are asked for. */
function lazily(made: Readonly<Record<string, () => Sql>>): Parts {
  return Object.defineProperties(
    {},
    Object.fromEntries(Object.entries(made).map(([name, get]) => [name, { get, enumerable: true }])),
  );
}
