/** Giving and ending roles, the second administrator, the first one, and the outbox. */
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, sofiaDay } from '../../schema/rules/days.ts';
import { issueAdministratorLink } from '../../server/people/accounts/first-administrator.service.ts';
import { noMail } from '../../server/platform/mail.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createDevice } from '../support/test-device.ts';
import { createTestWeb, sessionCookie, type TestWeb } from '../support/test-web.ts';
import {
  buildAccount,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  nextNumber,
  worldContext,
  type BuiltTerritory,
} from '../support/world.ts';

let app: TestApp;
let web: TestWeb;
let place: BuiltTerritory;
let organizationId: string;
let administrator: string;
let second: string;
const today = sofiaDay(new Date());

beforeAll(async () => {
  app = await createTestApp({ house: { limitsAttempts: false } });
  web = await createTestWeb(app);
  place = await buildMunicipality(app);
  organizationId = await buildOrganization(app);
  administrator = (await buildAccount(app, { role: 'ADMINISTRATOR', displayName: 'Първи' })).personId;
  second = await buildPerson(app, { role: 'ADMINISTRATOR', displayName: 'Втори' });
});

const GRANT = `mutation ($input: GrantMembershipInput!) {
  grantMembership(input: $input) { membership { id displayName role holds grantedBy territory { code } } request { id role askedBy mayConfirm } }
}`;
const CONFIRM = 'mutation ($id: ID!) { confirmMembership(id: $id) { id role grantedBy askedBy } }';
const REFUSE = 'mutation ($id: ID!) { refuseMembership(id: $id) }';
const END = 'mutation ($id: ID!) { endMembership(id: $id) { holds validTo } }';
const LIST = `query ($search: String, $withEnded: Boolean) {
  memberships(first: 100, search: $search, withEnded: $withEnded) { totalCount nodes { id displayName role holds } }
}`;
const REQUESTS = '{ membershipRequests { id displayName role askedBy mayConfirm } }';
const BECOME =
  'mutation ($token: String!, $email: String!) { becomeAdministrator(token: $token, email: $email, displayName: "Ива", language: EN) }';

const freshEmail = () => `new-${nextNumber()}@example.org`;
const inputFor = (input: Record<string, unknown>) => ({
  input: { email: freshEmail(), displayName: 'Нов човек', language: 'EN', ...input },
});
const auditOf = async (subjectId: string): Promise<string[]> =>
  (
    await rows<{ action: string }>(
      worldContext(app),
      sql`select action from audit_entry where subject_id = ${subjectId} order by id`,
    )
  ).map(({ action }) => action);

