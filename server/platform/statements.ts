/**
 * The way every read takes to the database: prepared statements on a pool of the program's own. A text that comes again
 * is parsed and planned once for each connection; rows arrive as arrays and become plain objects with the names of the
 * GraphQL type. The ORM's own connections serve its transactions and entities.
 */
import { LRUCache } from 'lru-cache';
import { Pool, types, type QueryArrayResult } from 'pg';
import { ReadLanes } from './read-lanes.ts';

/** Days, instants and intervals stay text, as rules and scalars take them. */
const KEPT_AS_TEXT: ReadonlySet<number> = new Set([1082, 1114, 1184, 1186]);
const TEXT_ARRAY = 1009;
/** Arrays of the same: date, timestamp, timestamptz, interval. */
const KEPT_AS_TEXTS: ReadonlySet<number> = new Set([1182, 1115, 1185, 1187]);
const asItIs = (text: string): string => text;

const valueTypes = {
  getTypeParser: ((oid: number, format?: 'text') => {
    if (KEPT_AS_TEXT.has(oid)) return asItIs;
    return types.getTypeParser(KEPT_AS_TEXTS.has(oid) ? TEXT_ARRAY : oid, format);
  }) as typeof types.getTypeParser,
};

/** Texts that have a name of their own. Whoever asks in ever new shapes pushes out only what is asked seldom. */
const NAMED_TEXTS = 500;
/** The few texts that write are prepared once for each connection, which is made anew now and then. */
const USES_OF_CONNECTION = 50_000;

interface NamedText {
  /** Null until the text came a second time: what is asked once is not worth keeping. */
  name: string | null;
  /** The names that its rows get, told by its first answer. */
  columns: readonly string[] | null;
  readonly writes: boolean;
}

const WRITES = /\b(insert into|update|delete from|truncate|set_config|nextval|pg_notify)\b/i;

export interface StatementsOptions {
  readonly url: string;
  readonly poolSize: number;
  /** Turns an error of the driver into that of the ORM, so that both ways fail alike. */
  readonly translateError: (error: Error) => Error;
}

export class Statements {
  readonly #lanes: ReadLanes;
  /** For what writes by a single statement. */
  readonly #pool: Pool;
  readonly #translateError: (error: Error) => Error;
  readonly #texts = new LRUCache<string, NamedText>({ max: NAMED_TEXTS });
  #lastName = 0;
  /** Is told of each text that is sent; for tests that count. */
  onSent: ((text: string) => void) | null = null;

  constructor({ url, poolSize, translateError }: StatementsOptions) {
    this.#translateError = translateError;
    const config = { connectionString: url, types: valueTypes };
    this.#lanes = new ReadLanes(config, { most: poolSize });
    this.#pool = new Pool({
      ...config,
      max: poolSize,
      maxUses: USES_OF_CONNECTION,
      // what a connection has prepared costs more than keeping it
      idleTimeoutMillis: 0,
      // texts that write name one row by its key: a plan for each value would cost more than running them
      onConnect: (client) => client.query('set plan_cache_mode = force_generic_plan') as unknown as void,
    });
    // an idle connection that is cut off is replaced by the pool; without a listener it would end the program
    this.#pool.on('error', () => {});
  }

  /** @throws the ORM's errors (UniqueConstraintViolationException, …). */
  async rows<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    this.onSent?.(text);
    const known = this.#known(text);
    const answer = await this.#send(known, { text, values }).catch((error: unknown) => {
      throw error instanceof Error ? this.#translateError(error) : error;
    });
    known.columns ??= answer.fields.map(({ name }) => camelName(name));
    return rowsFrom<Row>(known.columns, answer.rows);
  }

  async close(): Promise<void> {
    await Promise.all([this.#lanes.close(), this.#pool.end()]);
  }

  #send(
    { name, writes }: NamedText,
    { text, values }: { readonly text: string; readonly values: readonly unknown[] },
  ): Promise<QueryArrayResult> {
    const query = { text, values: values as unknown[], rowMode: 'array' as const, ...(name !== null && { name }) };
    // a write waits for the disk: it has a connection to itself meanwhile
    return writes ? this.#pool.query<unknown[]>(query) : this.#lanes.send(query);
  }

  #known(text: string): NamedText {
    const known = this.#texts.get(text);
    if (known === undefined) {
      const first: NamedText = { name: null, columns: null, writes: WRITES.test(text) };
      this.#texts.set(text, first);
      return first;
    }
    known.name ??= `s${++this.#lastName}`;
    return known;
  }
}

function rowsFrom<Row>(columns: readonly string[], found: readonly (readonly unknown[])[]): Row[] {
  return found.map((values) => {
    const row: Record<string, unknown> = {};
    for (let place = 0; place < columns.length; place += 1) row[columns[place] as string] = values[place];
    return row as Row;
  });
}

const camelNames = new Map<string, string>();
/** `period_text` → `periodText`. */
export function camelName(column: string): string {
  let name = camelNames.get(column);
  if (name === undefined) {
    name = column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    camelNames.set(column, name);
  }
  return name;
}
