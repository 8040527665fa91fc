/** The client sends hashes in the place of its documents; the server knows them from the file that the build leaves. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, validate } from 'graphql';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectDocuments } from '../../client/build/trusted-documents.plugin.ts';
import { readTrustedDocuments } from '../../server/platform/http/trusted-documents.ts';
import { createWeb } from '../../server/web.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { plainGet, serveTest, type TestWeb } from '../support/test-web.ts';
import { buildMunicipality } from '../support/world.ts';

const CLIENT = resolve(import.meta.dirname, '../../client');
const PREFLIGHT = { 'apollo-require-preflight': '1' };
const idOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const READ = 'query Places($first: Int!) { territories(first: $first) { totalCount } }';
const LEAVE = 'mutation Leave { signOut }';

const folder = mkdtempSync(join(tmpdir(), 'sverka-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

let app: TestApp;
let web: TestWeb;
beforeAll(async () => {
  app = await createTestApp();
  const file = join(folder, 'trusted-documents.json');
  writeFileSync(file, JSON.stringify(Object.fromEntries([READ, LEAVE].map((text) => [idOf(text), text]))));
  const trustedDocuments = readTrustedDocuments(file);
  web = await serveTest(() => createWeb({ app, log: pino({ level: 'silent' }), pagesFolder: null, trustedDocuments }));
  await buildMunicipality(app);
});

const address = (parameters: Record<string, string>): string =>
  `${web.address}/graphql?${new URLSearchParams(parameters)}`;
const get = (parameters: Record<string, string>, headers: Record<string, string> = PREFLIGHT) =>
  plainGet(address(parameters), headers);
async function post(body: object): Promise<{ status: number; answer: any }> {
  const answer = await fetch(`${web.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, answer: await answer.json() };
}

describe('a document of the build', () => {
  it('is answered by its hash as by its text', async () => {
    const variables = JSON.stringify({ first: 1 });
    const byHash = await get({ documentId: idOf(READ), variables });
    const byText = await get({ query: READ, variables });
    expect(byHash.status).toBe(200);
    expect(JSON.parse(byHash.body).data.territories.totalCount).toBeGreaterThan(0);
    expect(byHash.body).toBe(byText.body);
  });

  it('is answered to the public without the header that texts need: nothing can be forged by reading', async () => {
    expect((await get({ documentId: idOf(READ), variables: '{"first":2}' }, {})).status).toBe(200);
    const signedIn = await get({ documentId: idOf(READ), variables: '{"first":2}' }, { cookie: 'sverka_session=any' });
    expect(signedIn.status).toBe(400);
  });

  it('that changes something is taken by POST alone', async () => {
    expect((await get({ documentId: idOf(LEAVE) })).status).toBe(405);
    expect(await post({ documentId: idOf(LEAVE) })).toMatchObject({ status: 200, answer: { data: { signOut: true } } });
  });

  it('with wrong variables is refused like its text', async () => {
    const refused = JSON.parse((await get({ documentId: idOf(READ), variables: '{"first":"x"}' })).body);
    expect(refused.errors[0].extensions.code).toBe('BAD_INPUT');
  });
});

describe('a hash that the server does not know', () => {
  it.each([
    [
      'by GET',
      () => get({ documentId: idOf('unknown') }).then(({ status, body }) => ({ status, answer: JSON.parse(body) })),
    ],
    ['by POST', () => post({ documentId: idOf('unknown') })],
    ['that is none', () => post({ documentId: 17 })],
    ['of a member of every object', () => post({ documentId: '__proto__' })],
  ])('%s is told by its own code', async (_how, ask) => {
    const { status, answer } = await ask();
    expect(status).toBe(404);
    expect(answer.errors[0].extensions).toEqual({
      code: 'PERSISTED_DOCUMENT_NOT_FOUND',
      key: 'documentUnknown',
      details: {},
    });
  });

  it('is not kept as an answer by anyone', async () => {
    expect((await get({ documentId: idOf('unknown') })).headers['cache-control']).toBe('no-store');
  });
});

it('a hash and a text together are refused: which of them counts is nobody’s guess', async () => {
  expect((await get({ documentId: idOf(READ), query: READ })).status).toBe(400);
  expect((await post({ documentId: idOf(READ), query: READ })).status).toBe(400);
});

describe('the documents of the client', () => {
  const { textOf, idOf: idOfOperation } = collectDocuments(CLIENT);

  it('are collected, each under the hash of its text', () => {
    expect(textOf.size).toBeGreaterThan(50);
    expect([...textOf].filter(([id, text]) => id !== idOf(text))).toEqual([]);
    expect(idOfOperation.size).toBe(textOf.size);
  });

  it('all stand within the contract', () => {
    const wrong = [...textOf.values()].flatMap((text) =>
      validate(app.schema, parse(text)).map(({ message }) => message),
    );
    expect(wrong).toEqual([]);
  });
});

it('a build that was not made leaves the server with none, and a broken file stops it', () => {
  expect(readTrustedDocuments(join(folder, 'absent.json')).size).toBe(0);
  const broken = join(folder, 'broken.json');
  writeFileSync(broken, '{"sha256:1":"{ today }"}');
  expect(() => readTrustedDocuments(broken)).toThrow(/invalid/i);
});
