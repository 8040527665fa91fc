/** Who is erased is gone: from every table what says who they are, from the public what they said, and not what was known before. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, sofiaDay } from '../../schema/rules/days.ts';
import { ERASED_NAME, erasePerson } from '../../server/people/erasure/erasure.service.ts';
import type { RequestContext } from '../../server/platform/context.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { sweepPersonalData } from '../../server/retention/retention.service.ts';
import { inTransaction } from '../../server/platform/transaction.ts';
import { placesOf } from '../support/places-of-text.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createDevice, type Device } from '../support/test-device.ts';
import { createTestWeb, sessionCookie, type TestWeb } from '../support/test-web.ts';
import {
  appCode,
  buildAccount,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  grantRole,
  worldContext,
  type BuiltTerritory,
} from '../support/world.ts';

const SUBMIT = 'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }';
const DECIDE = 'mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }';
const ERASE = 'mutation ($code: String) { eraseOwnData(code: $code) }';
const REFUSE = 'mutation ($id: ID!) { refuseErasure(membership: $id) }';
const ERASE_OTHER = 'mutation ($id: ID!) { erasePersonOnRequest(membership: $id) }';
const LEVEL = `query ($id: ID!, $asOf: LocalDate) { measure(id: $id) {
  assessment(asOf: $asOf) { communityLevel observationCount } observations { nodes { level words withdrawn } } } }`;

let app: TestApp;
let web: TestWeb;
let municipality: BuiltTerritory;
let verifier: string;

beforeAll(async () => {
  app = await createTestApp({ house: { limitsAttempts: false } });
  web = await createTestWeb(app);
  municipality = await buildMunicipality(app);
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
});

const aMonitor = () => buildPerson(app, { role: 'MONITOR', territoryId: municipality.id });
const aMeasure = () =>
  buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: municipality.id }).then((id) =>
    buildMeasure(app, { plan: { territoryId: municipality.id }, responsibleIds: [id] }),
  );
const deviceOf = async (personId: string): Promise<Device> =>
  createDevice(web, { cookie: await sessionCookie(app, personId) });
const auditOf = (subjectId: string) =>
  rows<{ action: string; actorId: string }>(
    worldContext(app),
    sql`select action, actor_id from audit_entry where subject_id = ${subjectId} and action like 'person.%' order by id`,
  );
const memberships = (personId: string) =>
  rows<{ id: string }>(worldContext(app), sql`select id from membership where person_id = ${personId}`);

/** Seen, sent and decided on days long before the erasure. */
async function observe(monitor: string, measureId: string, decision: 'VERIFIED' | 'RETURNED' | null, words: string) {
  const id = randomUUID();
  const input = {
    id,
    measureId,
    level: 'SUBSTANTIAL',
    dontKnow: false,
    method: 'SITE_VISIT',
    seenOn: '2025-03-03',
    words,
  };
  await app.ask(SUBMIT, { as: monitor, on: '2025-03-10', variables: { input } });
  const reason = decision === 'RETURNED' ? `Защо? ${words}` : null;
  const settled = { observationId: id, decision, reason };
  if (decision !== null) await app.ask(DECIDE, { as: verifier, on: '2025-03-20', variables: { input: settled } });
  return id;
}
const knownOf = (id: string, day: string) =>
  app.ask(LEVEL, { on: '2025-08-07', variables: { id, asOf: day } }).then(({ measure }) => measure);

/** The daily chore, on so many days in turn. */
async function sweepDays(from: string, count: number): Promise<void> {
  for (const step of Array.from({ length: count }, (_, at) => at))
    await sweepPersonalData(await app.contextOf({ on: addDays(from, step) }));
}
const ofPerson = (person: string) =>
  rows<{ id: string; measureId: string }>(
    worldContext(app),
    sql`select o.id, o.measure_id from observation_author a join observation o on o.id = a.observation_id where a.person_id = ${person} order by o.id`,
  );
const withdrawals = (ids: readonly string[]) =>
  rows<{ withdrawnOn: string | null; state: string }>(
    worldContext(app),
    sql`select withdrawn_on, state from observation where id = any(${ids}::uuid[]) order by withdrawn_on`,
  );

