/**
 * The one way in which things are read. A feature states once what may be read of a type: where its rows come from,
 * which column stands behind which name, which columns a computed field needs, and who may see which rows. From that
 * come its readers: one thing by a key, many things of a parent, a list in pages, a list of each parent in pages. Every
 * reader takes any number of keys in one statement, fetches only the columns that the operation asks for, and carries
 * the access rule in its condition.
 */
import { LRUCache } from 'lru-cache';
import { auditRead, type AuditedRead } from './audit.ts';
import { batchByKey, batchMany, batchOne } from './batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from './connection.ts';
import type { RequestContext } from './context.ts';
import { afterKey, keyColumns, orderBy, type SortKey } from './sort-key.ts';
import { every, nothing, oneRow, rows, sql, type Sql } from './sql.ts';

/** Columns named as in the table: `columnsOf('p', ['periodText'])` is `{ periodText: p.period_text }`. */
export function columnsOf<Name extends string>(alias: string, names: readonly Name[]): { readonly [N in Name]: Sql } {
  const columnName = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(
    names.map((name) => [name, { text: [`${alias}.${columnName(name)}`], values: [] }] as const),
  ) as unknown as { readonly [N in Name]: Sql };
}

/** Columns that a row of the type may have, by the name that they get. */
type Columns<Row> = { readonly [Name in keyof Row]-?: Sql };

export interface ReadingOf<Row extends object> {
  /** Name of the GraphQL type whose selection decides the columns. */
  readonly type: string;
  /** Tables and joins; their aliases are those that all other parts speak of. */
  readonly from: Sql;
  readonly columns: Columns<Row>;
  /** Fetched whatever is asked: what joins rows to others, and what fields of later features start from. */
  readonly always: readonly (keyof Row & string)[];
  /** What a field with a resolver of its own needs besides. */
  readonly needs?: Readonly<Record<string, readonly (keyof Row & string)[]>>;
  /** Which rows this actor may see on this day; null: all. Part of every statement. */
  readonly rule?: (context: RequestContext) => Sql | null;
  /** Where not everybody may see all: what the audit log says of those who read. Left out: nothing. */
  readonly recorded?: Recorded<Row>;
}

interface Recorded<Row> extends Omit<AuditedRead, 'recordIds'> {
  /** Looks at columns that are always fetched. */
  readonly isPrivate: (row: Row & { readonly id: string }) => boolean;
}

/** `args` tell batches apart: plain values only. */
type Condition<Args> = (args: Args, context: RequestContext) => Sql | null;

interface Keyed<Args> {
  /** The column that is compared with the keys. */
  readonly key: Sql;
  /** The type of the keys; uuid when left out. */
  readonly keyAs?: 'uuid' | 'text';
  readonly where?: Condition<Args>;
}

interface Newest<Row, Args> {
  readonly newest?: readonly SortKey[];
  /** Columns that depend on the arguments, instead of those of the reading. */
  readonly columns?: (args: Args) => Partial<Columns<Row>>;
}

interface Listed<Args> {
  readonly where?: Condition<Args>;
  /** Ends in the id, so that no two rows are equal. */
  readonly order: readonly SortKey[];
}

/** Which page of whose list. */
export interface PageOfParent {
  readonly parentId: string;
  readonly page: ConnectionArgs;
}

/** A reader's last parameters: none when the reader has no arguments. */
type Rest<Args> = [Args] extends [void] ? [] : [args: Args];

export interface Reading<Row extends object> {
  /** One thing for each key, or null. With `newest`, the first in this order of those that have the key: one seek each. */
  one<Args = void>(
    parts: Keyed<Args> & Newest<Row, Args>,
  ): Sourced<
    (context: RequestContext, key: string | null | undefined, ...rest: Rest<Args>) => Promise<Row | null>,
    Args
  >;
  /** All things of each key, in order; for lists that are short by nature. */
  many<Args = void>(
    parts: Keyed<Args> & { readonly order: readonly SortKey[] },
  ): Sourced<(context: RequestContext, key: string, ...rest: Rest<Args>) => Promise<Row[]>, Args>;
  /** A list in pages. */
  list<Args = void>(
    parts: Listed<Args>,
  ): Sourced<
    (context: RequestContext, page: ConnectionArgs, ...rest: Rest<Args>) => Promise<ConnectionSource<Row>>,
    Args
  >;
  /** A list in pages on each of many parents; the pages of all come in one statement. */
  lists<Args = void>(
    parts: Listed<Args> & { readonly key: Sql },
  ): Sourced<
    (context: RequestContext, asked: PageOfParent, ...rest: Rest<Args>) => Promise<ConnectionSource<Row>>,
    Args
  >;
  readonly of: ReadingOf<Row>;
}

