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
const BY_CODE =
  'mutation ($email: String!) { signInWithCode(email: $email, code: "00000000") { waitsForSecondFactor } }';
const BY_LINK = 'mutation ($token: String!) { signInWithLink(token: $token) { waitsForSecondFactor } }';
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

interface Tries {
  readonly times: number;
  readonly query: string;
  readonly variables: object;
  /** Each attempt from another address of the network when left out. */
  readonly from?: string;
}

async function tries(on: TestWeb, { times, query, variables, from }: Tries) {
  const answers: (string | null)[] = [];
  for (let attempt = 0; attempt < times; attempt += 1) {
    const number = nextNumber();
    const device = createDevice(on, { address: from ?? `198.51.${100 + Math.floor(number / 250)}.${number % 250}` });
    answers.push(await device.refusal(query, { ...variables }));
  }
  return answers;
}

const TOO_MANY = 'TOO_MANY_REQUESTS tooManyAttempts';

describe('one account', () => {
  test('a network that guesses its password is shut out after ten tries, and the person is not; without limits nothing stops it', async () => {
    const password = 'right horse battery';
    const guess = { times: 12, query: BY_PASSWORD, from: '203.0.113.70' };
    const [account, openAccount] = [await buildAccount(app, { password }), await buildAccount(openApp, { password })];
    const limited = await tries(web, { ...guess, variables: { email: account.email, password: 'wrong' } });
    expect(limited.slice(0, 10)).toEqual(Array(10).fill('BAD_INPUT signIn.passwordWrong'));
    expect(limited.slice(10)).toEqual([TOO_MANY, TOO_MANY]);
    const control = await tries(open, { ...guess, variables: { email: openAccount.email, password: 'wrong' } });
    expect(control).toEqual(Array(12).fill('BAD_INPUT signIn.passwordWrong'));
    // the right one is not let through there either, or the limit would tell which it is
    const right = { email: account.email, password };
    expect(await createDevice(web, { address: guess.from }).refusal(BY_PASSWORD, right)).toBe(TOO_MANY);
    expect(await createDevice(web, { address: '203.0.113.71' }).refusal(BY_PASSWORD, right)).toBeNull();
  });

  test('whoever guesses its code is stopped after fifty tries, from however many addresses; without limits nothing stops them', async () => {
    const [account, openAccount] = [await buildAccount(app), await buildAccount(openApp)];
    const guess = { times: 52, query: BY_CODE };
    const limited = await tries(web, { ...guess, variables: { email: account.email } });
    expect(limited.slice(0, 50)).toEqual(Array(50).fill('BAD_INPUT signIn.codeWrong'));
    expect(limited.slice(50)).toEqual([TOO_MANY, TOO_MANY]);
    const control = await tries(open, { ...guess, variables: { email: openAccount.email } });
    expect(control).toEqual(Array(52).fill('BAD_INPUT signIn.codeWrong'));
  });

  test('who is shut out uses up nothing of the account: tries of one network leave the others theirs', async () => {
    const { email } = await buildAccount(app);
    const shutOut = await tries(web, { times: 55, query: BY_CODE, variables: { email }, from: '203.0.113.72' });
    expect(shutOut.filter((answer) => answer === TOO_MANY)).toHaveLength(45);
    expect(await tries(web, { times: 1, query: BY_CODE, variables: { email } })).toEqual([
      'BAD_INPUT signIn.codeWrong',
    ]);
  });

  test('a person whose code others used up comes in by the link of the same mail', async () => {
    const { email } = await buildAccount(app);
    await tries(web, { times: 1, query: REQUEST, variables: { email } });
    const { text = '' } = app.house.mail.kept().find(({ to }) => to === email) ?? {};
    const [, token] = /link=([\w-]+)/.exec(text) ?? [];
    const code = /\d{4} ?\d{4}/.exec(text)?.[0] ?? '';
    await tries(web, { times: 5, query: BY_CODE, variables: { email }, from: '203.0.113.73' });
    const own = createDevice(web, { address: '203.0.113.74' });
    expect(await own.refusal(BY_CODE.replace('00000000', code), { email })).toBe('BAD_INPUT signIn.codeWrong');
    expect(await own.refusal(BY_LINK, { token })).toBeNull();
  });

  test('is stopped whether or not it exists, in one network and in all of them', async () => {
    const asked = { query: REQUEST, variables: { email: 'nobody@example.org' } };
    expect(await tries(web, { ...asked, times: 8, from: '203.0.113.75' })).toEqual([
      ...Array(6).fill(null),
      TOO_MANY,
      TOO_MANY,
    ]);
    expect(await tries(web, { ...asked, times: 16 })).toEqual([...Array(14).fill(null), TOO_MANY, TOO_MANY]);
  });

  test('a second process counts along, and a restart forgets nothing', async () => {
    const { email } = await buildAccount(app);
    const [database] = await rows<{ name: string }>(worldContext(app), sql`select current_database() as name`);
    const url = new URL(String(app.database.config.get('clientUrl')));
    expect(url.pathname).toBe(`/${database?.name}`);
    const second = await createApp({ databaseUrl: url.href, poolSize: 2, house: { secret: app.house.secret } });
    const secondWeb = await createTestWeb(second, { trustedProxyCount: 1 });
    const asked = { query: REQUEST, variables: { email }, from: '203.0.113.76' };
    await tries(web, { ...asked, times: 3 });
    expect(await tries(secondWeb, { ...asked, times: 4 })).toEqual([null, null, null, TOO_MANY]);
    await second.close();
  });

  test('thirty tries at once are counted as thirty', async () => {
    const { email } = await buildAccount(app);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        createDevice(web, { address: `198.18.0.${nextNumber() % 250}` }).refusal(REQUEST, { email }),
      ),
    );
    expect(answers.filter((refusal) => refusal === null)).toHaveLength(20);
  });

  test('the window over, it may be tried again', async () => {
    const { email } = await buildAccount(app);
    const asked = { query: REQUEST, variables: { email }, from: '203.0.113.77' };
    expect((await tries(web, { ...asked, times: 7 })).at(-1)).toBe(TOO_MANY);
    await rows(worldContext(app), sql`update attempt_window set ends_at = now() - interval '1 second'`);
    expect(await tries(web, { ...asked, times: 1 })).toEqual([null]);
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
