/**
 * Sends a request both ways to the API: plain, so that what is known is answered directly, and in chunks, which only the
 * usual way takes. The two must say the same.
 */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Express } from 'express';

export interface SentBody {
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly method?: string;
}

export interface ComparedAnswer {
  readonly status: number;
  /** Without those that speak of the connection or the moment alone. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** Unpacked, with the same word in the place of each incident's id. */
  readonly text: string;
}

export const Way = { DIRECT: 'direct', USUAL: 'usual' } as const;
export type Way = (typeof Way)[keyof typeof Way];

export const JSON_HEADERS = { 'content-type': 'application/json' };

export function sendBy(
  way: Way,
  address: string,
  { body, headers = JSON_HEADERS, path = '/graphql', method = 'POST' }: SentBody,
): Promise<ComparedAnswer> {
  const bytes = Buffer.from(body);
  const framing: Record<string, string> =
    way === Way.USUAL ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(bytes.length) };
  return new Promise((resolve, reject) => {
    httpRequest(`${address}${path}`, { method, headers: { ...headers, ...framing }, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: comparable(response.headers),
          text: unpacked(Buffer.concat(parts), response.headers['content-encoding']).replaceAll(
            /("incidentId":")[^"]+/g,
            '$1…',
          ),
        }),
      );
    })
      .once('error', reject)
      .end(bytes);
  });
}

export async function sendBothWays(
  address: string,
  sent: SentBody,
): Promise<{ readonly direct: ComparedAnswer; readonly usual: ComparedAnswer }> {
  return { direct: await sendBy(Way.DIRECT, address, sent), usual: await sendBy(Way.USUAL, address, sent) };
}

const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
]);

function comparable(headers: IncomingHttpHeaders): Readonly<Record<string, unknown>> {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((each) => each.replace(/Expires=[^;]+/, 'Expires=…')) : value,
    ]),
  );
}

function unpacked(bytes: Buffer, encoding: string | undefined): string {
  if (encoding === 'gzip') return gunzipSync(bytes).toString();
  return encoding === 'br' ? brotliDecompressSync(bytes).toString() : bytes.toString();
}

/** Counts what gets through to Express from now on. */
export function countUsualWay(express: Express): { count: number } {
  const counted = { count: 0 };
  const handle = (express as unknown as { handle: (...given: unknown[]) => unknown }).handle.bind(express);
  Object.assign(express, {
    handle: (...given: unknown[]) => {
      counted.count += 1;
      return handle(...given);
    },
  });
  return counted;
}
