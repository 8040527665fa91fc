/** Signing in, the second factor, and one's own sessions, over HTTP as people do it. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { erasePerson } from '../../server/people/erasure/erasure.service.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { placesOf } from '../support/places-of-text.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createDevice } from '../support/test-device.ts';
import { createTestWeb, type TestWeb } from '../support/test-web.ts';
import { appCode, buildAccount, givePaperCode, worldContext } from '../support/world.ts';

let app: TestApp;
let web: TestWeb;

beforeAll(async () => {
  app = await createTestApp({ house: { limitsAttempts: false } });
  web = await createTestWeb(app);
});

const REQUEST = 'mutation ($email: String!) { requestSignIn(email: $email, language: EN) }';
const BY_CODE =
  'mutation ($email: String!, $code: String!) { signInWithCode(email: $email, code: $code) { waitsForSecondFactor } }';
const BY_LINK = 'mutation ($token: String!) { signInWithLink(token: $token) { waitsForSecondFactor } }';
const BY_PASSWORD =
  'mutation ($email: String!, $password: String!) { signInWithPassword(email: $email, password: $password) { waitsForSecondFactor } }';
const SHOW = 'mutation ($code: String!) { showSecondFactor(code: $code) { waitsForSecondFactor } }';
const VIEWER = '{ viewer { id memberships { role } sleepingRoles } signInState { waitsForSecondFactor } }';
const SESSIONS = '{ ownAccount { sessions { id device browser lastUsedOn isThis } } }';

/** Asks for a mail and reads it. */
async function mailedTo(
  email: string,
): Promise<{ readonly code: string; readonly token: string; readonly text: string }> {
  await createDevice(web).ask(REQUEST, { email });
  const mail = app.house.mail.kept().find(({ to }) => to === email);
  const text = mail?.text ?? '';
  return {
    text: `${mail?.subject}\n${text}`,
    code: /^\d{4} \d{4}$/m.exec(text)?.[0] ?? '',
    token: /#link=(\S+)/.exec(text)?.[1] ?? '',
  };
}

const auditedOf = async (personId: string): Promise<string[]> =>
  (
    await rows<{ action: string }>(
      worldContext(app),
      sql`select action from audit_entry where actor_id = ${personId} order by id`,
    )
  ).map(({ action }) => action);