describe('giving a role', () => {
  test('an administrator makes a verifier of a new person, who is written to in their language and signs in; audited', async () => {
    const email = freshEmail();
    const { grantMembership } = await app.ask(GRANT, {
      as: administrator,
      variables: inputFor({
        email: ` ${email.toUpperCase()}`,
        role: 'VERIFIER',
        territory: place.code,
        organizationId,
        certificateValidTo: addDays(today, 365),
      }),
    });
    expect(grantMembership).toEqual({
      request: null,
      membership: {
        id: expect.any(String),
        displayName: 'Нов човек',
        role: 'VERIFIER',
        holds: true,
        grantedBy: 'Първи',
        territory: { code: place.code },
      },
    });
    const mail = app.house.mail.kept().find(({ to }) => to === email);
    expect(mail?.subject).toBe('Your role in Sverka');
    expect(mail?.text).toContain('verifier');
    expect(mail?.text).not.toMatch(/link=|\d{4} \d{4}/);
    expect(await auditOf(grantMembership.membership.id)).toEqual(['membership.grant']);
    const [person] = await rows<Record<string, unknown>>(
      worldContext(app),
      sql`select m.organization_id, (select kind from affiliation a where a.person_id = m.person_id and a.organization_id = ${organizationId}) as kind,
            (select valid_to from certificate c where c.person_id = m.person_id) as certified_to
          from membership m where m.id = ${grantMembership.membership.id}`,
    );
    expect(person).toEqual({ organizationId: null, kind: 'MEMBER', certifiedTo: addDays(today, 365) });
  });

  test('two administrators who give the same new person a role at once make one person', async () => {
    const email = freshEmail();
    const grants = (['MONITOR', 'COUNCILLOR'] as const).map((role, turn) =>
      app.ask(GRANT, {
        as: turn === 0 ? administrator : second,
        variables: inputFor({ email, role, territory: place.code }),
      }),
    );
    await Promise.all(grants);
    expect(
      await rows(
        worldContext(app),
        sql`select m.role from account a join membership m on m.person_id = a.id where a.email = ${email}`,
      ),
    ).toHaveLength(2);
  });

  test.each([
    ['a monitor of no place', { role: 'MONITOR' }, 'BAD_INPUT'],
    ['an official of no body', { role: 'OFFICIAL' }, 'BAD_INPUT'],
    ['an administrator of one place', { role: 'ADMINISTRATOR', territory: 'PLACE' }, 'BAD_INPUT'],
    ['a monitor in a place that is not there', { role: 'MONITOR', territory: 'XXX99' }, 'NOT_FOUND'],
    [
      'a monitor who ends before they begin',
      { role: 'MONITOR', territory: 'PLACE', validTo: '2020-01-01' },
      'BAD_INPUT',
    ],
    [
      'a monitor who began yesterday',
      { role: 'MONITOR', territory: 'PLACE', validFrom: addDays(today, -1) },
      'BAD_INPUT',
    ],
    [
      'a verifier whose certificate ends before it begins',
      { role: 'VERIFIER', territory: 'PLACE', certificateValidTo: addDays(today, -1) },
      'BAD_INPUT',
    ],
    ['a monitor without a name', { role: 'MONITOR', territory: 'PLACE', displayName: ' ' }, 'BAD_INPUT'],
    ['a monitor without an address', { role: 'MONITOR', territory: 'PLACE', email: 'nobody' }, 'BAD_INPUT'],
    [
      'a lead of a coalition that is not there',
      { role: 'COALITION_LEAD', organizationId: 'BODY', coalitionId: '00000000-0000-4000-8000-000000000000' },
      'NOT_FOUND',
    ],
  ])('an administrator cannot make %s', async (_what, input: Record<string, unknown>, code) => {
    const filled = {
      ...input,
      ...(input['territory'] === 'PLACE' && { territory: place.code }),
      ...(input['organizationId'] === 'BODY' && { organizationId }),
    };
    expect(await app.refusal(GRANT, { as: administrator, variables: inputFor(filled) })).toBe(code);
  });

  test('nobody gives themselves a role, and what somebody has is not given twice', async () => {
    const own = await buildAccount(app, { role: 'ADMINISTRATOR' });
    const official = inputFor({ email: own.email, role: 'OFFICIAL', organizationId });
    expect(await app.refusal(GRANT, { as: own.personId, variables: official })).toBe('BAD_INPUT');
    const variables = inputFor({ role: 'MONITOR', territory: place.code });
    await app.ask(GRANT, { as: administrator, variables });
    expect(await app.refusal(GRANT, { as: administrator, variables })).toBe('CONFLICT');
  });

  test('nobody but an administrator gives, ends, confirms or lists: all are answered as if there were nothing', async () => {
    const { grantMembership } = await app.ask(GRANT, {
      as: administrator,
      variables: inputFor({ role: 'MONITOR', territory: place.code }),
    });
    const { id } = grantMembership.membership;
    for (const role of ['MONITOR', 'VERIFIER', 'OFFICIAL', 'COUNCILLOR', 'COALITION_LEAD', 'HOTLINE_WORKER'] as const) {
      const as = await buildPerson(app, { role, territoryId: place.id });
      expect(await app.refusal(GRANT, { as, variables: inputFor({ role: 'MONITOR', territory: place.code }) })).toBe(
        'NOT_FOUND',
      );
      for (const query of [END, CONFIRM, REFUSE])
        expect(await app.refusal(query, { as, variables: { id } })).toBe('NOT_FOUND');
      for (const query of [LIST, REQUESTS, '{ administratorCount }', '{ outbox { to } }'])
        expect(await app.refusal(query, { as })).toBe('NOT_FOUND');
    }
    expect(await app.refusal(LIST)).toBe('UNAUTHENTICATED');
  });
});

