/** Requests as an attacker writes them: byte by byte where that matters, and answers as they come. */
import { request as httpRequest, Agent } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** As the proxy in front names who attacks. */
export const ATTACKER = '203.0.113.66';

export interface Answer {
  /** 0: the connection was closed without one; -1: none came within the time that was waited. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Of the first error, or of a problem document; null where there is none. */
  readonly problem: { readonly code: string; readonly key: string; readonly message: string } | null;
  readonly hasData: boolean;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** One of its own is opened when left out. */
  readonly agent?: Agent;
}

export function answerOf(status: number, body = '', headers: Answer['headers'] = {}): Answer {
  const parsed = parsedJson(body) as Record<string, any> | null;
  const first = parsed?.['errors']?.[0];
  const told = first?.extensions ?? (typeof parsed?.['code'] === 'string' ? parsed : null);
  return {
    status,
    headers,
    body,
    problem: told === null ? null : { code: told.code, key: told.key, message: first?.message ?? '' },
    hasData: parsed?.['data'] !== undefined && parsed['data'] !== null,
  };
}

function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** One request. The answer may come, and the connection be closed, before all of it was sent. */
export function send(
  address: string,
  { method = 'POST', path = '/graphql', headers = {}, body, agent }: Sent,
): Promise<Answer> {
  return new Promise((resolve) => {
    let answered = false;
    const request = httpRequest(
      `${address}${path}`,
      { method, headers: { 'x-forwarded-for': ATTACKER, ...headers }, agent: agent ?? new Agent() },
      (response) => {
        answered = true;
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        const finish = () => resolve(answerOf(response.statusCode ?? 0, text, response.headers));
        response.on('end', finish).on('error', finish);
      },
    );
    request.on('error', () => {
      if (!answered) resolve(answerOf(0));
    });
    request.end(body);
  });
}

export const ask = (
  address: string,
  query: string,
  { variables, headers }: { variables?: unknown; headers?: Record<string, string> } = {},
) =>
  send(address, {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });

/** Says `text` on a bare connection and then nothing more. @returns what comes back within the time; -1: nothing did. */
export async function sayAndWait(address: string, { text, waitMs }: { text: string; waitMs: number }): Promise<Answer> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  let heard = '';
  const over = new Promise<boolean>((resolve) => {
    socket.setEncoding('utf8').on('data', (part: string) => {
      heard += part;
      if (isWhole(heard)) resolve(true);
    });
    socket.on('error', () => resolve(true)).on('close', () => resolve(true));
  });
  socket.write(text);
  const isOver = await Promise.race([over, sleep(waitMs, false, { ref: false })]);
  socket.destroy();
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(heard) ?? [];
  if (!isOver && status === undefined) return answerOf(-1);
  return answerOf(Number(status ?? 0), heard.split('\r\n\r\n').slice(1).join('\r\n\r\n'));
}

/** Whether an answer that tells its length is all there. */
function isWhole(heard: string): boolean {
  const [head = '', body] = heard.split('\r\n\r\n', 2);
  const [, length] = /^content-length: (\d+)/im.exec(head) ?? [];
  return body !== undefined && length !== undefined && Buffer.byteLength(body) >= Number(length);
}

/** As many as have come once `enough` have, or what came within the time. */
export async function firstOf<T>(
  coming: readonly Promise<T>[],
  { enough, withinMs }: { enough: number; withinMs: number },
): Promise<readonly T[]> {
  const come: T[] = [];
  await Promise.race([
    sleep(withinMs, undefined, { ref: false }),
    new Promise<void>((resolve) => {
      for (const each of coming) void each.then((value) => (come.push(value) >= enough ? resolve() : undefined));
    }),
  ]);
  return [...come];
}