describe('the code of a mail', () => {
  test('a person with an account asks for a code, types it with its space, and is in; it is audited', async () => {
    const { email, personId } = await buildAccount(app, { role: 'MONITOR', language: 'BG' });
    const { code, text } = await mailedTo(email);
    expect(text).toContain('Вход в Сверка');
    const phone = createDevice(web);
    expect(await phone.ask(BY_CODE, { email: ` ${email.toUpperCase()} `, code })).toEqual({
      signInWithCode: { waitsForSecondFactor: false },
    });
    expect((await phone.ask(VIEWER)).viewer).toEqual({
      id: personId,
      memberships: [{ role: 'MONITOR' }],
      sleepingRoles: [],
    });
    expect(await auditedOf(personId)).toEqual(['session.start-by-code']);
  });

  test('anyone who replays a used code is refused, and so is the link of the same mail', async () => {
    const { email } = await buildAccount(app);
    const { code, token } = await mailedTo(email);
    await createDevice(web).ask(BY_CODE, { email, code });
    expect(await createDevice(web).refusal(BY_CODE, { email, code })).toBe('BAD_INPUT signIn.codeWrong');
    expect(await createDevice(web).refusal(BY_LINK, { token })).toBe('BAD_INPUT signIn.codeWrong');
  });

  test('twelve phones that send the same code at once open one session', async () => {
    const { email, personId } = await buildAccount(app);
    const { code } = await mailedTo(email);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => createDevice(web).refusal(BY_CODE, { email, code })),
    );
    expect(answers.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(await rows(worldContext(app), sql`select id from session where person_id = ${personId}`)).toHaveLength(1);
  });

  test('a code that is too old is refused, and so is a link', async () => {
    const { email } = await buildAccount(app);
    const { code, token } = await mailedTo(email);
    await rows(worldContext(app), sql`update account_verification set expires_at = now() - interval '1 second'`);
    expect(await createDevice(web).refusal(BY_CODE, { email, code })).toBe('BAD_INPUT signIn.codeWrong');
    expect(await createDevice(web).refusal(BY_LINK, { token })).toBe('BAD_INPUT signIn.codeWrong');
  });

  test('after five wrong tries even the right code is worth nothing', async () => {
    const { email } = await buildAccount(app);
    const { code } = await mailedTo(email);
    const wrong = code.startsWith('0') ? '1111 1111' : '0000 0000';
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await createDevice(web).refusal(BY_CODE, { email, code: wrong })).toBe('BAD_INPUT signIn.codeWrong');
    expect(await createDevice(web).refusal(BY_CODE, { email, code })).toBe('BAD_INPUT signIn.codeWrong');
  });

  test('a code opens the account that it was mailed to and no other', async () => {
    const [one, other] = [await buildAccount(app), await buildAccount(app)];
    const { code } = await mailedTo(one.email);
    await mailedTo(other.email);
    expect(await createDevice(web).refusal(BY_CODE, { email: other.email, code })).toBe('BAD_INPUT signIn.codeWrong');
  });

  test('no address stands beside what was mailed, known or typed by anybody; what an erased person was mailed goes with them', async () => {
    await rows(worldContext(app), sql`delete from account_verification`);
    const { personId, email } = await buildAccount(app);
    await mailedTo(email);
    const unknown = `nobody-${randomUUID()}@example.org`;
    await createDevice(web).ask(REQUEST, { email: unknown });
    expect(await placesOf(app, email)).toEqual(['account.email']);
    expect(await placesOf(app, unknown)).toEqual([]);
    expect(await rows(worldContext(app), sql`select 1 from account_verification`)).toHaveLength(4);
    await erasePerson(app.contextFor({ actor: null }), personId);
    expect(await rows(worldContext(app), sql`select 1 from account_verification`)).toHaveLength(2);
  });

  test('neither code nor link stands in the database or in the log', async () => {
    const { email } = await buildAccount(app);
    const { code, token } = await mailedTo(email);
    const kept = JSON.stringify(await rows(worldContext(app), sql`select * from account_verification`));
    for (const secret of [code, code.replace(' ', ''), token]) {
      expect(secret.length).toBeGreaterThan(7);
      expect(kept).not.toContain(secret);
      expect(web.logged.join('\n')).not.toContain(secret);
    }
    expect(web.logged.join('\n')).not.toContain(email);
  });
});

describe('the link of a mail', () => {
  test('lets in once, and not again', async () => {
    const { email, personId } = await buildAccount(app);
    const { token } = await mailedTo(email);
    const phone = createDevice(web);
    await phone.ask(BY_LINK, { token });
    expect((await phone.ask(VIEWER)).viewer.id).toBe(personId);
    expect(await createDevice(web).refusal(BY_LINK, { token })).toBe('BAD_INPUT signIn.codeWrong');
  });

  test('made up, it is refused', async () => {
    for (const token of ['', 'x', 'a'.repeat(32), '\u0000', "' or true --"])
      expect(await createDevice(web).refusal(BY_LINK, { token })).toMatch(/^BAD_INPUT/);
  });
});

describe('an address without an account', () => {
  test('is answered as one with an account is, and gets no mail', async () => {
    const { email } = await buildAccount(app, { password: 'right horse battery' });
    const answersFor = async (address: string) => {
      const phone = createDevice(web);
      return [
        await phone.ask(REQUEST, { email: address }),
        await phone.refusal(BY_CODE, { email: address, code: '0000 0000' }),
        await phone.refusal(BY_PASSWORD, { email: address, password: 'wrong horse battery' }),
        phone.cookie(),
      ];
    };
    expect(await answersFor('nobody@example.org')).toEqual(await answersFor(email));
    expect(app.house.mail.kept().some(({ to }) => to === 'nobody@example.org')).toBe(false);
  });

  test('costs the server the same: a password is hashed either way', async () => {
    const { email } = await buildAccount(app, { password: 'right horse battery' });
    const medianMs = async (work: () => Promise<unknown>) => {
      const times: number[] = [];
      for (let round = 0; round < 7; round += 1) {
        const start = performance.now();
        await work();
        times.push(performance.now() - start);
      }
      return times.toSorted((a, b) => a - b)[3] ?? 0;
    };
    const phone = createDevice(web);
    const known = await medianMs(() => phone.refusal(BY_PASSWORD, { email, password: 'wrong horse battery' }));
    const unknown = await medianMs(() =>
      phone.refusal(BY_PASSWORD, { email: 'nobody@example.org', password: 'wrong' }),
    );
    // scrypt takes tens of milliseconds; without it an unknown address would take a few
    expect(unknown).toBeGreaterThan(known / 3);
    expect(known).toBeGreaterThan(unknown / 3);
  });

  test.each([
    '',
    'no address',
    'a@b',
    'a b@example.org',
    `${'a'.repeat(300)}@example.org`,
    'a@example.org\nbcc:b@example.org',
  ])('"%s" is no address at all', async (email) =>
    expect(await createDevice(web).refusal(REQUEST, { email })).toBe('BAD_INPUT signIn.emailUnreadable'),
  );
});