/** What a reader reads, for whoever makes a statement of several readers (one-statement). */
export interface ReaderSource<Args = unknown> {
  readonly of: ReadingOf<never>;
  /** Null: a list without a parent. */
  readonly key: Sql | null;
  readonly keyAs: 'uuid' | 'text';
  /** Rule and condition of the reader. */
  readonly condition: (context: RequestContext, args: Args) => Sql;
  readonly columns: (args: Args) => Readonly<Record<string, Sql>>;
  /** Of a list; of one thing, whose first counts. */
  readonly order: readonly SortKey[];
}

/** A function that also says what it reads. */
type Sourced<Reader, Args> = Reader & { readonly source: ReaderSource<Args> };

/** What a batch is told apart by. */
interface Asked<Args> {
  readonly columns: number;
  readonly args: Args;
}
type PageRow = Record<string, string>;

export function reading<Row extends object>(of: ReadingOf<Row>): Reading<Row> {
  const { type, from, rule, recorded } = of;
  const selected = columnSelector(of);
  const condition = <Args>(
    context: RequestContext,
    { where, args }: { readonly where: Condition<Args> | undefined; readonly args: Args },
  ): Sql => every([rule?.(context) ?? null, where?.(args, context) ?? null]);

  async function fetch<Found extends object>(context: RequestContext, statement: Sql): Promise<Found[]> {
    const found = await rows<Found>(context, statement);
    if (recorded === undefined) return found;
    const { isPrivate, ...read } = recorded;
    const seen = (found as unknown as (Row & { readonly id: string })[]).filter(isPrivate);
    await auditRead(context, { ...read, recordIds: seen.map(({ id }) => id) });
    return found;
  }

  return {
    of,
    one<Args>({ key, keyAs, where, newest, columns }: Keyed<Args> & Newest<Row, Args>) {
      const load = batchByKey<Row, Asked<Args>>((context, keys, { args }) => {
        const wanted = condition(context, { where, args });
        const names = selected(context);
        const shown = columns === undefined ? names.sql : names.with(columns(args) as Readonly<Record<string, Sql>>);
        return fetch(
          context,
          newest === undefined
            ? sql`select ${key} as key, ${shown} from ${from} where ${key} = any(${keys}::${keyType(keyAs)}) and ${wanted}`
            : sql`select wanted.id as key, found.* from unnest(${keys}::${keyType(keyAs)}) as wanted(id)
                  cross join lateral (select ${shown} from ${from} where ${key} = wanted.id and ${wanted} order by ${orderBy(newest)} limit 1) found`,
        );
      });
      const read = (context: RequestContext, wanted: string | null | undefined, ...rest: Rest<Args>) =>
        load(context, wanted, { columns: selected(context).key, args: rest[0] as Args });
      return Object.assign(read, { source: sourceOf<Args>({ key, keyAs, where, columns, order: newest }) });
    },
    many<Args>({ key, keyAs, where, order }: Keyed<Args> & { readonly order: readonly SortKey[] }) {
      const load = batchMany<Row, Asked<Args>>((context, keys, { args }) =>
        fetch(
          context,
          sql`select ${key} as key, ${selected(context).sql} from ${from}
              where ${key} = any(${keys}::${keyType(keyAs)}) and ${condition(context, { where, args })} order by ${orderBy(order)}`,
        ),
      );
      const read = (context: RequestContext, wanted: string, ...rest: Rest<Args>) =>
        load(context, wanted, { columns: selected(context).key, args: rest[0] as Args });
      return Object.assign(read, { source: sourceOf<Args>({ key, keyAs, where, order }) });
    },
    list<Args>({ where, order }: Listed<Args>) {
      const read = async (context: RequestContext, asked: ConnectionArgs, ...rest: Rest<Args>) => {
        const page = pageOf(asked, order.length);
        const wanted = condition(context, { where, args: rest[0] as Args });
        const total = totalColumn(context, page.after);
        const found = await fetch<Row & PageRow>(
          context,
          sql`select ${selected(context).sql}, ${keyColumns(order)}${total} from ${from}
              where ${wanted} and ${afterKey(order, page.after)} order by ${orderBy(order)} limit ${page.limit}`,
        );
        return toConnection<Row>({
          page,
          rows: found,
          sortKey: (row) => keyOf(row as Row & PageRow, order),
          totalCount: async () =>
            totalOf(found) ??
            (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from ${from} where ${wanted}`))
              ?.count ??
            0,
        });
      };
      return Object.assign(read, { source: sourceOf<Args>({ key: null, where, order }) });
    },
    lists<Args>({ key, where, order }: Listed<Args> & { readonly key: Sql }) {
      const pages = batchMany<
        Row & PageRow,
        Asked<Args> & { readonly limit: number; readonly after: readonly string[] | null; readonly withTotal: boolean }
      >((context, keys, { args, limit, after }) =>
        fetch(
          context,
          sql`select parent.id as key, listed.* from unnest(${keys}::uuid[]) with ordinality as parent(id, place)
              cross join lateral (
                select ${selected(context).sql}, ${keyColumns(order)}${totalColumn(context, after)}, row_number() over (order by ${orderBy(order)}) as place_in_list from ${from}
                where ${key} = parent.id and ${condition(context, { where, args })} and ${afterKey(order, after)} order by ${orderBy(order)} limit ${limit}
              ) listed order by parent.place, listed.place_in_list`,
        ),
      );
      const counts = batchOne<{ readonly count: number }, Args>((context, keys, args) =>
        rows(
          context,
          sql`select ${key} as id, count(*)::int as count from ${from} where ${key} = any(${keys}::uuid[]) and ${condition(context, { where, args })} group by ${key}`,
        ),
      );
      const read = async (context: RequestContext, { parentId, page }: PageOfParent, ...rest: Rest<Args>) => {
        const args = rest[0] as Args;
        const { limit, after } = pageOf(page, order.length);
        const asked = { columns: selected(context).key, args, limit, after, withTotal: wantsTotal(context) };
        const found = await pages(context, parentId, asked);
        return toConnection<Row>({
          page: { limit, after },
          rows: found,
          sortKey: (row) => keyOf(row as Row & PageRow, order),
          totalCount: async () => totalOf(found) ?? (await counts(context, parentId, args))?.count ?? 0,
        });
      };
      return Object.assign(read, { source: sourceOf<Args>({ key, where, order }) });
    },
  };

  function sourceOf<Args>({
    key,
    keyAs = 'uuid',
    where,
    columns,
    order = [],
  }: {
    readonly key: Sql | null;
    readonly keyAs?: 'uuid' | 'text' | undefined;
    readonly where?: Condition<Args> | undefined;
    readonly columns?: ((args: Args) => Partial<Columns<Row>>) | undefined;
    readonly order?: readonly SortKey[] | undefined;
  }): ReaderSource<Args> {
    return {
      of: of as unknown as ReadingOf<never>,
      key,
      keyAs,
      order,
      condition: (context, args) => condition(context, { where, args }),
      columns: (args) => ({ ...of.columns, ...columns?.(args) }),
    };
  }

  function wantsTotal({ selection }: RequestContext): boolean {
    return selection?.get(`${type}Connection`)?.has('totalCount') ?? false;
  }

  /** The first page sees the whole list: where its length is asked, it comes along. */
  function totalColumn(context: RequestContext, after: readonly string[] | null): Sql {
    return after === null && wantsTotal(context) ? sql`, count(*) over ()::int as total` : nothing;
  }
}

/** Null: it was not fetched with the page. */
const totalOf = ([first]: readonly object[]): number | null =>
  first !== undefined && 'total' in first ? (first as { readonly total: number }).total : null;

const keyOf = (row: PageRow, order: readonly SortKey[]): readonly string[] =>
  order.map((_, place) => row[`key${place}`] ?? '');

interface SelectedColumns {
  readonly sql: Sql;
  /** For telling batches apart: one number for one selection. */
  readonly key: number;
  /** The same with some columns told otherwise. */
  with(others: Readonly<Record<string, Sql>>): Sql;
}

/** Columns by what is asked; equal selections share one piece of text. */
function columnSelector<Row extends object>({ type, columns, always, needs = {} }: ReadingOf<Row>) {
  const all = selectedColumns(columns, Object.keys(columns));
  const bySelection = new WeakMap<ReadonlySet<string>, SelectedColumns>();
  /** Selections of different operations that come to the same columns are one, so that their rows are fetched together. */
  const byNames = new LRUCache<string, SelectedColumns>({ max: KEPT_SELECTIONS });
  return ({ selection }: RequestContext): SelectedColumns => {
    const asked = selection?.get(type);
    if (asked === undefined) return all;
    let selected = bySelection.get(asked);
    if (selected === undefined) {
      const names = new Set<string>([...always, ...asked, ...[...asked].flatMap((field) => needs[field] ?? [])]);
      const present = Object.keys(columns).filter((name) => names.has(name));
      selected = byNames.get(present.join()) ?? selectedColumns(columns, present);
      byNames.set(present.join(), selected);
      bySelection.set(asked, selected);
    }
    return selected;
  };
}

/** Selections of a type that are kept; whoever asks in ever new shapes pushes out only what is asked seldom. */
const KEPT_SELECTIONS = 300;
let lastSelection = 0;

function selectedColumns(columns: Readonly<Record<string, Sql>>, names: readonly string[]): SelectedColumns {
  const listed = (from: Readonly<Record<string, Sql>>): Sql => {
    const parts = names.map((name): Sql => sql`${from[name] ?? sql`null`} as ${quoted(name)}`);
    return parts.slice(1).reduce((all, part) => sql`${all}, ${part}`, parts[0] ?? sql`null as nothing`);
  };
  return { sql: listed(columns), key: (lastSelection += 1), with: (others) => listed({ ...columns, ...others }) };
}

const keyType = (keyAs: 'uuid' | 'text' | undefined): Sql => ({ text: [`${keyAs ?? 'uuid'}[]`], values: [] });

/** Names come from the code alone. */
const quoted = (name: string): Sql => ({ text: [`"${name}"`], values: [] });
