/** Asks one address as fast as it answers, over a fixed number of kept connections, for a fixed time. */
import { openConnection, type KeptConnection, type Received } from './load-connection.ts';

export const CONNECTIONS = 10;
const ANSWER_LIMIT_MS = 20_000;

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly medianMs: number;
}

/** A read by address. */
export interface Get {
  readonly path: string;
  /** Of what was received before; null: nothing was. */
  readonly etag: string | null;
}

export type LoadInput = {
  readonly address: string;
  /** At least this long. */
  readonly seconds: number;
} & ({ readonly path: string; readonly bodies: readonly string[] } | { readonly gets: readonly Get[] });

/** @throws Error when any request fails or is answered with errors: a refusal is fast, and would pass for a good figure. */
export async function measureLoad(input: LoadInput): Promise<LoadResult> {
  const { address, seconds } = input;
  const { requests, status } = requestsOf(input);
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // a failure that comes while connections are still being opened is told below
  failed.catch(() => {});
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => openConnection(address, (error) => fail(error))),
  );
  const timesMs: number[] = [];
  const startedMs = performance.now();
  let lastMs = startedMs;

  function keepAsking(connection: KeptConnection, { from, done }: { from: number; done: () => void }): void {
    let next = from;
    let askedMs = 0;
    const ask = (): void => {
      askedMs = performance.now();
      connection.ask(requests[next % requests.length] ?? Buffer.alloc(0), arrived);
      next += 1;
    };
    const arrived = (received: Received): void => {
      if (received.status !== status || received.hasErrors)
        return fail(
          new Error(`${address}: answered with ${received.status}${received.hasErrors ? ' and errors' : ''}`),
        );
      lastMs = performance.now();
      timesMs.push(lastMs - askedMs);
      // on a busy machine a short round goes on until each connection was answered more than once
      if (lastMs - startedMs < seconds * 1000 || timesMs.length < 2 * CONNECTIONS) ask();
      else done();
    };
    ask();
  }

  const limit = setTimeout(() => fail(new Error(`${address} does not answer`)), seconds * 1000 + ANSWER_LIMIT_MS);
  try {
    // each connection starts at another question, so that no two ask the same at once
    const asked = connections.map(
      (connection, place) =>
        new Promise<void>((done) =>
          keepAsking(connection, { from: Math.floor((place * requests.length) / CONNECTIONS), done }),
        ),
    );
    await Promise.race([Promise.all(asked), failed]);
  } finally {
    clearTimeout(limit);
    for (const connection of connections) connection.close();
  }
  return { requestsPerSecond: timesMs.length / ((lastMs - startedMs) / 1000), medianMs: median(timesMs) };
}

/** What is sent, byte by byte, and the status that its answers must have. */
function requestsOf(input: LoadInput): { readonly requests: readonly Buffer[]; readonly status: number } {
  const { host } = new URL(input.address);
  if ('bodies' in input) {
    const head = `POST ${input.path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\naccept: application/json\r\n`;
    const requests = input.bodies.map((body) =>
      Buffer.from(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
    );
    return { requests, status: 200 };
  }
  const requests = input.gets.map(({ path, etag }) =>
    Buffer.from(
      `GET ${path} HTTP/1.1\r\nhost: ${host}\r\naccept: application/json\r\napollo-require-preflight: bench\r\n${etag === null ? '' : `if-none-match: ${etag}\r\n`}\r\n`,
    ),
  );
  return { requests, status: input.gets.every(({ etag }) => etag === null) ? 200 : 304 };
}

/** The value below which this share (0 to 1) of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