describe('a monitor who erases their data', () => {
  it('leaves no word, name or pseudonym in any table; levels of earlier days stay, later ones fall silent', async () => {
    const mark = `следа${randomUUID().slice(0, 8)}`;
    const monitor = await buildPerson(app, {
      role: 'MONITOR',
      territoryId: municipality.id,
      displayName: `Име ${mark}`,
    });
    const { id } = await aMeasure();
    const verified = await observe(monitor, id, 'VERIFIED', `Видях ${mark}`);
    await observe(monitor, id, 'RETURNED', `Върнато ${mark}`);
    await observe(monitor, id, null, `Чака ${mark}`);
    await app.ask('mutation ($input: ReportTextInput!) { reportText(input: $input) { received } }', {
      on: '2025-06-01',
      variables: { input: { kind: 'OBSERVATION', id: verified, reason: 'REVEALS_WRITER', words: `Това е ${mark}` } },
    });
    const [called] = await rows<{ pseudonym: string }>(
      worldContext(app),
      sql`select pseudonym from observer_pseudonym where person_id = ${monitor}`,
    );
    const pseudonym = called?.pseudonym ?? '';
    expect(await placesOf(app, mark)).toEqual([
      'observation.words',
      'observation_decision.reason',
      'person.display_name',
      'text_report.words',
    ]);
    expect(await placesOf(app, pseudonym)).toEqual(['observation_author.pseudonym', 'observer_pseudonym.pseudonym']);
    const before = await knownOf(id, '2025-06-20');
    expect(before).toMatchObject({ assessment: { communityLevel: 'SUBSTANTIAL', observationCount: 1 } });

    const context = await app.contextOf({ on: '2025-07-10' });
    expect(await erasePerson(context, monitor)).toBe(true);

    // what the public reads stays until its own day comes
    expect(await placesOf(app, mark)).toEqual(['observation.words']);
    expect(await placesOf(app, pseudonym)).toEqual([]);
    expect((await knownOf(id, '2025-07-10')).assessment).toEqual(before.assessment);
    await sweepDays('2025-07-11', 28);
    expect(await placesOf(app, mark)).toEqual([]);
    expect((await knownOf(id, '2025-06-20')).assessment).toEqual(before.assessment);
    const after = await knownOf(id, '2025-08-07');
    expect(after.assessment).toEqual({ communityLevel: null, observationCount: 0 });
    expect(after.observations.nodes).toEqual([{ level: 'SUBSTANTIAL', words: null, withdrawn: true }]);
    expect(await rows(worldContext(app), sql`select * from person where id = ${monitor}`)).toMatchObject([
      { displayName: ERASED_NAME, erasedOn: '2025-07-10', invitedByPersonId: null, lastSeenOn: null },
    ]);
  });

  it('is erased once: a second time, as after a copy was put back, changes nothing and is not recorded again', async () => {
    const monitor = await aMonitor();
    const { id } = await aMeasure();
    await observe(monitor, id, 'VERIFIED', 'Има.');
    await erasePerson(await app.contextOf({ on: '2025-07-10' }), monitor);
    const first = await rows(worldContext(app), sql`select * from observation where measure_id = ${id}`);
    expect(await erasePerson(await app.contextOf({ on: '2025-08-01' }), monitor)).toBe(true);
    expect(await rows(worldContext(app), sql`select * from observation where measure_id = ${id}`)).toEqual(first);
    expect((await auditOf(monitor)).map(({ action }) => action)).toEqual(['person.erase']);
    expect(await erasePerson(await app.contextOf(), randomUUID())).toBe(false);
  });

  it('has what is public withdrawn one by one within 28 days, each on a day of its own; each is recorded as nobody’s', async () => {
    await rows(worldContext(app), sql`delete from withdrawal_due`);
    const monitor = await aMonitor();
    const ids: string[] = [];
    for (const text of ['Първо.', 'Второ.', 'Трето.', 'Четвърто.'])
      ids.push(await observe(monitor, (await aMeasure()).id, 'VERIFIED', text));
    await erasePerson(await app.contextOf({ on: '2025-09-10' }), monitor);
    expect(await withdrawals(ids)).toEqual(ids.map(() => ({ withdrawnOn: null, state: 'PUBLISHED' })));
    await sweepDays('2025-09-10', 29);
    const days = (await withdrawals(ids)).map(({ withdrawnOn }) => withdrawnOn ?? '');
    expect(new Set(days).size).toBe(ids.length);
    expect(days.filter((day) => day > '2025-09-10' && day <= '2025-10-08')).toHaveLength(ids.length);
    const recorded = await rows(
      worldContext(app),
      sql`select distinct actor_id from audit_entry where subject_id = any(${ids}::uuid[]) and action = 'observation.withdraw'`,
    );
    expect(recorded).toEqual([{ actorId: null }]);
    expect(await rows(worldContext(app), sql`select * from withdrawal_due`)).toEqual([]);
  });

  it('leaves nothing by which two of their observations on two measures are one person’s, nor the day', async () => {
    const monitor = await aMonitor();
    const [first, second] = [await aMeasure(), await aMeasure()];
    const ids = [
      await observe(monitor, first.id, 'VERIFIED', 'Едно.'),
      await observe(monitor, first.id, 'VERIFIED', 'Две.'),
      await observe(monitor, second.id, 'VERIFIED', 'Три.'),
      await observe(monitor, second.id, null, 'Чака.'),
    ];
    expect(await placesOf(app, monitor)).not.toEqual([]);
    await erasePerson(await app.contextOf({ on: '2025-11-10' }), monitor);
    expect(await ofPerson(monitor)).toEqual([]);
    const left = await rows<{ standIn: string; groupKey: string; seenOn: string; submittedOn: string }>(
      worldContext(app),
      sql`select a.stand_in, a.group_key, o.seen_on, o.submitted_on from observation_author a join observation o on o.id = a.observation_id
          where a.observation_id = any(${ids}::uuid[]) order by array_position(${ids}::uuid[], o.id)`,
    );
    const [one, two, three, waiting] = left;
    expect(left.map(({ seenOn, submittedOn }) => [seenOn, submittedOn])).toEqual(
      ids.map(() => ['2025-03-01', '2025-03-01']),
    );
    expect(one?.standIn).toBe(two?.standIn);
    expect(one?.standIn).not.toBe(three?.standIn);
    expect(waiting?.standIn).toBe(three?.standIn);
    expect(left.map(({ standIn, groupKey }) => groupKey === `person:${standIn}`)).toEqual(left.map(() => true));
    expect(await placesOf(app, monitor)).toEqual([]);
  });

  it('has one that was missed go late and the others on new days: they do not go together', async () => {
    // of those whom other tests erased
    await rows(worldContext(app), sql`delete from withdrawal_due`);
    const monitor = await aMonitor();
    const ids: string[] = [];
    for (const text of ['Първо.', 'Второ.', 'Трето.'])
      ids.push(await observe(monitor, (await aMeasure()).id, 'VERIFIED', text));
    await erasePerson(await app.contextOf({ on: '2026-01-10' }), monitor);
    await sweepDays('2026-04-01', 1);
    expect((await withdrawals(ids)).filter(({ withdrawnOn }) => withdrawnOn !== null)).toHaveLength(1);
    await sweepDays('2026-04-02', 28);
    expect(new Set((await withdrawals(ids)).map(({ withdrawnOn }) => withdrawnOn)).size).toBe(3);
  });

  it('does it from the phone alone when they joined by a card, and is signed out at once; it is audited', async () => {
    const monitor = await aMonitor();
    const [phone, other] = [await deviceOf(monitor), await deviceOf(monitor)];
    expect(await phone.ask(ERASE)).toEqual({ eraseOwnData: true });
    expect(phone.cookie()).toBeNull();
    expect((await other.ask('{ viewer { id } }')).viewer).toBeNull();
    expect(await memberships(monitor)).toEqual([]);
    expect(await auditOf(monitor)).toEqual([{ action: 'person.erase', actorId: monitor }]);
  });
});

