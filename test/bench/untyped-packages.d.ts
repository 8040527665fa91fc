/** The parts of two packages without types that the bench needs. */
declare module 'pg' {
  export interface QueryResult {
    readonly rows: readonly Record<string, unknown>[];
    readonly rowCount: number | null;
  }
  export interface PreparedQuery {
    readonly name: string;
    readonly text: string;
    readonly values: readonly unknown[];
  }
  interface Queryable {
    query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
    query(prepared: PreparedQuery): Promise<QueryResult>;
    end(): Promise<void>;
    on(event: 'error', listener: (error: Error) => void): this;
  }
  export interface Client extends Queryable {
    connect(): Promise<void>;
  }
  export const Client: new (options: { connectionString: string }) => Client;
  export const Pool: new (options: { connectionString: string; max: number }) => Queryable;
}

declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  export interface Request {
    readonly method: 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }
  interface LoadClient {
    setRequests(requests: readonly Request[]): void;
  }
  interface Options {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
    /** Milliseconds between two looks at whether to stop. */
    readonly sampleInt: number;
    /** Seconds after which a request that has no answer counts as failed. */
    readonly timeout: number;
    readonly setupClient: (client: LoadClient) => void;
    readonly verifyBody: (body: string) => boolean;
  }
  interface Result {
    readonly errors: number;
    readonly timeouts: number;
    readonly mismatches: number;
    readonly non2xx: number;
  }
  interface Instance extends EventEmitter, Promise<Result> {
    stop(): void;
  }
  export default function autocannon(options: Options): Instance;
}
