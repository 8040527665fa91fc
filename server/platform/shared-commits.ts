/**
 * Writes that wait for the disk together. Each is one statement and a whole change of its own; those that come while
 * others are being committed leave as one transaction, in which each runs under its own standing: row-level security
 * looks at nobody else's. Nobody is told of success before the commit. When one fails, nothing was written, and each is
 * sent again in a transaction to itself: nobody meets another's error.
 */
import { DatabaseError, type Pool, type PoolConfig, type QueryArrayConfig, type QueryArrayResult } from 'pg';
import { openPool } from './pool.ts';
import type { Standing } from './standing.ts';
import { queryTogether, type StandingStatement } from './standing-query.ts';

/** Transactions under way at once: while one waits for the disk, another is written. */
const TRANSACTIONS_AT_ONCE = 2;
/** Of one transaction; whoever comes later need not wait for more than these. */
const MOST_TOGETHER = 16;
/** One that has to wait for somebody's lock must not keep the others: all are then sent alone, and wait as long as it takes. */
const LOCK_WAIT_MS = 100;
const LOCK_NOT_AVAILABLE = '55P03';

interface Waiting extends StandingStatement {
  readonly resolve: (result: QueryArrayResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface SharedCommitsOptions {
  /** Of its connections, which have SETTINGS. */
  readonly config: PoolConfig;
  /** Runs a statement in a transaction to itself. */
  readonly alone: (query: QueryArrayConfig, standing: Standing) => Promise<QueryArrayResult>;
}

export class SharedCommits {
  static readonly SETTINGS: Readonly<Record<string, string>> = { lock_timeout: String(LOCK_WAIT_MS) };

  readonly #pool: Pool;
  readonly #alone: SharedCommitsOptions['alone'];
  #waiting: Waiting[] = [];
  #underWay = 0;
  #leavesSoon = false;

  constructor({ config, alone }: SharedCommitsOptions) {
    this.#pool = openPool({ ...config, max: TRANSACTIONS_AT_ONCE });
    this.#alone = alone;
  }

  /** Resolves once it is committed. */
  send(query: QueryArrayConfig, standing: Standing): Promise<QueryArrayResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ query, standing, resolve, reject });
      if (this.#leavesSoon) return;
      this.#leavesSoon = true;
      setImmediate(() => {
        this.#leavesSoon = false;
        this.#leave();
      });
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  #leave(): void {
    while (this.#waiting.length > 0 && this.#underWay < TRANSACTIONS_AT_ONCE) {
      const together = this.#waiting.splice(0, MOST_TOGETHER);
      this.#underWay += 1;
      void this.#commit(together).finally(() => {
        this.#underWay -= 1;
        this.#leave();
      });
    }
  }

  /** Never rejects: each is told by itself. */
  async #commit(together: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.#written(together);
      together.forEach(({ resolve }, place) => resolve(results[place] as QueryArrayResult));
    } catch (error) {
      const isWorthAnother = isRefusedForSure(error) && (together.length > 1 || error.code === LOCK_NOT_AVAILABLE);
      for (const { query, standing, resolve, reject } of together)
        if (isWorthAnother) this.#alone(query, standing).then(resolve, reject);
        else reject(error);
    }
  }

  async #written(together: readonly StandingStatement[]): Promise<readonly QueryArrayResult[]> {
    const client = await this.#pool.connect();
    let failure: unknown;
    try {
      return await queryTogether(client, together);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      // what PostgreSQL refuses leaves the connection as good as it was
      client.release(failure !== undefined && !isRefusedForSure(failure));
    }
  }
}

/** Operator intervention: the connection is ended, and how far its transaction got is not said. */
const ENDED_BY_OPERATOR = '57P';

/** PostgreSQL said so itself: nothing of the transaction was written. When a connection breaks off, that is not known. */
const isRefusedForSure = (error: unknown): error is DatabaseError =>
  error instanceof DatabaseError && !error.code?.startsWith(ENDED_BY_OPERATOR);