describe('a password', () => {
  test('signs in, and a wrong one is refused with one answer', async () => {
    const { email, personId } = await buildAccount(app, { password: 'right horse battery' });
    const phone = createDevice(web);
    expect(await phone.refusal(BY_PASSWORD, { email, password: 'right horse batteries' })).toBe(
      'BAD_INPUT signIn.passwordWrong',
    );
    expect(phone.cookie()).toBeNull();
    await phone.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    expect((await phone.ask(VIEWER)).viewer.id).toBe(personId);
  });

  test('set anew, it signs the other devices out; one too short is refused; it is stored hashed', async () => {
    const { email, personId } = await buildAccount(app, { password: 'right horse battery' });
    const [phone, other] = [createDevice(web), createDevice(web)];
    for (const device of [phone, other]) await device.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    const SET = 'mutation ($password: String!) { setPassword(password: $password) { hasPassword } }';
    expect(await phone.refusal(SET, { password: 'short' })).toBe('BAD_INPUT account.passwordLength');
    await phone.ask(SET, { password: 'new horse battery' });
    expect((await phone.ask(VIEWER)).viewer.id).toBe(personId);
    expect((await other.ask(VIEWER)).viewer).toBeNull();
    expect(await createDevice(web).refusal(BY_PASSWORD, { email, password: 'right horse battery' })).toBe(
      'BAD_INPUT signIn.passwordWrong',
    );
    const kept = JSON.stringify(await rows(worldContext(app), sql`select * from account_credential`));
    expect(kept).not.toContain('horse');
    expect(await auditedOf(personId)).toContain('account.set-password');
    expect(await createDevice(web).refusal(SET, { password: 'new horse battery' })).toBe('UNAUTHENTICATED signInFirst');
  });
});