describe('ending a role', () => {
  test('acts on an open session at its next request; who ended it when is kept; audited', async () => {
    const { email, personId } = await buildAccount(app);
    const { grantMembership } = await app.ask(GRANT, {
      as: administrator,
      variables: inputFor({ email, role: 'COALITION_LEAD', organizationId }),
    });
    const { id } = grantMembership.membership;
    const desk = createDevice(web, { cookie: await sessionCookie(app, personId) });
    const ROLES = '{ viewer { memberships { role } } }';
    expect((await desk.ask(ROLES)).viewer.memberships).toEqual([{ role: 'COALITION_LEAD' }]);
    expect((await app.ask(END, { as: second, variables: { id } })).endMembership).toEqual({
      holds: false,
      validTo: addDays(today, -1),
    });
    expect((await desk.ask(ROLES)).viewer.memberships).toEqual([]);
    expect(
      await desk.refusal('mutation { createOrganization(input: { name: "Ново", kind: NGO, sector: CIVIL }) { id } }'),
    ).toBe('NOT_FOUND notFound');
    const [kept] = await rows<Record<string, unknown>>(
      worldContext(app),
      sql`select ended_by_id, ended_at is not null as ended from membership where id = ${id}`,
    );
    expect(kept).toEqual({ endedById: second, ended: true });
    expect(await auditOf(id)).toEqual(['membership.grant', 'membership.end']);
    expect(await app.refusal(END, { as: second, variables: { id } })).toBe('NOT_FOUND');
  });

  test('the list shows those that hold, by name, and those that ended when asked; reading it is recorded', async () => {
    const name = `Списък ${nextNumber()}`;
    const give = async (displayName: string) =>
      (
        await app.ask(GRANT, {
          as: administrator,
          variables: inputFor({ displayName, role: 'MONITOR', territory: place.code }),
        })
      ).grantMembership.membership.id;
    const given: readonly string[] = [await give(`${name} Б`), await give(`${name} А`)];
    const [one] = given;
    await app.ask(END, { as: administrator, variables: { id: one } });
    const names = async (variables: object) =>
      (
        await app.ask(LIST, { as: administrator, variables: { search: name.toLowerCase(), ...variables } })
      ).memberships.nodes.map(({ displayName }: { displayName: string }) => displayName);
    expect(await names({})).toEqual([`${name} А`]);
    expect(await names({ withEnded: true })).toEqual([`${name} А`, `${name} Б`]);
    const [read] = await rows<{ recordIds: string[] }>(
      worldContext(app),
      sql`select record_ids from audit_entry where actor_id = ${administrator}::uuid and action = 'membership.read' order by id desc limit 1`,
    );
    expect(read?.recordIds.toSorted()).toEqual([...given].toSorted());
  });
});

