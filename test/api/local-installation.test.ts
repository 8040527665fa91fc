/** A local installation with a proxy before it: demo accounts and mails stay on the machine. And where samples may enter. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadDemoData } from '../../server/seed/demo.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createDevice } from '../support/test-device.ts';
import { createTestWeb, plainGet, sessionCookie, type TestWeb } from '../support/test-web.ts';
import { buildAccount, buildMunicipality, buildPerson } from '../support/world.ts';

const ASKED = '{ demoAccounts { id } signInState { demo outbox mailLeaves } }';
const SIGN_IN = 'mutation ($account: ID!) { signInDemo(account: $account) { id } }';
const OUTBOX = '{ outbox { to } }';
const VIEWER = '{ viewer { id } }';
/** What a proxy adds. */
const ELSEWHERE = { address: '203.0.113.7' };

let app: TestApp;
let web: TestWeb;
let account: string;

beforeAll(async () => {
  app = await createTestApp();
  web = await createTestWeb(app);
  account = (await buildAccount(app, { role: 'ADMINISTRATOR', isDemo: true })).personId;
});

describe('through a proxy', () => {
  test('nobody is told of demo accounts or signs in as one; at the machine they do', async () => {
    expect(await createDevice(web).ask(ASKED)).toMatchObject({
      demoAccounts: [{ id: account }],
      signInState: { demo: true, outbox: true, mailLeaves: false },
    });
    const through = createDevice(web, ELSEWHERE);
    expect(await through.ask(ASKED)).toEqual({
      demoAccounts: [],
      signInState: { demo: false, outbox: false, mailLeaves: false },
    });
    expect(await through.refusal(SIGN_IN, { account })).toBe('NOT_FOUND notFound');
    expect(await createDevice(web).refusal(SIGN_IN, { account })).toBeNull();
  });

  test('a session of a demo account acts for nobody', async () => {
    const cookie = await sessionCookie(app, account);
    expect((await createDevice(web, { cookie }).ask(VIEWER)).viewer).toEqual({ id: account });
    expect((await createDevice(web, { cookie, ...ELSEWHERE }).ask(VIEWER)).viewer).toBeNull();
  });

  test('an administrator of flesh reads no outbox; at the machine they do', async () => {
    const cookie = await sessionCookie(app, await buildPerson(app, { role: 'ADMINISTRATOR' }));
    expect(await createDevice(web, { cookie }).refusal(OUTBOX)).toBeNull();
    expect(await createDevice(web, { cookie, ...ELSEWHERE }).refusal(OUTBOX)).toBe('NOT_FOUND notFound');
  });

  test('a request to another name than the machine’s is one from elsewhere', async () => {
    const query = `${web.address}/graphql?query=${encodeURIComponent('{demoAccounts{id}}')}`;
    const asked = async (host: string) =>
      (await plainGet(query, { host, 'apollo-require-preflight': '1', accept: 'application/json' })).body.trim();
    expect(await asked('localhost:4000')).toBe(JSON.stringify({ data: { demoAccounts: [{ id: account }] } }));
    expect(await asked('sverka.example')).toBe('{"data":{"demoAccounts":[]}}');
  });

  test('that is not trusted is spoken of once in the log, without the address', async () => {
    const fresh = await createTestWeb(app);
    const spoken = () => fresh.logged.filter((line) => line.includes('TRUSTED_PROXY_COUNT'));
    await createDevice(fresh).ask(VIEWER);
    expect(spoken()).toEqual([]);
    for (const address of ['203.0.113.7', '203.0.113.8']) await createDevice(fresh, { address }).ask(VIEWER);
    expect(spoken()).toHaveLength(1);
    expect(fresh.logged.join()).not.toContain('203.0.113');
    const trusting = await createTestWeb(app, { trustedProxyCount: 1 });
    await createDevice(trusting, ELSEWHERE).ask(VIEWER);
    expect(trusting.logged.join()).not.toContain('TRUSTED_PROXY_COUNT');
  });

  test('a site for demonstrations lets everybody in, and keeps its mails', async () => {
    const open = await createTestApp({ house: { demo: 'EVERYBODY' } });
    const openWeb = await createTestWeb(open);
    const demo = (await buildAccount(open, { role: 'ADMINISTRATOR', isDemo: true })).personId;
    const through = createDevice(openWeb, ELSEWHERE);
    expect(await through.refusal(SIGN_IN, { account: demo })).toBeNull();
    expect((await through.ask(VIEWER)).viewer).toEqual({ id: demo });
    expect(await through.refusal(OUTBOX)).toBe('NOT_FOUND notFound');
  });
});

describe('demo data', () => {
  test.each([
    ['a person', async (real: TestApp) => void (await buildPerson(real, { role: 'ADMINISTRATOR' }))],
    ['a place', async (real: TestApp) => void (await buildMunicipality(real))],
  ])('stay out of a database that holds %s and no plan', async (_what, begin) => {
    const real = await createTestApp();
    await begin(real);
    const said: string[] = [];
    await loadDemoData(real.owner, (line) => void said.push(line));
    expect(said).toEqual(['The database holds data of its own: the demo data stay out of it.']);
    expect(await real.ask('{ demoAccounts { id } actionPlans { totalCount } }')).toEqual({
      demoAccounts: [],
      actionPlans: { totalCount: 0 },
    });
  });
});
