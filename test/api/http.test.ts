/** What the server does with requests as such: methods, bodies, caches, failures, signs of life. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestDatabase } from '../support/database.ts';
import { createTestWeb, plainGet, sessionCookie, type TestWeb } from '../support/test-web.ts';
import { buildMunicipality, buildPerson } from '../support/world.ts';

const PREFLIGHT = { 'apollo-require-preflight': 'true' };
const JSON_BODY = { 'content-type': 'application/json' };

let app: TestApp;
let web: TestWeb;

beforeAll(async () => {
  app = await createTestApp();
  web = await createTestWeb(app);
});

const get = (query: string, headers: Record<string, string> = PREFLIGHT) =>
  plainGet(`${web.address}/graphql?query=${encodeURIComponent(query)}`, headers);
const post = (body: string, headers: Record<string, string> = JSON_BODY) =>
  fetch(`${web.address}/graphql`, { method: 'POST', body, headers });

describe('a query by GET', () => {
  it('is answered, and from a form on a foreign page refused', async () => {
    expect(JSON.parse((await get('{ __typename }')).body)).toEqual({ data: { __typename: 'Query' } });
    const refused = await get('{ __typename }', {});
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.body).errors[0].extensions.code).toBe('BAD_INPUT');
  });

  it('of the public may be kept if it is asked again, and costs nothing to send when it is unchanged', async () => {
    const query = '{ territories { totalCount } }';
    const first = await get(query);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    expect(first.headers.vary).toContain('Cookie');
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^(W\/)?".+"$/);
    const again = await get(query, { ...PREFLIGHT, 'if-none-match': etag });
    expect(again).toMatchObject({ status: 304, body: '' });
    await buildMunicipality(app);
    const changed = await get(query, { ...PREFLIGHT, 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
  });

  it('goes compressed to the public, and as it is to who is signed in', async () => {
    await buildMunicipality(app);
    const query = '{ __schema { types { name description fields { name description } } } }';
    const packed = { ...PREFLIGHT, 'accept-encoding': 'gzip' };
    const cookie = await sessionCookie(app, await buildPerson(app, { role: 'MONITOR' }));
    expect((await get(query, packed)).headers['content-encoding']).toBe('gzip');
    expect((await get(query, { ...packed, cookie })).headers['content-encoding']).toBeUndefined();
    expect((await get(query)).headers['content-encoding']).toBeUndefined();
  });

  it('of who is signed in is theirs alone, and kept nowhere', async () => {
    const cookie = await sessionCookie(app, await buildPerson(app, { role: 'MONITOR' }));
    const answer = await get('{ viewer { id } }', { ...PREFLIGHT, cookie });
    expect(JSON.parse(answer.body).data.viewer).not.toBeNull();
    expect(answer.headers['cache-control']).toBe('private, no-store');
  });

  it('changes nothing', async () => {
    const answer = await get('mutation { signOut }');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
    expect(JSON.parse(answer.body).errors[0].extensions.code).toBe('BAD_INPUT');
  });
});

describe('a body', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
    [
      'a form of parts',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{ __typename }\r\n--x--',
    ],
    ['plain text', 'text/plain', '{"query":"{ __typename }"}'],
    ['XML', 'application/xml', '<query>{ __typename }</query>'],
    ['GraphQL alone', 'application/graphql', '{ __typename }'],
  ])('that is %s is refused', async (_what, type, body) => {
    const answer = await post(body, { 'content-type': type });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await answer.text()).not.toContain('"data"');
  });

  it('that is no JSON is refused with a problem that can be translated', async () => {
    const answer = await post('{ "query": ');
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'BAD_INPUT', key: 'bodyUnreadable' });
  });

  it('beyond the limit is refused as too large', async () => {
    const answer = await post(JSON.stringify({ query: `{ __typename } # ${'x'.repeat(300_000)}` }));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('with several operations at once is refused', async () => {
    const answer = await post(JSON.stringify([{ query: '{ today }' }, { query: '{ today }' }]));
    expect(answer.status).toBe(400);
  });
});

describe('an address beside the API', () => {
  it('tells its refusal as a problem document with the codes of the API', async () => {
    const answer = await fetch(`${web.address}/imports/plans?name=x.csv`, {
      method: 'POST',
      body: 'x',
      headers: { 'x-sverka': '1' },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 401, code: 'UNAUTHENTICATED', key: 'signInFirst' });
  });

  it('that nobody knows is not found, and names nothing of the machine', async () => {
    const answer = await fetch(`${web.address}/${randomUUID()}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(await answer.text()).not.toContain('/server/');
  });
});

describe('every answer', () => {
  it.each(['/graphql?query=%7Btoday%7D', '/livez', '/readyz', '/nothing-here', '/graphiql'])(
    '%s carries the headers of safety',
    async (path) => {
      const { headers } = await fetch(`${web.address}${path}`, { headers: PREFLIGHT });
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

describe('signs of life', () => {
  it('are live and ready while the database answers', async () => {
    expect((await fetch(`${web.address}/livez`)).status).toBe(200);
    expect((await fetch(`${web.address}/readyz`)).status).toBe(200);
  });

  it('are live and not ready when the database is gone; what is asked then fails under an id', async () => {
    const database = await createTestDatabase();
    const orphan = await createApp({ databaseUrl: database.url, poolSize: 2 });
    const { address, logged } = await createTestWeb(orphan);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    await database.drop();
    expect((await fetch(`${address}/livez`)).status).toBe(200);
    expect((await fetch(`${address}/readyz`)).status).toBe(503);
    // a session is looked up before anything is asked
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { ...JSON_BODY, cookie: 'sverka_session=any' },
      body: JSON.stringify({ query: '{ today }' }),
    });
    expect(answer.status).toBe(500);
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: Record<string, any> }[] };
    expect(errors[0]).toMatchObject({ message: 'INTERNAL: internal', extensions: { code: 'INTERNAL' } });
    expect(logged.join('')).toContain(errors[0]?.extensions['details'].incidentId);
    await orphan.close();
  });
});
