/**
 * The way every read takes to the database: prepared statements on a pool of the program's own. A text that comes again
 * is parsed and planned once for each connection; rows arrive as arrays and become plain objects with the names of the
 * GraphQL type. The ORM's own connections serve its transactions and entities.
 */
import { LRUCache } from 'lru-cache';
import { DatabaseError, types, type Pool, type QueryArrayConfig, type QueryArrayResult } from 'pg';
import { DatabaseRole, startupOptions } from './database-role.ts';
import { openPool } from './pool.ts';
import { SHARING_COMMITS } from './purpose.ts';
import { ReadLanes } from './read-lanes.ts';
import { SharedCommits } from './shared-commits.ts';
import { NOBODY, type Standing } from './standing.ts';
import { queryAs } from './standing-query.ts';
import { TableReach } from './table-reach.ts';

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
/** Of all of them together. */
const NAMED_CHARACTERS = 8_000_000;
/** The few texts that write are prepared once for each connection, which is made anew now and then. */
const USES_OF_CONNECTION = 50_000;

/**
 * A text is planned once: it names rows by keys, so that a plan for each value would be the same and cost more than running
 * it. What is read often lies in memory, where an index costs no more than a scan; no statement is worth compiling.
 */
const PLANNING = { plan_cache_mode: 'force_generic_plan', random_page_cost: '1.1', jit: 'off' };

interface NamedText {
  /** Null until the text came a second time: what is asked once is not worth keeping. */
  name: string | null;
  /** The names that its rows get, told by its first answer. */
  columns: readonly string[] | null;
  readonly writes: boolean;
  readonly reach: TableReach;
}

const WRITES = /\b(insert into|update|delete from|truncate|set_config|nextval|pg_notify)\b/i;

export interface StatementsOptions {
  readonly url: string;
  readonly poolSize: number;
  /** Turns an error of the driver into that of the ORM, so that both ways fail alike. */
  readonly translateError: (error: Error) => Error;
  /** `OWNER`: every statement runs as whoever logs in. Left out: as the role that what it reads asks for. */
  readonly role?: DatabaseRole;
  /** What a text reads. Left out: public tables alone, so that anything else is refused. */
  readonly reachOf?: (text: string) => TableReach;
}

/** Statements on somebody's behalf. */
export interface StatementSender {
  /** @throws the ORM's errors (UniqueConstraintViolationException, …). */
  rows<Row>(text: string, values: readonly unknown[]): Promise<Row[]>;
  as(standing: Standing): StatementSender;
}

export class Statements implements StatementSender {
  /** For what reads public tables alone, whoever asks. */
  readonly #publicLanes: ReadLanes;
  readonly #memberLanes: ReadLanes;
  /** For what writes by a single statement. */
  readonly #pool: Pool;
  readonly #sharedCommits: SharedCommits;
  readonly #translateError: (error: Error) => Error;
  readonly #reachOf: (text: string) => TableReach;
  readonly #texts = new LRUCache<string, NamedText>({
    max: NAMED_TEXTS,
    maxSize: NAMED_CHARACTERS,
    sizeCalculation: (_named, text) => text.length + 1,
  });
  #lastName = 0;
  /** Is told of each text that is sent; for tests that count. */
  onSent: ((text: string) => void) | null = null;

  constructor({
    url,
    poolSize,
    translateError,
    role = DatabaseRole.MEMBERS,
    reachOf = () => TableReach.PUBLIC,
  }: StatementsOptions) {
    this.#translateError = translateError;
    this.#reachOf = reachOf;
    const configOf = (as: DatabaseRole, settings: Readonly<Record<string, string>> = {}) => ({
      connectionString: url,
      types: valueTypes,
      options: startupOptions(as, { ...PLANNING, ...settings }),
    });
    const publicRole = role === DatabaseRole.OWNER ? role : DatabaseRole.PUBLIC;
    this.#publicLanes = new ReadLanes(configOf(publicRole), { most: poolSize });
    this.#memberLanes = new ReadLanes(configOf(role), { most: poolSize });
    // what a connection has prepared costs more than keeping it
    const kept = { maxUses: USES_OF_CONNECTION, idleTimeoutMillis: 0 };
    this.#pool = openPool({ ...configOf(role), ...kept, max: poolSize });
    this.#sharedCommits = new SharedCommits({
      config: { ...configOf(role, SharedCommits.SETTINGS), ...kept },
      alone: (query, standing) => this.#write(query, standing),
    });
  }

  as(standing: Standing): StatementSender {
    return {
      rows: (text, values) => this.rows(text, values, standing),
      as: (other) => this.as(other),
    };
  }

  async rows<Row>(text: string, values: readonly unknown[], standing: Standing = NOBODY): Promise<Row[]> {
    this.onSent?.(text);
    const known = this.#known(text);
    const answer = await this.#send(known, { text, values, standing }).catch((error: unknown) => {
      throw error instanceof Error ? this.#translateError(error) : error;
    });
    known.columns ??= answer.fields.map(({ name }) => camelName(name));
    return rowsFrom<Row>(known.columns, answer.rows);
  }

  async close(): Promise<void> {
    await Promise.all([this.#publicLanes.close(), this.#memberLanes.close(), this.#sharedCommits.close()]);
    await this.#pool.end();
  }

  #send(
    { name, writes, reach }: NamedText,
    {
      text,
      values,
      standing,
    }: { readonly text: string; readonly values: readonly unknown[]; readonly standing: Standing },
  ): Promise<QueryArrayResult> {
    const query = { text, values: values as unknown[], rowMode: 'array' as const, ...(name !== null && { name }) };
    if (writes)
      return SHARING_COMMITS.has(standing.purpose)
        ? this.#sharedCommits.send(query, standing)
        : this.#write(query, standing);
    const isNobody = standing.personId === null && standing.purpose === null;
    if (reach === TableReach.PUBLIC || (reach === TableReach.PARTLY_PUBLIC && isNobody))
      return this.#publicLanes.send(query, null);
    return this.#memberLanes.send(query, isNobody ? null : standing);
  }

  /** A write waits for the disk: it has a connection to itself meanwhile. */
  async #write(query: QueryArrayConfig, standing: Standing): Promise<QueryArrayResult> {
    const client = await this.#pool.connect();
    let failure: unknown;
    try {
      return await queryAs(client, query, standing);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      // what PostgreSQL refuses leaves the connection as good as it was
      client.release(failure !== undefined && !(failure instanceof DatabaseError));
    }
  }

  #known(text: string): NamedText {
    const known = this.#texts.get(text);
    if (known === undefined) {
      const first: NamedText = { name: null, columns: null, writes: WRITES.test(text), reach: this.#reachOf(text) };
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