describe('the second factor', () => {
  test('the lead of a coalition without one cannot act until it is set up, then at once', async () => {
    const { email, personId } = await buildAccount(app, {
      role: 'COALITION_LEAD',
      password: 'right horse battery',
    });
    const desk = createDevice(web);
    await desk.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    const before = desk.cookie();
    expect((await desk.ask(VIEWER)).viewer).toMatchObject({ memberships: [], sleepingRoles: ['COALITION_LEAD'] });
    const ACT = 'mutation { createOrganization(input: { name: "Сдружение", kind: NGO, sector: CIVIL }) { id } }';
    expect(await desk.refusal(ACT)).toBe('NOT_FOUND notFound');

    const { beginSecondFactor } = await desk.ask('mutation { beginSecondFactor { secret address } }');
    expect(beginSecondFactor.address).toContain(beginSecondFactor.secret);
    const CONFIRM = 'mutation ($code: String!) { confirmSecondFactor(code: $code) }';
    expect(await desk.refusal(CONFIRM, { code: '000000' })).toBe('BAD_INPUT secondFactor.codeWrong');
    const { confirmSecondFactor: paper } = await desk.ask(CONFIRM, { code: appCode(beginSecondFactor.secret) });
    expect(new Set(paper).size).toBe(10);
    expect(desk.cookie()).not.toBe(before);
    expect((await desk.ask(VIEWER)).viewer).toMatchObject({
      memberships: [{ role: 'COALITION_LEAD' }],
      sleepingRoles: [],
    });
    expect(await desk.refusal(ACT)).toBeNull();
    expect(await auditedOf(personId)).toEqual([
      'session.start-by-password',
      'second-factor.begin',
      'second-factor.confirm',
      'organization.create',
    ]);
    expect(await desk.refusal('mutation { beginSecondFactor { secret } }')).toBe('CONFLICT secondFactor.inUse');
    const kept = JSON.stringify(await rows(worldContext(app), sql`select secret from second_factor`));
    expect(kept).not.toContain(beginSecondFactor.secret);
  });

  test('who has one is nobody until it is shown: a password alone opens nothing, not even one’s own account', async () => {
    const { email, totpSecret, personId } = await buildAccount(app, {
      role: 'MONITOR',
      password: 'right horse battery',
      secondFactor: true,
    });
    const desk = createDevice(web);
    expect(await desk.ask(BY_PASSWORD, { email, password: 'right horse battery' })).toEqual({
      signInWithPassword: { waitsForSecondFactor: true },
    });
    const before = desk.cookie();
    expect(await desk.ask(VIEWER)).toEqual({ viewer: null, signInState: { waitsForSecondFactor: true } });
    expect(await desk.ask('{ ownAccount { email } }')).toEqual({ ownAccount: null });
    expect(await desk.refusal('mutation { endOtherSessions }')).toBe('UNAUTHENTICATED signInFirst');
    expect(await desk.refusal(SHOW, { code: '123456' })).toBe('BAD_INPUT secondFactor.codeWrong');
    await desk.ask(SHOW, { code: appCode(totpSecret) });
    expect((await desk.ask(VIEWER)).viewer.id).toBe(personId);
    // the token that waited is worth nothing any more
    expect(await createDevice(web, { cookie: before }).ask(VIEWER)).toEqual({
      viewer: null,
      signInState: { waitsForSecondFactor: false },
    });
  });

  test('anyone who replays a code of the app is refused, also within its half minute and from many phones at once', async () => {
    const { email, totpSecret } = await buildAccount(app, { password: 'right horse battery', secondFactor: true });
    const code = appCode(totpSecret);
    const phones = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const phone = createDevice(web);
        await phone.ask(BY_PASSWORD, { email, password: 'right horse battery' });
        return phone;
      }),
    );
    const answers = await Promise.all(phones.map((phone) => phone.refusal(SHOW, { code })));
    expect(answers.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(await phones[0]?.refusal(SHOW, { code })).not.toBeNull();
  });

  test('a code on paper takes its place once, typed on a Cyrillic keyboard too', async () => {
    const { email, personId } = await buildAccount(app, { password: 'right horse battery', secondFactor: true });
    await givePaperCode(app, { personId, code: 'ABCE-HKMP-TXY2' });
    const desk = createDevice(web);
    await desk.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    await desk.ask(SHOW, { code: 'авсе нкмр тху2' });
    expect((await desk.ask(VIEWER)).viewer.id).toBe(personId);
    const again = createDevice(web);
    await again.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    expect(await again.refusal(SHOW, { code: 'ABCE-HKMP-TXY2' })).toBe('BAD_INPUT secondFactor.codeWrong');
  });

  test('taken out of use by a code, it lets another device be set up; roles sleep until then', async () => {
    const { email, totpSecret } = await buildAccount(app, {
      role: 'OFFICIAL',
      password: 'right horse battery',
      secondFactor: true,
    });
    const desk = createDevice(web);
    await desk.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    await desk.ask(SHOW, { code: appCode(totpSecret, -1) });
    const REMOVE = 'mutation ($code: String!) { removeSecondFactor(code: $code) }';
    expect(await desk.refusal(REMOVE, { code: appCode(totpSecret, -1) })).toBe('BAD_INPUT secondFactor.codeWrong');
    await desk.ask(REMOVE, { code: appCode(totpSecret) });
    expect((await desk.ask(VIEWER)).viewer).toMatchObject({ memberships: [], sleepingRoles: ['OFFICIAL'] });
    await desk.ask('mutation { beginSecondFactor { secret } }');
  });

  test('is shown by nobody without a session that waits for it', async () => {
    expect(await createDevice(web).refusal(SHOW, { code: '123456' })).toBe('NOT_FOUND notFound');
  });
});

