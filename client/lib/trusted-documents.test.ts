/** Against a server of the test that knows one hash and not the other. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createGraphqlClient } from './graphql-client.ts';
import { graphql } from './graphql.ts';

const KNOWN = 'sha256:known';
interface Asked {
  readonly documentId: string | null;
  readonly query: string | null;
}

let server: Server;
let asked: Asked[] = [];
let client: ReturnType<typeof createGraphqlClient>;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const given =
      body === '' ? Object.fromEntries(new URL(request.url ?? '', 'http://any').searchParams) : JSON.parse(body);
    const { documentId = null, query = null }: Partial<Asked> = given;
    asked.push({ documentId, query });
    const isKnown = query !== null || documentId === KNOWN;
    const errors = [{ message: 'unknown', extensions: { code: 'PERSISTED_DOCUMENT_NOT_FOUND' } }];
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKnown ? { data: { today: '2026-11-22', signOut: true } } : { errors }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});
beforeEach(() => {
  asked = [];
  const house = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubGlobal('location', new URL(house));
  client = createGraphqlClient(`${house}/graphql`);
});

/** A document as the build leaves it. */
const built = <Document extends object>(document: Document, documentId: string): Document =>
  Object.assign(document, { documentId });

test('a document of the build is sent as its hash, again and again', async () => {
  const document = built(graphql('query Known { today }'), KNOWN);
  for (const requestPolicy of ['network-only', 'cache-first', 'network-only'] as const) {
    const { data, error } = await client.query(document, {}, { requestPolicy }).toPromise();
    expect([data?.today, error]).toEqual(['2026-11-22', undefined]);
  }
  expect(asked).toEqual([
    { documentId: KNOWN, query: null },
    { documentId: KNOWN, query: null },
  ]);
});

test('a hash that the server does not know is followed by the text, and from then on the text is sent', async () => {
  const document = built(graphql('query Newer { today }'), 'sha256:newer');
  for (let time = 0; time < 2; time += 1) {
    const { data, error } = await client.query(document, {}, { requestPolicy: 'network-only' }).toPromise();
    expect([data?.today, error]).toEqual(['2026-11-22', undefined]);
  }
  expect(asked.map(({ documentId, query }) => documentId ?? query?.replace(/\s+/g, ' '))).toEqual([
    'sha256:newer',
    'query Newer { today }',
    'query Newer { today }',
  ]);
});

test('a change that the server does not know is sent once more with its text', async () => {
  const { data } = await client.mutation(built(graphql('mutation Leave { signOut }'), 'sha256:leave'), {}).toPromise();
  expect(data?.signOut).toBe(true);
  expect(asked).toHaveLength(2);
});

test('a document without a hash is sent as its text', async () => {
  await client.query(graphql('query Plain { today }'), {}).toPromise();
  expect(asked).toMatchObject([{ documentId: null, query: expect.stringContaining('query Plain') }]);
});