describe('a person with an account who erases their data', () => {
  it('shows the second factor: without a code or with a wrong one nothing goes, with it the address is nowhere', async () => {
    const { personId, email, totpSecret } = await buildAccount(app, {
      role: 'COUNCILLOR',
      secondFactor: true,
      password: 'correct horse battery',
    });
    const laptop = await deviceOf(personId);
    expect(await laptop.refusal(ERASE)).toBe('BAD_INPUT erasure.codeMissing');
    const wrong = appCode(totpSecret) === '123456' ? '654321' : '123456';
    expect(await laptop.refusal(ERASE, { code: wrong })).toBe('BAD_INPUT secondFactor.codeWrong');
    expect(await placesOf(app, email)).toEqual(['account.email']);
    expect(await laptop.ask(ERASE, { code: appCode(totpSecret) })).toEqual({ eraseOwnData: true });
    expect(await placesOf(app, email)).toEqual([]);
  });

  it('without a second factor has signed in today; an older sign-in is refused', async () => {
    const { personId } = await buildAccount(app, { role: 'COALITION_MEMBER' });
    const laptop = await deviceOf(personId);
    await rows(worldContext(app), sql`update session set started_on = started_on - 1 where person_id = ${personId}`);
    expect(await laptop.refusal(ERASE)).toBe('FORBIDDEN erasure.signInAgain');
    const again = await deviceOf(personId);
    expect(await again.ask(ERASE)).toEqual({ eraseOwnData: true });
  });

  it('as the last administrator is told to name another first, and may go once there is one', async () => {
    await rows(worldContext(app), sql`delete from membership where role = 'ADMINISTRATOR'`);
    const first = await buildAccount(app, { role: 'ADMINISTRATOR', secondFactor: true });
    const laptop = await deviceOf(first.personId);
    expect(await laptop.refusal(ERASE, { code: appCode(first.totpSecret) })).toBe('CONFLICT erasure.lastAdministrator');
    await buildAccount(app, { role: 'ADMINISTRATOR' });
    expect(await laptop.ask(ERASE, { code: appCode(first.totpSecret, 1) })).toEqual({ eraseOwnData: true });
  });

  it('of the demo is refused', async () => {
    const demo = await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id, isDemo: true });
    expect(await (await deviceOf(demo)).refusal(ERASE)).toBe('CONFLICT erasure.demo');
  });

  it('is nobody when not signed in', async () => {
    expect(await createDevice(web).refusal(ERASE)).toBe('UNAUTHENTICATED signInFirst');
  });
});