describe('a powerful role', () => {
  const asked = async (as: string, input: Record<string, unknown> = {}) =>
    (await app.ask(GRANT, { as, variables: inputFor({ role: 'HOTLINE_WORKER', ...input }) })).grantMembership;

  test('one administrator asks, another confirms; until then nothing holds and nobody is written to; audited', async () => {
    const email = freshEmail();
    const { membership, request } = await asked(administrator, { email, role: 'ADMINISTRATOR' });
    expect(membership).toBeNull();
    expect(request).toMatchObject({ role: 'ADMINISTRATOR', askedBy: 'Първи', mayConfirm: false });
    expect(
      await rows(
        worldContext(app),
        sql`select 1 from membership m join account a on a.id = m.person_id where a.email = ${email}`,
      ),
    ).toEqual([]);
    expect(app.house.mail.kept().some(({ to }) => to === email)).toBe(false);
    expect(await app.refusal(CONFIRM, { as: administrator, variables: { id: request.id } })).toBe('FORBIDDEN');
    const waiting = (await app.ask(REQUESTS, { as: second })).membershipRequests;
    expect(waiting.find(({ id }: { id: string }) => id === request.id)).toMatchObject({ mayConfirm: true });
    const { confirmMembership } = await app.ask(CONFIRM, { as: second, variables: { id: request.id } });
    expect(confirmMembership).toMatchObject({ role: 'ADMINISTRATOR', grantedBy: 'Втори', askedBy: 'Първи' });
    expect(app.house.mail.kept().some(({ to }) => to === email)).toBe(true);
    expect(await auditOf(request.id)).toEqual(['membership.ask']);
    expect(await auditOf(confirmMembership.id)).toEqual(['membership.confirm']);
  });

  test('bulk export is given by two, for a territory, which the second confirms with it', async () => {
    const email = freshEmail();
    const municipality = await buildMunicipality(app);
    expect(await app.refusal(GRANT, { as: administrator, variables: inputFor({ role: 'EXPORTER' }) })).toBe(
      'BAD_INPUT',
    );
    const { membership, request } = await asked(administrator, {
      email,
      role: 'EXPORTER',
      territory: municipality.code,
    });
    expect(membership).toBeNull();
    await app.ask(CONFIRM, { as: second, variables: { id: request.id } });
    expect(
      await rows(
        worldContext(app),
        sql`select m.role, m.territory_id from membership m join account a on a.id = m.person_id where a.email = ${email}`,
      ),
    ).toEqual([{ role: 'EXPORTER', territoryId: municipality.id }]);
  });

  test('whom it is for does not confirm it, and the database refuses one hand too', async () => {
    const third = await buildAccount(app, { role: 'ADMINISTRATOR' });
    const { request } = await asked(administrator, { email: third.email });
    expect(await app.refusal(CONFIRM, { as: third.personId, variables: { id: request.id } })).toBe('FORBIDDEN');
    await expect(
      rows(
        worldContext(app),
        sql`update membership_request set state = 'CONFIRMED', decided_by_id = asked_by_id, decided_at = now() where id = ${request.id}`,
      ),
    ).rejects.toThrow(/check/);
  });

  test('what somebody asked who is no administrator any more is not confirmed', async () => {
    const third = await buildAccount(app, { role: 'ADMINISTRATOR' });
    const { request } = await asked(third.personId);
    await rows(
      worldContext(app),
      sql`update membership set valid_to = current_date - 1 where person_id = ${third.personId}`,
    );
    const waiting = (await app.ask(REQUESTS, { as: second })).membershipRequests.find(
      ({ id }: { id: string }) => id === request.id,
    );
    expect(waiting).toMatchObject({ mayConfirm: false });
    expect(await app.refusal(CONFIRM, { as: second, variables: { id: request.id } })).toBe('CONFLICT');
    await app.ask(REFUSE, { as: second, variables: { id: request.id } });
  });

  test('eight confirmations at once give it once', async () => {
    const email = freshEmail();
    const { request } = await asked(administrator, { email });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app.refusal(CONFIRM, { as: second, variables: { id: request.id } })),
    );
    expect(answers.filter((code) => code === null)).toHaveLength(1);
    expect(
      await rows(
        worldContext(app),
        sql`select 1 from membership m join account a on a.id = m.person_id where a.email = ${email}`,
      ),
    ).toHaveLength(1);
  });

  test('refused, it waits no more and may be asked for again; asked twice it is refused', async () => {
    const email = freshEmail();
    const { request } = await asked(administrator, { email });
    const again = inputFor({ email, role: 'HOTLINE_WORKER' });
    expect(await app.refusal(GRANT, { as: second, variables: again })).toBe('CONFLICT');
    await app.ask(REFUSE, { as: second, variables: { id: request.id } });
    expect(await app.refusal(CONFIRM, { as: second, variables: { id: request.id } })).toBe('NOT_FOUND');
    await asked(second, { email });
  });
});

