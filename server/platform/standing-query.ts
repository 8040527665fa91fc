/**
 * Statements that say first on whose behalf they run. All travel together and end with one Sync, which makes them one
 * transaction without begin and commit: the setting is local to it, ends with it, and costs no wait. Of several, each
 * runs under its own standing, and all are written or none.
 */
import { Query, type ClientBase, type QueryArrayConfig, type QueryArrayResult } from 'pg';
import { NOBODY, SET_STANDING, standingValues, type Standing } from './standing.ts';

const PREPARED_NAME = 'standing';

/** A statement with whom it runs for. */
export interface StandingStatement {
  readonly query: QueryArrayConfig;
  readonly standing: Standing;
}

/** The driver's own parts that are used here. */
interface Wire {
  readonly submittedNamedStatements: Record<string, string>;
  bind(message: { readonly portal: string; readonly statement: string; readonly values: readonly string[] }): void;
  execute(message: { readonly portal: string }): void;
  close(message: { readonly type: 'S'; readonly name: string }): void;
  sync(): void;
}
interface DriverQuery {
  name: string | undefined;
  callback: ((error: Error | null, results: unknown) => void) | undefined;
  readonly _result: QueryArrayResult & { _types: unknown };
  readonly _canceledDueToError: Error | false;
  hasBeenParsed(wire: Wire): boolean;
  prepare(wire: Wire): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
  handleEmptyQuery(wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
  handleReadyForQuery(wire: Wire): void;
}
const DriverQuery = Query as unknown as new (config: QueryArrayConfig) => DriverQuery;

/** One statement, sent without the Sync of its own. */
class PartQuery extends DriverQuery {
  /** Whether the connection gets to know its text by this very part. */
  isNewHere = false;

  constructor(config: QueryArrayConfig) {
    super({ ...config, queryMode: 'extended' } as QueryArrayConfig);
  }

  override prepare(wire: Wire): void {
    this.isNewHere = this.name !== undefined && !this.hasBeenParsed(wire);
    // of an earlier part that failed it is not known whether its text was taken; to close what is not there is no error
    if (this.isNewHere && this.name !== undefined) wire.close({ type: 'S', name: this.name });
    super.prepare(wire);
  }

  /** Called by the driver where it would ask for the rows and end the transaction. */
  _getRows(wire: Wire): void {
    wire.execute({ portal: '' });
  }
}

class TransactionQuery extends DriverQuery {
  readonly #parts: readonly (PartQuery & { readonly standing: Standing })[];
  /** What the database will complete, in order; null: a standing. */
  readonly #steps: (PartQuery | null)[] = [];
  #completed = 0;

  constructor(statements: readonly StandingStatement[]) {
    super({ text: '', rowMode: 'array', queryMode: 'extended' } as QueryArrayConfig);
    this.#parts = statements.map(({ query, standing }) => Object.assign(new PartQuery(query), { standing }));
  }

  override prepare(wire: Wire): void {
    let toldBefore: Standing | null = null;
    for (const part of this.#parts) {
      if (part.standing !== toldBefore) {
        wire.bind({ portal: '', statement: PREPARED_NAME, values: standingValues(part.standing) });
        wire.execute({ portal: '' });
        this.#steps.push(null);
        toldBefore = part.standing;
      }
      part._result._types = this._result._types;
      part.prepare(wire);
      this.#steps.push(part);
    }
    wire.sync();
  }

  get #current(): PartQuery | null {
    return this.#steps[this.#completed] ?? null;
  }

  override handleRowDescription(message: unknown): void {
    this.#current?.handleRowDescription(message);
  }

  override handleDataRow(message: unknown): void {
    this.#current?.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    this.#current?.handleCommandComplete(message, wire);
    this.#completed += 1;
  }

  override handleEmptyQuery(): void {
    this.#completed += 1;
  }

  override handleError(error: Error, wire: Wire): void {
    // what follows a failure is not even read
    for (const part of this.#steps.slice(this.#completed))
      if (part?.isNewHere && part.name !== undefined) delete wire.submittedNamedStatements[part.name];
    this.callback?.(error, null);
  }

  override handleReadyForQuery(): void {
    const unreadable = this.#parts.find(({ _canceledDueToError }) => _canceledDueToError)?._canceledDueToError;
    if (unreadable) this.callback?.(unreadable, null);
    else
      this.callback?.(
        null,
        this.#parts.map(({ _result }) => _result),
      );
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

/** What each of the statements gives, in one transaction. @throws what the first that fails does; then none was run. */
export async function queryTogether(
  client: ClientBase,
  statements: readonly StandingStatement[],
): Promise<readonly QueryArrayResult[]> {
  const isPrepared = prepared(client);
  // a pipelined connection keeps the order by itself, any other takes one query at a time
  if (isPipelined(client)) isPrepared.catch(() => {});
  else await isPrepared;
  return new Promise((resolve, reject) => {
    const sent = new TransactionQuery(statements);
    sent.callback = (error, results) => (error === null ? resolve(results as QueryArrayResult[]) : reject(error));
    client.query(sent as never);
  });
}

/** The rows of a statement that runs on somebody's behalf. */
export async function queryAs(
  client: ClientBase,
  query: QueryArrayConfig,
  standing: Standing,
): Promise<QueryArrayResult> {
  const [result] = await queryTogether(client, [{ query, standing }]);
  return result as QueryArrayResult;
}

const isPipelined = (client: ClientBase): boolean =>
  (client as ClientBase & { readonly pipeline?: boolean }).pipeline ?? false;
