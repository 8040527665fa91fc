/** What is held of oneself is given out whole, to oneself, and nothing of anybody else. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { ownDataSections, type OwnDataSection } from '../../schema/vocabulary/own-data-section.ts';
import { CONSENT_VERSION } from '../../schema/vocabulary/consent.ts';
import { rows, sql, type Sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWeb, plainGet, sessionCookie, type TestWeb } from '../support/test-web.ts';
import {
  buildAccount,
  buildCampaign,
  buildCoalition,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  worldContext,
  type BuiltTerritory,
} from '../support/world.ts';

let app: TestApp;
let web: TestWeb;
let municipality: BuiltTerritory;

beforeAll(async () => {
  app = await createTestApp();
  web = await createTestWeb(app);
  municipality = await buildMunicipality(app);
});

const read = async (personId: string) =>
  plainGet(`${web.address}/own-data.json`, { cookie: await sessionCookie(app, personId) });

async function observed(monitor: string, words: string): Promise<string> {
  const { id: measureId } = await buildMeasure(app, { plan: { territoryId: municipality.id } });
  const input = {
    id: randomUUID(),
    measureId,
    level: 'LIMITED',
    dontKnow: false,
    method: 'MEETING',
    seenOn: '2026-03-01',
    words,
  };
  const SUBMIT = 'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }';
  await app.ask(SUBMIT, { as: monitor, variables: { input } });
  return input.id;
}

test('a monitor gets every word of their own, nobody’s else, in a file that no cache keeps; it is audited', async () => {
  const [mine, theirs] = [`мое ${randomUUID()}`, `чуждо ${randomUUID()}`];
  const { personId, email } = await buildAccount(app, {
    role: 'MONITOR',
    territoryId: municipality.id,
    displayName: mine,
  });
  const other = await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id, displayName: theirs });
  const id = await observed(personId, mine);
  await observed(other, theirs);
  const { status, headers, body } = await read(personId);
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('private, no-store');
  expect(headers['content-disposition']).toContain('sverka-my-data.json');
  const data = JSON.parse(body);
  expect(Object.keys(data)).toEqual(['exportedOn', ...ownDataSections]);
  expect(data.person).toMatchObject([{ displayName: mine, consentVersion: CONSENT_VERSION }]);
  expect(data.account).toMatchObject([{ email, hasPassword: false }]);
  expect(data.observations).toMatchObject([
    { id, words: mine, level: 'LIMITED', state: 'SUBMITTED', consentVersion: CONSENT_VERSION },
  ]);
  expect(data.pseudonyms).toHaveLength(1);
  expect(data.roles).toMatchObject([{ role: 'MONITOR' }]);
  expect(data.actions).toMatchObject([{ action: 'observation.submit', subjectId: id }]);
  expect(body).not.toContain(theirs);
  expect(body).not.toContain(other);
  const audited = await rows(
    worldContext(app),
    sql`select actor_id from audit_entry where action = 'person.export' and subject_id = ${personId}`,
  );
  expect(audited).toEqual([{ actorId: personId }]);
});

/** A person who has something in every part, written with the rights of the owner and read with their own. */
async function whoDidEverything(): Promise<string> {
  const { personId } = await buildAccount(app, { role: 'MONITOR', territoryId: municipality.id, certified: true });
  const organizationId = await buildOrganization(app);
  const coalition = await buildCoalition(app);
  const { id: campaignId } = await buildCampaign(app, { coalition });
  const observation = await observed(personId, 'Дума.');
  const { planId } = await buildMeasure(app, { plan: { territoryId: municipality.id } });
  const other = await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id });
  const others = await observed(other, 'Друга дума.');
  const run = (statement: Sql) => rows(worldContext(app), statement);
  await run(
    sql`insert into affiliation (person_id, organization_id, kind, valid_from) values (${personId}, ${organizationId}, 'MEMBER', '2026-01-01')`,
  );
  await run(
    sql`insert into membership_request (person_id, role, valid_from, asked_by_id, asked_at) values (${personId}, 'ADMINISTRATOR', '2026-01-01', ${other}, now())`,
  );
  await run(
    sql`insert into observation_decision (observation_id, decision, reason, decided_by_id, decided_on, decided_at)
        values (${observation}, 'RETURNED', 'Кога?', ${other}, '2026-03-03', now()), (${others}, 'RETURNED', 'Къде?', ${personId}, '2026-03-03', now())`,
  );
  await run(
    sql`insert into invitation (token_hash, territory_id, made_by_id, language, uses_allowed, made_on, expires_on)
        values (${Buffer.from(randomUUID())}, ${municipality.id}, ${personId}, 'BG', 5, '2026-01-01', '2026-02-01')`,
  );
  await run(
    sql`insert into plan_import (uploaded_by_id, uploaded_on, file_name, file_sha256, file_bytes, state) values (${personId}, '2026-01-01', 'plan.xlsx', 'x', ${Buffer.from('x')}, 'READ')`,
  );
  await run(sql`update plan_version set entered_by_id = ${personId} where plan_id = ${planId}`);
  await run(
    sql`insert into campaign_note (campaign_id, text, written_by_id, written_at) values (${campaignId}, 'Бележка', ${personId}, now())`,
  );
  await run(
    sql`insert into observation_export (id, asked_by_id, territory_id, format, reason, asked_on, asked_at)
        values (${randomUUID()}, ${personId}, ${municipality.id}, 'CSV', 'Проучване', '2026-03-03', now())`,
  );
  return personId;
}