describe('the first administrator', () => {
  test('becomes one by the link of the console, once, and the role sleeps until a second factor is set up; audited', async () => {
    const token = await issueAdministratorLink(worldContext(app));
    const email = freshEmail();
    const desk = createDevice(web);
    await desk.ask(BECOME, { token, email });
    const { viewer } = await desk.ask('{ viewer { id displayName memberships { role } sleepingRoles } }');
    expect(viewer).toMatchObject({ displayName: 'Ива', memberships: [], sleepingRoles: ['ADMINISTRATOR'] });
    expect(await desk.refusal(REQUESTS)).toBe('NOT_FOUND notFound');
    expect(await createDevice(web).refusal(BECOME, { token, email: freshEmail() })).toBe(
      'BAD_INPUT administratorLink.wrong',
    );
    const actions = await rows<{ action: string }>(
      worldContext(app),
      sql`select action from audit_entry where actor_id = ${viewer.id}`,
    );
    expect(actions.map(({ action }) => action)).toEqual(['membership.by-console']);
  });

  test('ten at once with one link: one is in', async () => {
    const token = await issueAdministratorLink(worldContext(app));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => createDevice(web).refusal(BECOME, { token, email: freshEmail() })),
    );
    expect(answers.filter((refusal) => refusal === null)).toHaveLength(1);
  });

  test('a link that is too old, or before a newer one, is refused', async () => {
    const old = await issueAdministratorLink(worldContext(app));
    const newer = await issueAdministratorLink(worldContext(app));
    expect(await createDevice(web).refusal(BECOME, { token: old, email: freshEmail() })).toBe(
      'BAD_INPUT administratorLink.wrong',
    );
    await rows(worldContext(app), sql`update administrator_link set expires_at = now() - interval '1 second'`);
    expect(await createDevice(web).refusal(BECOME, { token: newer, email: freshEmail() })).toBe(
      'BAD_INPUT administratorLink.wrong',
    );
  });

  test('the last administrator is not ended, also when two end each other at once', async () => {
    const alone = await createTestApp();
    const pair = await Promise.all([0, 1].map(() => buildPerson(alone, { role: 'ADMINISTRATOR' })));
    const held = await rows<{ id: string; personId: string }>(
      worldContext(alone),
      sql`select id, person_id from membership`,
    );
    const idOf = (personId: string | undefined) => held.find((row) => row.personId === personId)?.id;
    const answers = await Promise.all([
      alone.refusal(END, { as: pair[0], variables: { id: idOf(pair[1]) } }),
      alone.refusal(END, { as: pair[1], variables: { id: idOf(pair[0]) } }),
    ]);
    // who was ended before their own request was read is nobody any more
    expect(['CONFLICT', 'NOT_FOUND']).toContain(answers.find((answer) => answer !== null));
    expect(answers).toContain(null);
    const left = pair.find((person) => idOf(person) !== undefined && answers[pair.indexOf(person)] === null);
    expect(await alone.ask('{ administratorCount }', { as: left })).toEqual({ administratorCount: 1 });
  });
});

test('where the demo is off, administrators of the demo are none: the last of flesh stays', async () => {
  const real = await createTestApp({ house: { demo: 'NOBODY' } });
  await buildAccount(real, { role: 'ADMINISTRATOR', isDemo: true });
  const as = await buildPerson(real, { role: 'ADMINISTRATOR' });
  const [{ id } = { id: '' }] = await rows<{ id: string }>(
    worldContext(real),
    sql`select id from membership where person_id = ${as}`,
  );
  expect(await real.ask('{ administratorCount }', { as })).toEqual({ administratorCount: 1 });
  expect(await real.refusal(END, { as, variables: { id } })).toBe('CONFLICT');
});

test('one address in two spellings is one account', async () => {
  const name = `spelt-${nextNumber()}`;
  const spellings = [`${name.toUpperCase()}@Пример.example`, `${name}@xn--e1afmkfd.example`];
  for (const [turn, email] of spellings.entries()) {
    const role = turn === 0 ? 'MONITOR' : 'COUNCILLOR';
    await app.ask(GRANT, { as: administrator, variables: inputFor({ email, role, territory: place.code }) });
  }
  expect(await rows(worldContext(app), sql`select email from account where strpos(email, ${name}) > 0`)).toEqual([
    { email: `${name}@xn--e1afmkfd.example` },
  ]);
});

describe('the outbox', () => {
  test('is read by an administrator where no mail leaves and the house is local, and by nobody else', async () => {
    const email = freshEmail();
    await app.ask(GRANT, { as: administrator, variables: inputFor({ email, role: 'MONITOR', territory: place.code }) });
    const { outbox } = await app.ask('{ outbox { to subject text postedAt } }', { as: administrator });
    expect(outbox[0]).toMatchObject({ to: email, subject: 'Your role in Sverka' });
    expect(await app.refusal('{ outbox { to } }')).toBe('NOT_FOUND');
    const reached = await createTestApp({ house: { mail: noMail } });
    const as = await buildPerson(reached, { role: 'ADMINISTRATOR' });
    expect(await reached.refusal('{ outbox { to } }', { as })).toBe('NOT_FOUND');
  });
});