describe('sessions', () => {
  test('a cookie that stood in the browser before is never taken over by a sign-in', async () => {
    const { email } = await buildAccount(app, { password: 'right horse battery' });
    const planted = `sverka_session=${'p'.repeat(43)}`;
    const phone = createDevice(web, { cookie: planted });
    await phone.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    expect(phone.cookie()).not.toBe(planted);
    expect((await createDevice(web, { cookie: planted }).ask(VIEWER)).viewer).toBeNull();
  });

  test('a session that stood in the browser before ends with the next sign-in', async () => {
    const [one, other] = [
      await buildAccount(app, { password: 'right horse battery' }),
      await buildAccount(app, { password: 'left horse battery' }),
    ];
    const phone = createDevice(web);
    await phone.ask(BY_PASSWORD, { email: one.email, password: 'right horse battery' });
    const first = phone.cookie();
    await phone.ask(BY_PASSWORD, { email: other.email, password: 'left horse battery' });
    expect((await phone.ask(VIEWER)).viewer.id).toBe(other.personId);
    expect((await createDevice(web, { cookie: first }).ask(VIEWER)).viewer).toBeNull();
  });

  test('a person sees their devices in words and by day, and ends one: it is out at once; audited', async () => {
    const { email, personId } = await buildAccount(app, { password: 'right horse battery' });
    const phone = createDevice(web);
    const desk = createDevice(web, {
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    });
    for (const device of [phone, desk]) await device.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    await phone.ask(VIEWER);
    const { ownAccount } = await desk.ask(SESSIONS);
    expect(ownAccount.sessions).toMatchObject([
      { device: 'COMPUTER', browser: 'Firefox', isThis: true },
      { device: 'PHONE', browser: 'Chrome', isThis: false },
    ]);
    expect(ownAccount.sessions[1].lastUsedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    await desk.ask('mutation ($id: ID!) { endSession(id: $id) }', { id: ownAccount.sessions[1].id });
    expect((await phone.ask(VIEWER)).viewer).toBeNull();
    expect(await auditedOf(personId)).toContain('session.end');
    expect(await desk.ask('mutation { endOtherSessions }')).toEqual({ endOtherSessions: 0 });
  });

  test('nobody ends another’s session: foreign and absent are answered alike', async () => {
    const [one, other] = [
      await buildAccount(app, { password: 'right horse battery' }),
      await buildAccount(app, { password: 'left horse battery' }),
    ];
    const [mine, theirs] = [createDevice(web), createDevice(web)];
    await mine.ask(BY_PASSWORD, { email: one.email, password: 'right horse battery' });
    await theirs.ask(BY_PASSWORD, { email: other.email, password: 'left horse battery' });
    const { ownAccount } = await theirs.ask(SESSIONS);
    const END = 'mutation ($id: ID!) { endSession(id: $id) }';
    expect(await mine.refusal(END, { id: ownAccount.sessions[0].id })).toBe('NOT_FOUND notFound');
    expect(await mine.refusal(END, { id: '00000000-0000-4000-8000-000000000000' })).toBe('NOT_FOUND notFound');
    expect((await theirs.ask(VIEWER)).viewer.id).toBe(other.personId);
  });

  test('one that has run out is nobody’s', async () => {
    const { email, personId } = await buildAccount(app, { password: 'right horse battery' });
    const phone = createDevice(web);
    await phone.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    await rows(
      worldContext(app),
      sql`update session set expires_at = now() - interval '1 second' where person_id = ${personId}`,
    );
    expect((await phone.ask(VIEWER)).viewer).toBeNull();
  });

  test('the token is stored as a hash alone', async () => {
    const { email } = await buildAccount(app, { password: 'right horse battery' });
    const phone = createDevice(web);
    await phone.ask(BY_PASSWORD, { email, password: 'right horse battery' });
    const token = phone.cookie()?.split('=')[1] ?? '';
    expect(token.length).toBeGreaterThan(40);
    const kept = await rows<{ text: string }>(worldContext(app), sql`select s::text as text from session s`);
    expect(kept.map(({ text }) => text).join('\n')).not.toContain(token);
    expect(kept.map(({ text }) => text).join('\n')).not.toContain(Buffer.from(token).toString('hex'));
  });

  test('the accounts of the demo sign in only where the demo is on', async () => {
    const off = await createTestApp({ house: { demo: 'NOBODY' } });
    const account = (await buildAccount(off, { role: 'MONITOR', isDemo: true })).personId;
    const SIGN_IN = 'mutation ($account: ID!) { signInDemo(account: $account) { id } }';
    expect(await off.refusal(SIGN_IN, { variables: { account } })).toBe('NOT_FOUND');
    expect(await off.ask('{ demoAccounts { id } signInState { demo } }')).toEqual({
      demoAccounts: [],
      signInState: { demo: false },
    });
    const phone = createDevice(web);
    await phone.ask(SIGN_IN, { account: (await buildAccount(app, { role: 'ADMINISTRATOR', isDemo: true })).personId });
    expect((await phone.ask(VIEWER)).viewer.memberships).toEqual([{ role: 'ADMINISTRATOR' }]);
  });
});