describe('an administrator who was asked', () => {
  it('notes it, writes to the person, and another erases the person behind a role; both are audited', async () => {
    const [administrator, second, asked] = [
      await buildPerson(app, { role: 'ADMINISTRATOR' }),
      await buildPerson(app, { role: 'ADMINISTRATOR' }),
      await buildAccount(app, { role: 'OFFICIAL', displayName: 'Служител за изтриване' }),
    ];
    const [{ id } = { id: '' }] = await memberships(asked.personId);
    expect(await app.ask(ERASE_OTHER, { as: administrator, variables: { id } })).toEqual({
      erasePersonOnRequest: false,
    });
    // one hand alone takes nothing away, however often it tries
    expect(await app.refusal(ERASE_OTHER, { as: administrator, variables: { id } })).toBe('CONFLICT');
    const on = addDays(sofiaDay(new Date()), 30);
    expect(await app.refusal(ERASE_OTHER, { as: administrator, on, variables: { id } })).toBe('CONFLICT');
    expect(await memberships(asked.personId)).toHaveLength(1);
    const mail = app.house.mail.kept().find(({ to }) => to === asked.email);
    expect(mail?.text).toContain('/data-protection');
    expect(mail?.text).not.toMatch(/link=/);
    expect(await app.ask(ERASE_OTHER, { as: second, variables: { id } })).toEqual({ erasePersonOnRequest: true });
    expect(await placesOf(app, asked.email)).toEqual([]);
    expect(await placesOf(app, 'Служител за изтриване')).toEqual([]);
    expect(await auditOf(asked.personId)).toEqual([
      { action: 'person.ask-erasure', actorId: administrator },
      { action: 'person.erase', actorId: second },
    ]);
  });

  it('or another takes it back, and then nothing waits; nobody else does', async () => {
    const [administrator, second] = [
      await buildPerson(app, { role: 'ADMINISTRATOR' }),
      await buildPerson(app, { role: 'ADMINISTRATOR' }),
    ];
    const personId = await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id });
    const [{ id } = { id: '' }] = await memberships(personId);
    expect(await app.refusal(REFUSE, { as: second, variables: { id } })).toBe('NOT_FOUND');
    await app.ask(ERASE_OTHER, { as: administrator, variables: { id } });
    expect(await app.refusal(REFUSE, { as: personId, variables: { id } })).toBe('NOT_FOUND');
    expect(await app.ask(REFUSE, { as: second, variables: { id } })).toEqual({ refuseErasure: true });
    expect(await auditOf(personId)).toEqual([
      { action: 'person.ask-erasure', actorId: administrator },
      { action: 'person.refuse-erasure', actorId: second },
    ]);
    expect(await app.ask(ERASE_OTHER, { as: second, variables: { id } })).toEqual({ erasePersonOnRequest: false });
  });

  it('is not one of two hands any more once their own role ended', async () => {
    const [administrator, second] = [
      await buildPerson(app, { role: 'ADMINISTRATOR' }),
      await buildPerson(app, { role: 'ADMINISTRATOR' }),
    ];
    const personId = await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id });
    const [{ id } = { id: '' }] = await memberships(personId);
    await app.ask(ERASE_OTHER, { as: administrator, variables: { id } });
    await rows(
      worldContext(app),
      sql`update membership set valid_to = current_date - 1 where person_id = ${administrator}`,
    );
    expect(await app.ask(ERASE_OTHER, { as: second, variables: { id } })).toEqual({ erasePersonOnRequest: false });
    expect(await memberships(personId)).toHaveLength(1);
  });

  it('and is the only one waits a week, so that the person can object', async () => {
    const alone = await createTestApp();
    const administrator = await buildPerson(alone, { role: 'ADMINISTRATOR' });
    const personId = await buildPerson(alone, { role: 'MONITOR', territoryId: (await buildMunicipality(alone)).id });
    const [{ id } = { id: '' }] = await rows<{ id: string }>(
      worldContext(alone),
      sql`select id from membership where person_id = ${personId}`,
    );
    const on = (days: number) => ({ as: administrator, on: addDays(sofiaDay(new Date()), days), variables: { id } });
    expect(await alone.ask(ERASE_OTHER, on(0))).toEqual({ erasePersonOnRequest: false });
    expect(await alone.refusal(ERASE_OTHER, on(6))).toBe('CONFLICT');
    expect(await alone.ask(ERASE_OTHER, on(7))).toEqual({ erasePersonOnRequest: true });
  });

  it('does not erase themselves so, and finds nobody behind a role that is none', async () => {
    const administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
    await grantRole(app, { personId: administrator, role: 'MONITOR', territoryId: municipality.id });
    const [{ id } = { id: '' }] = await memberships(administrator);
    expect(await app.refusal(ERASE_OTHER, { as: administrator, variables: { id } })).toBe('CONFLICT');
    expect(await app.refusal(ERASE_OTHER, { as: administrator, variables: { id: randomUUID() } })).toBe('NOT_FOUND');
    expect(await app.refusal(ERASE_OTHER, { as: administrator, variables: { id: 'none' } })).toBe('NOT_FOUND');
  });

  it('erases nobody of the demo', async () => {
    const administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
    const demo = await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id, isDemo: true });
    const [{ id } = { id: '' }] = await memberships(demo);
    expect(await app.refusal(ERASE_OTHER, { as: administrator, variables: { id } })).toBe('CONFLICT');
    expect(await memberships(demo)).toHaveLength(1);
  });

  it('is an administrator: a verifier is answered as if there were no such role', async () => {
    const [{ id } = { id: '' }] = await memberships(await aMonitor());
    expect(await app.refusal(ERASE_OTHER, { as: verifier, variables: { id } })).toBe('NOT_FOUND');
    expect(await app.refusal(ERASE_OTHER, { variables: { id } })).toBe('UNAUTHENTICATED');
  });
});

