/** A phone or computer of a test: asks over HTTP and keeps its cookie, as a browser does. */
import type { TestWeb } from './test-web.ts';

export interface DeviceOptions {
  readonly userAgent?: string;
  /** As a proxy in front would tell it; the server must trust one. */
  readonly address?: string;
  /** A cookie that is in the browser already. */
  readonly cookie?: string | null;
}

export interface Device {
  /** Data of an operation. @throws when it has errors. */
  ask<Data = Record<string, any>>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** `CODE key` of the first error; null when there was none. */
  refusal(query: string, variables?: Record<string, unknown>): Promise<string | null>;
  /** What the browser would send along; null: nothing. */
  cookie(): string | null;
}

const PHONE =
  'Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36';

export function createDevice(web: TestWeb, { userAgent = PHONE, address, cookie = null }: DeviceOptions = {}): Device {
  let kept = cookie;
  async function send(query: string, variables?: Record<string, unknown>): Promise<{ data?: any; errors?: any[] }> {
    const answer = await fetch(`${web.address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': userAgent,
        ...(kept !== null && { cookie: kept }),
        ...(address !== undefined && { 'x-forwarded-for': address }),
      },
      body: JSON.stringify({ query, variables }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      kept = pair.endsWith('=') ? null : pair;
    }
    return (await answer.json()) as { data?: any; errors?: any[] };
  }
  return {
    async ask(query, variables) {
      const { data, errors } = await send(query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    async refusal(query, variables) {
      const { errors } = await send(query, variables);
      const [first] = errors ?? [];
      return first === undefined ? null : `${first.extensions?.code} ${first.extensions?.key}`;
    },
    cookie: () => kept,
  };
}
