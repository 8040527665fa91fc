/** How often one may try to sign in, counted in the database; and what happens where nothing is counted. */
import { beforeAll, describe, expect, test } from 'vitest';
import { networkOf } from '../../server/platform/attempts.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createApp } from '../../server/app.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createDevice } from '../support/test-device.ts';
import { createTestWeb, type TestWeb } from '../support/test-web.ts';
import { appCode, buildAccount, nextNumber, worldContext } from '../support/world.ts';

const REQUEST = 'mutation ($email: String!) { requestSignIn(email: $email, language: EN) }';
const BY_PASSWORD =
  'mutation ($email: String!, $password: String!) { signInWithPassword(email: $email, password: $password) { waitsForSecondFactor } }';
const SHOW = 'mutation ($code: String!) { showSecondFactor(code: $code) { waitsForSecondFactor } }';

let app: TestApp;
let web: TestWeb;
/** The same without limits. */
let open: TestWeb;
let openApp: TestApp;

beforeAll(async () => {
  app = await createTestApp();
  web = await createTestWeb(app, { trustedProxyCount: 1 });
  openApp = await createTestApp({ house: { limitsAttempts: false } });
  open = await createTestWeb(openApp, { trustedProxyCount: 1 });
});

/** Each attempt from another address of the network. */
async function tries(on: TestWeb, { times, query, variables }: { times: number; query: string; variables: object }) {
  const answers: (string | null)[] = [];
  for (let attempt = 0; attempt < times; attempt += 1) {
    const number = nextNumber();
    const device = createDevice(on, { address: `198.51.${100 + Math.floor(number / 250)}.${number % 250}` });
    answers.push(await device.refusal(query, { ...variables }));
  }
  return answers;
}

const TOO_MANY = 'TOO_MANY_REQUESTS tooManyAttempts';

describe('one account', () => {
  test('whoever guesses its password is stopped after ten tries, from however many addresses; without limits nothing stops them', async () => {
    const guess = { times: 12, query: BY_PASSWORD };
    const [account, openAccount] = [
      await buildAccount(app, { password: 'right horse battery' }),
      await buildAccount(openApp, { password: 'right horse battery' }),
    ];
    const limited = await tries(web, { ...guess, variables: { email: account.email, password: 'wrong' } });
    expect(limited.slice(0, 10)).toEqual(Array(10).fill('BAD_INPUT signIn.passwordWrong'));
    expect(limited.slice(10)).toEqual([TOO_MANY, TOO_MANY]);
    const control = await tries(open, { ...guess, variables: { email: openAccount.email, password: 'wrong' } });
    expect(control).toEqual(Array(12).fill('BAD_INPUT signIn.passwordWrong'));
    // the right one is not let through either, or the limit would tell which it is
    expect(
      await createDevice(web).refusal(BY_PASSWORD, { email: account.email, password: 'right horse battery' }),
    ).toBe(TOO_MANY);
  });

  test('is stopped whether or not it exists', async () => {
    const answers = await tries(web, { times: 8, query: REQUEST, variables: { email: 'nobody@example.org' } });
    expect(answers).toEqual([...Array(6).fill(null), TOO_MANY, TOO_MANY]);
  });

  test('a second process counts along, and a restart forgets nothing', async () => {
    const { email } = await buildAccount(app);
    const [database] = await rows<{ name: string }>(worldContext(app), sql`select current_database() as name`);
    const url = new URL(String(app.database.config.get('clientUrl')));
    expect(url.pathname).toBe(`/${database?.name}`);
    const second = await createApp({ databaseUrl: url.href, poolSize: 2, house: { secret: app.house.secret } });
    const secondWeb = await createTestWeb(second, { trustedProxyCount: 1 });
    await tries(web, { times: 3, query: REQUEST, variables: { email } });
    expect(await tries(secondWeb, { times: 4, query: REQUEST, variables: { email } })).toEqual([
      null,
      null,
      null,
      TOO_MANY,
    ]);
    await second.close();
  });

  test('twenty tries at once are counted as twenty', async () => {
    const { email } = await buildAccount(app);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        createDevice(web, { address: `203.0.113.${nextNumber() % 250}` }).refusal(REQUEST, { email }),
      ),
    );
    expect(answers.filter((refusal) => refusal === null)).toHaveLength(6);
  });

  test('the window over, it may be tried again', async () => {
    const { email } = await buildAccount(app);
    await tries(web, { times: 7, query: REQUEST, variables: { email } });
    await rows(worldContext(app), sql`update attempt_window set ends_at = now() - interval '1 second'`);
    expect(await tries(web, { times: 1, query: REQUEST, variables: { email } })).toEqual([null]);
  });

  test('codes of the second factor are guessed ten times and no more', async () => {
    const { email, totpSecret } = await buildAccount(app, { password: 'right horse battery', secondFactor: true });
    const desk = createDevice(web, { address: '192.0.2.7' });
    await desk.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    const wrong = appCode(totpSecret) === '000000' ? '000001' : '000000';
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect(await desk.refusal(SHOW, { code: wrong })).toBe('BAD_INPUT secondFactor.codeWrong');
    expect(await desk.refusal(SHOW, { code: appCode(totpSecret) })).toBe(TOO_MANY);
  });
});

describe('one address of the network', () => {
  test('that tries many accounts is stopped after sixty, and its neighbours are not', async () => {
    const from = createDevice(web, { address: '192.0.2.50' });
    for (let attempt = 0; attempt < 60; attempt += 1)
      expect(await from.refusal(REQUEST, { email: `guess-${attempt}@example.org` })).toBeNull();
    expect(await from.refusal(REQUEST, { email: 'guess-60@example.org' })).toBe(TOO_MANY);
    expect(
      await createDevice(web, { address: '192.0.2.51' }).refusal(REQUEST, { email: 'guess-61@example.org' }),
    ).toBeNull();
  });

  test('is not changed by what the caller claims where no proxy is trusted', async () => {
    const direct = await createTestWeb(app);
    const answers: (string | null)[] = [];
    for (let attempt = 0; attempt < 62; attempt += 1)
      answers.push(
        await createDevice(direct, { address: `10.0.0.${attempt}` }).refusal(REQUEST, {
          email: `claim-${attempt}@example.org`,
        }),
      );
    expect(answers.filter((refusal) => refusal === TOO_MANY)).toHaveLength(2);
  });

  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    [null, 'unknown'],
  ])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));
});

test('the table of attempts tells neither address nor account', async () => {
  await createDevice(web, { address: '192.0.2.99' }).refusal(REQUEST, { email: 'told-nobody@example.org' });
  const kept = await rows<{ text: string }>(worldContext(app), sql`select w::text as text from attempt_window w`);
  const text = kept.map((row) => row.text).join('\n');
  for (const secret of ['192.0.2.99', 'told-nobody', Buffer.from('192.0.2.99').toString('hex')])
    expect(text).not.toContain(secret);
});
