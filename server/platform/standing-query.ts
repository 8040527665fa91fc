/**
 * A statement that says first on whose behalf it runs. Both travel together and end with one Sync, which makes them one
 * transaction without begin and commit: the setting is local to it, ends with it, and costs no wait.
 */
import { Query, type ClientBase, type QueryArrayConfig, type QueryArrayResult } from 'pg';
import { NOBODY, SET_STANDING, standingValues, type Standing } from './standing.ts';

const PREPARED_NAME = 'standing';

/** The driver's own parts that are used here. */
interface Wire {
  bind(message: { readonly portal: string; readonly statement: string; readonly values: readonly string[] }): void;
  execute(message: { readonly portal: string }): void;
}
interface DriverQuery {
  callback: ((error: Error | null, result: QueryArrayResult) => void) | undefined;
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}
const DriverQuery = Query as unknown as new (config: QueryArrayConfig) => DriverQuery;

class StandingQuery extends DriverQuery {
  readonly #standing: Standing;
  #standingIsSet = false;

  constructor(config: QueryArrayConfig, standing: Standing) {
    super({ ...config, queryMode: 'extended' } as QueryArrayConfig);
    this.#standing = standing;
  }

  override prepare(wire: Wire): void {
    wire.bind({ portal: '', statement: PREPARED_NAME, values: standingValues(this.#standing) });
    wire.execute({ portal: '' });
    super.prepare(wire);
  }

  override handleDataRow(message: unknown): void {
    if (this.#standingIsSet) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#standingIsSet) super.handleCommandComplete(message, wire);
    this.#standingIsSet = true;
  }
}

const preparedOn = new WeakMap<ClientBase, Promise<unknown>>();

/** Once for each connection; what is sent after it finds it there. */
const prepared = (client: ClientBase): Promise<unknown> => {
  let done = preparedOn.get(client);
  if (done === undefined) {
    done = client.query({ name: PREPARED_NAME, text: SET_STANDING, values: standingValues(NOBODY) });
    preparedOn.set(client, done);
  }
  return done;
};

/** The rows of a statement that runs on somebody's behalf. */
export async function queryAs(
  client: ClientBase,
  query: QueryArrayConfig,
  standing: Standing,
): Promise<QueryArrayResult> {
  const isPrepared = prepared(client);
  // a pipelined connection keeps the order by itself, any other takes one query at a time
  if (isPipelined(client)) isPrepared.catch(() => {});
  else await isPrepared;
  return new Promise((resolve, reject) => {
    const sent = new StandingQuery(query, standing);
    sent.callback = (error, result) => (error === null ? resolve(result) : reject(error));
    client.query(sent as never);
  });
}

const isPipelined = (client: ClientBase): boolean =>
  (client as ClientBase & { readonly pipeline?: boolean }).pipeline ?? false;