test('whoever did everything finds something in every part, with what was decided of their own', async () => {
  const data = JSON.parse((await read(await whoDidEverything())).body) as Record<string, Record<string, unknown>[]>;
  expect(ownDataSections.filter((section) => data[section]?.length === 0)).toEqual([]);
  expect(data['observations']?.[0]?.['decisions']).toMatchObject([{ decision: 'RETURNED', reason: 'Кога?' }]);
  expect(data['decisions']?.[0]).toMatchObject({ decision: 'RETURNED', reason: 'Къде?' });
});

test('the public is refused, and nobody can be named by another', async () => {
  const nobody = await plainGet(`${web.address}/own-data.json`);
  expect(nobody.status).toBe(401);
  const person = await buildPerson(app);
  const other = await buildPerson(app, { displayName: 'Някой друг' });
  const asked = await plainGet(`${web.address}/own-data.json?person=${other}&id=${other}`, {
    cookie: await sessionCookie(app, person),
  });
  expect(asked.body).not.toContain('Някой друг');
});

test('the secrets that let somebody in are not given out', async () => {
  const { personId } = await buildAccount(app, { password: 'correct horse battery', secondFactor: true });
  const { body } = await read(personId);
  const [kept] = await rows<{ password: string; secret: string }>(
    worldContext(app),
    sql`select c.password, f.secret from account_credential c, second_factor f where c.user_id = ${personId} and f.person_id = ${personId}`,
  );
  expect(kept?.password.length).toBeGreaterThan(20);
  expect(body).not.toContain(kept?.password);
  expect(body).not.toContain(kept?.secret);
});

/** Where each reference to a person is given out; `of another`: it says who else had a hand in it, which is theirs. */
const PARTS: Readonly<Record<string, OwnDataSection | 'of another'>> = {
  'account.id': 'account',
  'affiliation.person_id': 'belonging',
  'campaign_note.written_by_id': 'notes',
  'certificate.person_id': 'certificates',
  'invitation.made_by_id': 'invitations',
  'measure_statement.entered_by_id': 'entries',
  'membership.asked_by_id': 'of another',
  'membership.ended_by_id': 'of another',
  'membership.erasure_asked_by_id': 'of another',
  'membership.granted_by_id': 'of another',
  'membership.person_id': 'roles',
  'membership_request.asked_by_id': 'of another',
  'membership_request.decided_by_id': 'of another',
  'membership_request.person_id': 'roleRequests',
  'observation_author.invited_by_person_id': 'of another',
  'observation_author.person_id': 'observations',
  'observation_decision.decided_by_id': 'decisions',
  'public_text_decision.decided_by_id': 'decisions',
  'observation_export.asked_by_id': 'exports',
  'observer_pseudonym.person_id': 'pseudonyms',
  'official_report.entered_by_id': 'entries',
  'person.invited_by_person_id': 'of another',
  'plan_import.uploaded_by_id': 'files',
  'plan_version.entered_by_id': 'entries',
  'recovery_code.person_id': 'account',
  'second_factor.person_id': 'account',
  'second_factor_recovery.person_id': 'account',
  'session.person_id': 'sessions',
};

test('every table that refers to people stands in a part', async () => {
  const found = await rows<{ name: string }>(
    worldContext(app),
    sql`select c.conrelid::regclass || '.' || a.attname as name from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) where c.contype = 'f' and c.confrelid = 'person'::regclass`,
  );
  expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(PARTS).toSorted());
});

test('every part can be read, of a person who has nothing in it too', async () => {
  const { status, body } = await read(await buildPerson(app));
  expect(status).toBe(200);
  expect(Object.values(JSON.parse(body)).filter(Array.isArray)).toHaveLength(ownDataSections.length);
});
