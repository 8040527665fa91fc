/**
 * The way every read takes to the database: prepared statements on a pool of the program's own. A text that comes again
 * is parsed and planned once for each connection; rows arrive as arrays and become plain objects with the names of the
 * GraphQL type. The ORM's own connections serve its transactions and entities.
 */
import { LRUCache } from 'lru-cache';
import { Pool, types, type PoolClient, type QueryArrayResult } from 'pg';

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
/** A connection that has prepared this many is closed, and with it what it holds for texts that lost their names. */
const PREPARED_OF_CONNECTION = 1_000;

interface NamedText {
  /** Null until the text came a second time: what is asked once is not worth keeping. */
  name: string | null;
  /** The names that its rows get, told by its first answer. */
  columns: readonly string[] | null;
}

export interface StatementsOptions {
  readonly url: string;
  readonly poolSize: number;
  /** Turns an error of the driver into that of the ORM, so that both ways fail alike. */
  readonly translateError: (error: Error) => Error;
}

export class Statements {
  readonly #pool: Pool;
  readonly #translateError: (error: Error) => Error;
  readonly #texts = new LRUCache<string, NamedText>({ max: NAMED_TEXTS });
  readonly #preparedOn = new WeakMap<PoolClient, Set<string>>();
  #lastName = 0;
  /** Is told of each text that is sent; for tests that count. */
  onSent: ((text: string) => void) | null = null;

  constructor({ url, poolSize, translateError }: StatementsOptions) {
    this.#translateError = translateError;
    this.#pool = new Pool({ connectionString: url, max: poolSize, types: valueTypes });
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

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #send(
    { name }: NamedText,
    { text, values }: { readonly text: string; readonly values: readonly unknown[] },
  ): Promise<QueryArrayResult> {
    const client = await this.#pool.connect();
    let failure: unknown = null;
    try {
      return await client.query({
        text,
        values: values as unknown[],
        rowMode: 'array',
        ...(name !== null && { name }),
      });
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.release(isLost(failure) || this.#isFull(client, name));
    }
  }

  #isFull(client: PoolClient, name: string | null): boolean {
    if (name === null) return false;
    let prepared = this.#preparedOn.get(client);
    if (prepared === undefined) this.#preparedOn.set(client, (prepared = new Set()));
    return prepared.add(name).size > PREPARED_OF_CONNECTION;
  }

  #known(text: string): NamedText {
    const known = this.#texts.get(text);
    if (known === undefined) {
      const first: NamedText = { name: null, columns: null };
      this.#texts.set(text, first);
      return first;
    }
    known.name ??= `s${++this.#lastName}`;
    return known;
  }
}

/** The server tells what is wrong with a statement under a code of five; anything else is the connection's own end. */
const isLost = (failure: unknown): boolean =>
  failure !== null && !(failure instanceof Error && 'severity' in failure && failure.severity === 'ERROR');

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
