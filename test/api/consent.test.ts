/** Nothing is taken from an observer who has not agreed to who will see what; what they agreed to is kept with it. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { CONSENT_VERSION } from '../../schema/vocabulary/consent.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildMeasure, buildMunicipality, buildPerson, worldContext, type BuiltTerritory } from '../support/world.ts';

const SUBMIT = 'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }';
const GIVE = 'mutation ($version: Int!) { giveConsent(version: $version) }';
let app: TestApp;
let municipality: BuiltTerritory;
let measureId: string;

beforeAll(async () => {
  app = await createTestApp();
  municipality = await buildMunicipality(app);
  ({ id: measureId } = await buildMeasure(app, { plan: { territoryId: municipality.id } }));
});

const aMonitor = () => buildPerson(app, { role: 'MONITOR', territoryId: municipality.id, consented: false });
const seen = () => ({
  id: randomUUID(),
  measureId,
  level: 'LIMITED',
  dontKnow: false,
  method: 'MEETING',
  seenOn: '2026-03-01',
});
const hasConsented = async (as: string) => (await app.ask('{ viewer { hasConsented } }', { as })).viewer.hasConsented;
const auditOf = (personId: string) =>
  rows<{ action: string }>(
    worldContext(app),
    sql`select action from audit_entry where subject_id = ${personId} order by id`,
  );

test('a monitor who has not agreed sends nothing; once they agree it is taken, with the version; it is audited once', async () => {
  const as = await aMonitor();
  const input = seen();
  expect(await app.refusal(SUBMIT, { as, variables: { input } })).toBe('FORBIDDEN');
  expect(await rows(worldContext(app), sql`select id from observation where id = ${input.id}`)).toEqual([]);
  expect(await hasConsented(as)).toBe(false);
  for (const _ of [1, 2]) await app.ask(GIVE, { as, variables: { version: CONSENT_VERSION } });
  expect(await hasConsented(as)).toBe(true);
  await app.ask(SUBMIT, { as, variables: { input } });
  expect(await rows(worldContext(app), sql`select consent_version from observation where id = ${input.id}`)).toEqual([
    { consentVersion: CONSENT_VERSION },
  ]);
  expect(await auditOf(as)).toEqual([{ action: 'consent.give' }]);
});

test('a monitor who agreed to an older text is asked anew', async () => {
  const as = await aMonitor();
  await rows(
    worldContext(app),
    sql`update person set consent_version = ${CONSENT_VERSION - 1}, consented_on = '2026-01-01' where id = ${as}`,
  );
  expect(await hasConsented(as)).toBe(false);
  expect(await app.refusal(SUBMIT, { as, variables: { input: seen() } })).toBe('FORBIDDEN');
});

test('a text that is not the one of today cannot be agreed to, and by nobody', async () => {
  expect(await app.refusal(GIVE, { as: await aMonitor(), variables: { version: CONSENT_VERSION + 1 } })).toBe(
    'BAD_INPUT',
  );
  expect(await app.refusal(GIVE, { variables: { version: CONSENT_VERSION } })).toBe('UNAUTHENTICATED');
});