describe('a table that refers to people', () => {
  /**
   * What erasing does to each reference. `gone`: the row goes; `cut`: it refers to nobody; `id alone`: what happened stays,
   * with the id of a person of whom nothing else is left.
   */
  const REVIEWED: Readonly<Record<string, 'gone' | 'cut' | 'id alone'>> = {
    'account.id': 'gone',
    'affiliation.person_id': 'gone',
    'campaign_note.written_by_id': 'gone',
    'certificate.person_id': 'gone',
    'invitation.made_by_id': 'gone',
    'measure_statement.entered_by_id': 'id alone',
    'membership.asked_by_id': 'id alone',
    'membership.ended_by_id': 'id alone',
    'membership.erasure_asked_by_id': 'id alone',
    'membership.granted_by_id': 'id alone',
    'membership.person_id': 'gone',
    'membership_request.asked_by_id': 'id alone',
    'membership_request.decided_by_id': 'id alone',
    'membership_request.person_id': 'gone',
    'observation_author.invited_by_person_id': 'id alone',
    'observation_author.person_id': 'cut',
    'observation_decision.decided_by_id': 'id alone',
    'observation_export.asked_by_id': 'id alone',
    'observer_pseudonym.person_id': 'gone',
    'official_report.entered_by_id': 'id alone',
    'person.invited_by_person_id': 'id alone',
    'plan_import.uploaded_by_id': 'cut',
    'plan_version.entered_by_id': 'id alone',
    'public_text_decision.decided_by_id': 'id alone',
    'recovery_code.person_id': 'gone',
    'second_factor.person_id': 'gone',
    'second_factor_recovery.person_id': 'gone',
    'session.person_id': 'gone',
  };

  it('was looked at: what erasing does to it stands here', async () => {
    const found = await rows<{ name: string }>(
      worldContext(app),
      sql`select c.conrelid::regclass || '.' || a.attname as name from pg_constraint c
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
          where c.contype = 'f' and c.confrelid = 'person'::regclass order by 1`,
    );
    expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(REVIEWED).toSorted());
  });

  it('keeps no row of an erased person where it says so', async () => {
    const person = await aMonitor();
    await erasePerson(await app.contextOf(), person);
    for (const [name] of Object.entries(REVIEWED).filter(([, fate]) => fate === 'gone')) {
      const [table = '', column = ''] = name.split('.');
      const left = await rows(worldContext(app), {
        text: [`select 1 from ${table} where ${column} = `, ''],
        values: [person],
      });
      expect(left, name).toEqual([]);
    }
  });
});

