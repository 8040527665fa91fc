/** Asks one address as fast as it answers, over a fixed number of kept connections, for a fixed time. */
import autocannon, { type Request } from 'autocannon';

export const CONNECTIONS = 10;
const ANSWER_LIMIT_SECONDS = 20;

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly medianMs: number;
}

export interface LoadInput {
  readonly address: string;
  readonly path: string;
  readonly bodies: readonly string[];
  /** At least this long. */
  readonly seconds: number;
}

/** @throws Error when any request fails or is answered with errors: a refusal is fast, and would pass for a good figure. */
export async function measureLoad({ address, path, bodies, seconds }: LoadInput): Promise<LoadResult> {
  const requests = bodies.map((body): Request => ({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body,
  }));
  let clients = 0;
  const startedMs = performance.now();
  const timesMs: number[] = [];
  let lastMs = startedMs;
  let stopped = false;
  const run = autocannon({
    url: address,
    connections: CONNECTIONS,
    // the outer limit; the loop is stopped below
    duration: Math.ceil(seconds) + ANSWER_LIMIT_SECONDS,
    sampleInt: 50,
    timeout: ANSWER_LIMIT_SECONDS,
    // each connection starts at another question, so that no two ask the same at once
    setupClient: (client) => client.setRequests(rotated(requests, (clients++ * requests.length) / CONNECTIONS)),
    verifyBody: (body) => !body.startsWith('{"errors"') && !body.includes('"errors":['),
  });
  // what it tells with an answer: the connection, the status, the bytes, the milliseconds
  void run.on('response', (...[, , , timeMs]: [unknown, number, number, number]) => {
    if (stopped) return;
    timesMs.push(timeMs);
    lastMs = performance.now();
    // on a busy machine a short round goes on until each connection was answered more than once
    if (lastMs - startedMs < seconds * 1000 || timesMs.length < 2 * CONNECTIONS) return;
    stopped = true;
    run.stop();
  });
  const { errors, timeouts, mismatches, non2xx } = await run;
  if (errors + timeouts + mismatches + non2xx > 0 || !stopped) {
    throw new Error(
      `${address}${path}: ${timesMs.length} answers, ${errors} failed, ${timeouts} timed out, ${non2xx} refused, ${mismatches} with errors`,
    );
  }
  return { requestsPerSecond: timesMs.length / ((lastMs - startedMs) / 1000), medianMs: median(timesMs) };
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const start = Math.floor(by) % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
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
