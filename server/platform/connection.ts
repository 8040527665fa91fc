/**
 * Relay connections over keyset pages. A list has a stable sort of one or more text keys that ends in the id; the
 * cursor is that key, opaque. Statements fetch `limit` rows (one more than the page) after `after`.
 */
import 'reflect-metadata';
import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { badInput } from './problem.ts';
import { sql, type Sql } from './sql.ts';

export const MAX_PAGE_SIZE = 100;

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { defaultValue: 20, description: `How many to return, 1 to ${MAX_PAGE_SIZE}.` })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor after which to go on; null starts at the beginning.',
  })
  after?: string | null;
}

@ObjectType({ description: 'Where a page of a list stands in the whole list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether this page starts after a cursor.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null when the page is empty.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null when the page is empty.' })
  endCursor!: string | null;
}

export interface Page {
  /** Rows to fetch: one more than is shown, which tells whether more follow. */
  readonly limit: number;
  /** Sort key of the row before this page; null at the beginning. */
  readonly after: readonly string[] | null;
}

/** What a connection type resolves from. `totalCount` is a getter: it is counted only when it was asked for, and not where the page is the whole. */
export interface ConnectionSource<Row> {
  readonly edges: { readonly cursor: string; readonly node: Row }[];
  readonly nodes: Row[];
  readonly pageInfo: PageInfo;
  readonly totalCount: Promise<number>;
}

const encode = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The same of columns of text, in a statement: base64url of their JSON, without blanks. */
export function cursorSql(keys: readonly Sql[]): Sql {
  const parts = keys.map((key): Sql => sql`to_json(${key})::text`);
  const json = parts.slice(1).reduce((all, part) => sql`${all} || ',' || ${part}`, parts[0] ?? sql`''`);
  return sql`translate(encode(convert_to('[' || ${json} || ']', 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}

function decode(cursor: string, parts: number): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string')) return key;
  } catch {
    // falls through to the refusal
  }
  throw badInput('cursorUnknown');
}

/** @param keyParts how many text keys the list sorts by. @throws BAD_INPUT for a page size out of range or a cursor of another list. */
export function pageOf({ first, after }: ConnectionArgs, keyParts: number): Page {
  if (first < 1 || first > MAX_PAGE_SIZE) throw badInput('pageSize', { min: 1, max: MAX_PAGE_SIZE });
  return { limit: first + 1, after: after == null ? null : decode(after, keyParts) };
}

export interface ConnectionParts<Row> {
  readonly page: Page;
  readonly rows: readonly Row[];
  readonly sortKey: (row: Row) => readonly string[];
  readonly totalCount: () => Promise<number>;
}

export function toConnection<Row>({ page, rows, sortKey, totalCount }: ConnectionParts<Row>): ConnectionSource<Row> {
  const shown = rows.slice(0, page.limit - 1);
  const isWhole = page.after === null && rows.length < page.limit;
  const cursorAt = (place: number): string | null => {
    const row = shown.at(place);
    return row === undefined ? null : encode(sortKey(row));
  };
  // what is asked for seldom is made when it is asked for
  return {
    get edges() {
      return shown.map((node) => ({ cursor: encode(sortKey(node)), node }));
    },
    nodes: shown,
    pageInfo: {
      hasNextPage: rows.length >= page.limit,
      hasPreviousPage: page.after !== null,
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(-1);
      },
    },
    get totalCount() {
      return isWhole ? Promise.resolve(shown.length) : totalCount();
    },
  };
}

/** The same page of what each item becomes. */
export async function mapNodes<Row, Item>(
  source: ConnectionSource<Row>,
  become: (row: Row) => Promise<Item>,
): Promise<ConnectionSource<Item>> {
  const nodes = await Promise.all(source.nodes.map(become));
  return {
    get edges() {
      return source.edges.map(({ cursor }, place) => ({ cursor, node: nodes[place] as Item }));
    },
    nodes,
    pageInfo: source.pageInfo,
    get totalCount() {
      return source.totalCount;
    },
  };
}

/** A list that is held whole, in the order of `index`: it goes on after the cursor's place, be its row still there or not. */
export function pageOfWhole<Row extends { readonly index: number }>(
  args: ConnectionArgs,
  whole: readonly Row[],
): ConnectionSource<Row> {
  const page = pageOf(args, 1);
  const [last = '-1'] = page.after ?? [];
  if (!/^(-1|\d{1,9})$/.test(last)) throw badInput('cursorUnknown');
  const following = whole.filter(({ index }) => index > Number(last));
  return toConnection({
    page,
    rows: following.slice(0, page.limit),
    sortKey: ({ index }) => [String(index)],
    totalCount: async () => whole.length,
  });
}

/** Declares `XConnection` and `XEdge` for a type. Call once per type, beside it. */
export function connectionType<Node extends object>(
  nodeType: () => ClassType<Node>,
  name: string,
): ClassType<ConnectionSource<Node>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its cursor.` })
  class Edge {
    @Field(() => String, { description: 'Opaque position of this item in the list.' })
    cursor!: string;
    @Field(() => nodeType(), { description: 'The item.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The items of this page with their cursors.' })
    edges!: Edge[];
    @Field(() => [nodeType()], { description: 'The items of this page.' })
    nodes!: Node[];
    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;
    // counted only when asked for: a promise, which a plain property must not be
    @Field(() => Int, { simple: false, description: 'How many there are in the whole list.' })
    totalCount!: number;
  }
  return Connection as unknown as ClassType<ConnectionSource<Node>>;
}
