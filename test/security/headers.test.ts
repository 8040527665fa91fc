/** What each answer tells the browser to hold itself to, and how the session's cookie is kept, with TLS and without. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWeb, plainGet, sessionCookie, type TestWeb } from '../support/test-web.ts';
import { buildAccount, buildPerson } from '../support/world.ts';

const PREFLIGHT = { 'apollo-require-preflight': '1' };
const ADDRESSES = [
  '/graphql?query=%7Btoday%7D',
  '/livez',
  '/nothing-here',
  '/graphiql',
  '/imports/reports/template.xlsx',
];

let plain: { app: TestApp; web: TestWeb };
let behindTls: { app: TestApp; web: TestWeb };

beforeAll(async () => {
  const serve = async (publicUrl: string) => {
    const app = await createTestApp({ house: { publicUrl } });
    return { app, web: await createTestWeb(app) };
  };
  plain = await serve('http://localhost:4000');
  behindTls = await serve('https://sverka.example.org');
});

const policyOf = (header: unknown): ReadonlyMap<string, string> =>
  new Map(
    String(header)
      .split('; ')
      .map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')] as const),
  );

describe.each(ADDRESSES)('an answer of %s', (address) => {
  it('lets nothing in from elsewhere, and stands in no other page', async () => {
    const { headers } = await plainGet(`${plain.web.address}${address}`, PREFLIGHT);
    const policy = policyOf(headers['content-security-policy']);
    expect(policy.get('default-src')).toBe("'self'");
    expect(policy.has('script-src')).toBe(false);
    for (const directive of ['object-src', 'base-uri', 'frame-ancestors']) expect(policy.get(directive)).toBe("'none'");
    expect(policy.get('form-action')).toBe("'self'");
    const sources = [...policy.values()].join(' ').split(' ');
    expect(
      sources.filter((source) => !["'self'", "'none'", 'data:', 'blob:', "'unsafe-inline'"].includes(source)),
    ).toEqual([]);
    expect(policy.get('style-src')?.includes('unsafe') ?? false).toBe(address === '/graphiql');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy']).toContain('geolocation=()');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('asks for TLS from then on only where there is any', async () => {
    const [without, with_] = await Promise.all(
      [plain, behindTls].map(({ web }) => plainGet(`${web.address}${address}`, PREFLIGHT)),
    );
    expect(without?.headers['strict-transport-security']).toBeUndefined();
    expect(with_?.headers['strict-transport-security']).toBe('max-age=63072000');
  });
});

it('an answer that was kept carries the same headers as one made for the occasion', async () => {
  const address = `${behindTls.web.address}/graphql?query=%7Bterritories%7BtotalCount%7D%7D`;
  const [made, kept] = [await plainGet(address, PREFLIGHT), await plainGet(address, PREFLIGHT)];
  const safety = ({ headers }: typeof made) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => /policy|frame|content-type|strict/.test(name)));
  expect(Object.keys(safety(made))).toHaveLength(9);
  expect(safety(kept)).toEqual(safety(made));
});

describe('the cookie of a session', () => {
  const signIn = async ({ app, web }: { app: TestApp; web: TestWeb }): Promise<string> => {
    const { email } = await buildAccount(app, { password: 'right horse battery' });
    const answer = await fetch(`${web.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'mutation ($email: String!, $password: String!) { signInWithPassword(email: $email, password: $password) { waitsForSecondFactor } }',
        variables: { email, password: 'right horse battery' },
      }),
    });
    const [cookie = ''] = answer.headers.getSetCookie();
    return cookie;
  };
  const viewerOf = async ({ web }: { web: TestWeb }, cookie: string): Promise<unknown> => {
    const { body } = await plainGet(`${web.address}/graphql?query=%7Bviewer%7Bid%7D%7D`, { ...PREFLIGHT, cookie });
    return JSON.parse(body).data.viewer;
  };

  it('behind TLS is bound to this very host and to TLS', async () => {
    const cookie = await signIn(behindTls);
    expect(cookie).toMatch(/^__Host-sverka_session=[\w-]{20,};/);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).toContain(part);
    expect(cookie).not.toMatch(/Domain=/i);
    expect(await viewerOf(behindTls, cookie.split(';')[0] ?? '')).not.toBeNull();
  });

  it('without TLS goes by its plain name, out of reach of scripts', async () => {
    const cookie = await signIn(plain);
    expect(cookie).toMatch(/^sverka_session=[\w-]{20,};/);
    for (const part of ['Path=/', 'HttpOnly', 'SameSite=Lax']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Secure');
  });

  it('by its plain name is nobody’s behind TLS: a neighbouring name could have planted it', async () => {
    const personId = await buildPerson(behindTls.app, { role: 'MONITOR' });
    const cookie = await sessionCookie(behindTls.app, personId);
    expect(await viewerOf(behindTls, cookie)).toBeNull();
    expect(await viewerOf(behindTls, `__Host-${cookie}`)).not.toBeNull();
  });
});
