/** Asks the server as somebody, and hears its answer, each failure and each header apart. */
import { unzipSync } from 'fflate';
import type { Asker, CanaryHouse, CanaryWeb } from './canary-house.ts';
import type { OperationsOptions } from './operations.ts';
import type { Verdict } from './verdict.ts';

export interface Scan {
  readonly house: CanaryHouse;
  readonly web: CanaryWeb;
  readonly verdict: Verdict;
  readonly askers: readonly Asker[];
  readonly operations: OperationsOptions;
}

export interface Channel {
  readonly name: string;
  /** Says whatever goes through it. */
  readonly scan: (scan: Scan) => Promise<void>;
}

export interface Question {
  readonly at: string;
  readonly path: string;
  readonly method?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where what was answered without a failure is heard. */
  readonly channel: string;
}

const together = 6;
/** The same to the same person says nothing new. */
const heardHeaders = new WeakMap<Verdict, Set<string>>();

/** Asks, and hears the body, each failure and each header apart. */
export async function hear({ web, verdict }: Scan, asker: Asker, question: Question): Promise<string> {
  const { at, path, method = 'GET', body, headers = {}, channel } = question;
  const response = await fetch(`${web.address}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(asker.cookie !== null && { cookie: asker.cookie }) },
    ...(body !== undefined && { body: body as BodyInit }),
  });
  const asked = `${method} ${decodeURIComponent(path)} ${typeof body === 'string' ? body : ''}`;
  const heard = heardHeaders.get(verdict) ?? new Set<string>();
  heardHeaders.set(verdict, heard);
  for (const [name, value] of response.headers) {
    const header = `${asker.name} ${name} ${value}`;
    if (heard.has(header)) continue;
    heard.add(header);
    verdict.hear({ channel: 'headers', at: name, to: asker, text: value });
  }
  verdict.operations += 1;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = textOf(bytes);
  const isRefused = response.status >= 400;
  const failures = isRefused ? text : errorsIn(text);
  if (failures !== null) verdict.hear({ channel: 'errors', at, to: asker, text: failures }, asked);
  if (!isRefused) verdict.hear({ channel, at, to: asker, text }, asked);
  if (response.status >= 500) throw new Error(`${response.status} to ${asker.name}: ${asked}`);
  return text;
}

/** Of a workbook, what stands in its parts. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return Buffer.from(bytes).toString('utf8');
  return Object.entries(unzipSync(bytes))
    .map(([name, part]) => `${name}\n${Buffer.from(part).toString('utf8')}`)
    .join('\n');
}

function errorsIn(text: string): string | null {
  const at = text.includes('"errors"') ? (JSON.parse(text) as { errors?: unknown }).errors : undefined;
  return at === undefined ? null : JSON.stringify(at);
}

/** Some at a time, in whatever order. */
export async function each<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: together }, worker));
}

export const post = (
  source: string,
  variables?: Readonly<Record<string, unknown>>,
): Pick<Question, 'path' | 'method' | 'body' | 'headers'> => ({
  path: '/graphql',
  method: 'POST',
  body: JSON.stringify({ query: source, variables }),
  headers: { 'content-type': 'application/json' },
});

/** What the server does not even begin to answer tells nothing about it. */
export function refuseInvalid(source: string, text: string): void {
  if (/GRAPHQL_|"TOO_LARGE"|"TOO_MANY_REQUESTS"|"limit\./.test(text)) throw new Error(`Refused: ${source}\n${text}`);
}