it('somebody who is here just then waits for their erasure, and neither fails', async () => {
  const person = await aMonitor();
  const cookie = await sessionCookie(app, person);
  const owner = worldContext(app);
  await rows(owner, sql`update person set last_seen_on = null where id = ${person}::uuid`);
  await rows(owner, sql`update session set last_used_on = null where person_id = ${person}::uuid`);
  const asking: Promise<Response>[] = [];
  await inTransaction(owner, async (tx) => {
    await rows(tx, sql`select id from person where id = ${person}::uuid for update`);
    const answer = fetch(`${web.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query: '{ today }' }),
    });
    asking.push(answer);
    await untilSomebodyWaits(owner);
    await rows(tx, sql`delete from session where person_id = ${person}::uuid`);
  });
  const answers = await Promise.all(asking);
  expect(answers.map(({ status }) => status)).toEqual([200]);
});

it('of two that wait for each other one begins anew: somebody who draws a new code while they are erased', async () => {
  const person = await aMonitor();
  const device = await deviceOf(person);
  await device.ask('mutation { renewRecoveryCode }');
  const owner = worldContext(app);
  const asking: Promise<string | null>[] = [];
  await inTransaction(owner, async (tx) => {
    await rows(tx, sql`select id from person where id = ${person}::uuid for update`);
    if (asking.length === 0) {
      asking.push(device.refusal('mutation { renewRecoveryCode }'));
      await untilSomebodyWaits(owner);
    }
    await rows(tx, sql`delete from recovery_code where person_id = ${person}::uuid`);
  });
  expect(await Promise.all(asking)).toEqual([null]);
});

/** Another transaction waits for what this one holds. */
async function untilSomebodyWaits(context: RequestContext): Promise<void> {
  await expect
    .poll(() =>
      rows(
        context,
        sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      ),
    )
    .toHaveLength(1);
}
