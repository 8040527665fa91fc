/** The parts of a package without types that the bench needs. */
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
