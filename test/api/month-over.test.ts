/** What was seen this month is public from the first of the next one, and until then nobody but its monitor and the verifiers of its place can tell that it will be. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../schema/rules/days.ts';
import { rebuildProgress } from '../../server/progress/rebuild-progress.service.ts';
import { PublishedFate } from '../../server/platform/events.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildMeasure, buildMunicipality, buildOrganization, buildPerson, worldContext } from '../support/world.ts';

const [BEFORE, SEEN, VERIFIED, LAST, PUBLIC, LATER] = [
  '2026-02-20',
  '2026-03-10',
  '2026-03-12',
  '2026-03-31',
  '2026-04-01',
  '2026-04-20',
];

let app: TestApp;
let municipalityId: string;
let administration: string;
let monitor: string;
let verifier: string;
let official: string;

beforeAll(async () => {
  app = await createTestApp();
  municipalityId = (await buildMunicipality(app)).id;
  administration = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: municipalityId });
  monitor = await buildPerson(app, { role: 'MONITOR', territoryId: municipalityId });
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: municipalityId });
  official = await buildPerson(app, { role: 'OFFICIAL', organizationId: administration });
});

interface Watched {
  readonly id: string;
  readonly measureId: string;
}

/** With its roll-up, as every measure that came with a plan. */
async function aMeasure(): Promise<string> {
  const { id } = await buildMeasure(app, {
    plan: { territoryId: municipalityId },
    responsibleIds: [administration],
  });
  await rebuildProgress(worldContext(app));
  return id;
}

async function submitted(measureId: string, { seenOn = SEEN, on = SEEN, as = monitor } = {}): Promise<Watched> {
  const id = randomUUID();
  const input = { id, measureId, level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn, words: 'Тъмно е.' };
  await app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
    as,
    on,
    variables: { input },
  });
  return { id, measureId };
}
const decide = (observationId: string, on = VERIFIED) =>
  app.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
    as: verifier,
    on,
    variables: { input: { observationId, decision: 'VERIFIED' } },
  });
async function verified(as = monitor): Promise<Watched> {
  const watched = await submitted(await aMeasure(), { as });
  await decide(watched.id);
  return watched;
}
const withdraw = ({ id }: Watched, on: string) =>
  app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { state publishedOn publishedWords } }', {
    as: monitor,
    on,
    variables: { id },
  });
const mineOf = async ({ id }: Watched, on: string) =>
  (
    await app.ask('{ myObservations(first: 100) { nodes { id state publishedOn publishedWords } } }', {
      as: monitor,
      on,
    })
  ).myObservations.nodes.find((mine: { id: string }) => mine.id === id);

/** All that somebody gets of it and its measure. */
const toldOf = async ({ id, measureId }: Watched, on: string, as: string | null = null) =>
  app.ask(
    `query ($id: ID!, $measureId: ID!) { observation(id: $id) { id publishedMonth } node(id: $id) { id }
      measure(id: $measureId) { observations { totalCount nodes { id } } history { kind month }
        assessment { communityLevel observationCount lookedCount groups lastSeenMonth gapKind explanation { voices { level } } }
        plan { lastUpdated progress { community { limited none } } } } }`,
    { as, on, variables: { id, measureId } },
  );
const pendingOf = async ({ measureId }: Watched, as: string, on: string) =>
  (
    await app.ask('query ($id: ID!) { measure(id: $id) { pendingAssessment { communityLevel waiting } } }', {
      as,
      on,
      variables: { id: measureId },
      // each reading is recorded
      once: true,
    })
  ).measure.pendingAssessment;
const rollUp = (measureId: string) =>
  rows<{ fromDay: string; communityLevel: string | null }>(
    worldContext(app),
    sql`select from_day, community_level from measure_progress where measure_id = ${measureId} order by from_day`,
  );

describe('an observation of the month that runs, once it is verified', () => {
  it('changes nothing that the public or an official is told before the first of the next month', async () => {
    const watched = await submitted(await aMeasure());
    const told = await Promise.all([null, official].map((as) => toldOf(watched, BEFORE, as)));
    expect(told[0]).toMatchObject({ observation: null, measure: { observations: { totalCount: 0 } } });
    await decide(watched.id);
    for (const on of [VERIFIED, addDays(VERIFIED, 1), LAST])
      expect(await Promise.all([null, official].map((as) => toldOf(watched, on, as)))).toEqual(told);
  });

  it('counts, and is shown, from the first of the next month', async () => {
    const watched = await verified();
    for (const on of [PUBLIC, LATER])
      expect(await toldOf(watched, on)).toMatchObject({
        observation: { id: watched.id, publishedMonth: '2026-04' },
        node: { id: watched.id },
        measure: {
          observations: { totalCount: 1 },
          assessment: { communityLevel: 'LIMITED', lastSeenMonth: '2026-03', groups: 1 },
          plan: { lastUpdated: PUBLIC, progress: { community: { limited: 1 } } },
        },
      });
    const asOf = await app.ask(
      `query ($id: ID!) { measure(id: $id) { last: assessment(asOf: "${LAST}") { communityLevel } first: assessment(asOf: "${PUBLIC}") { communityLevel } } }`,
      { on: LATER, variables: { id: watched.measureId } },
    );
    expect(asOf.measure).toEqual({ last: { communityLevel: null }, first: { communityLevel: 'LIMITED' } });
  });

  it('is public on the day of its verification when its month is over', async () => {
    const watched = await submitted(await aMeasure(), { seenOn: BEFORE });
    await decide(watched.id);
    expect(await toldOf(watched, VERIFIED)).toMatchObject({ observation: { id: watched.id } });
  });

  it('tells its monitor since when it will be public', async () => {
    const watched = await verified();
    const words = { publishedOn: PUBLIC, publishedWords: 'Тъмно е.' };
    expect(await mineOf(watched, LAST)).toMatchObject({ state: 'VERIFIED', ...words });
    expect(await mineOf(watched, PUBLIC)).toMatchObject({ state: 'PUBLISHED', ...words });
  });

  it('is among those that verifiers of the place see waiting, and no official does', async () => {
    const watched = await verified();
    expect(await pendingOf(watched, verifier, VERIFIED)).toEqual({ communityLevel: 'LIMITED', waiting: 1 });
    expect(await pendingOf(watched, official, VERIFIED)).toEqual({ communityLevel: null, waiting: 0 });
    expect(await pendingOf(watched, verifier, PUBLIC)).toEqual({ communityLevel: 'LIMITED', waiting: 0 });
    expect(await pendingOf(watched, official, PUBLIC)).toEqual({ communityLevel: 'LIMITED', waiting: 0 });
  });

  it('is known to verifiers by its face, without a month of publication', async () => {
    const watched = await verified();
    const face = 'query ($id: ID!) { observation(id: $id) { id publishedMonth } }';
    const asked = { on: VERIFIED, variables: { id: watched.id } };
    expect((await app.ask(face, { as: monitor, ...asked })).observation).toEqual({
      id: watched.id,
      publishedMonth: null,
    });
    expect((await app.ask(face, { as: official, ...asked })).observation).toBeNull();
  });

  it('stands in the roll-up as a point to come, the same when it is made anew', async () => {
    const { measureId } = await verified();
    const kept = await rollUp(measureId);
    expect(kept.find(({ communityLevel }) => communityLevel !== null)).toMatchObject({ fromDay: PUBLIC });
    await rebuildProgress(worldContext(app));
    expect(await rollUp(measureId)).toEqual(kept);
  });

  it('cannot be reported by anybody', async () => {
    const { id } = await verified();
    const report = 'mutation ($input: ReportTextInput!) { reportText(input: $input) { received } }';
    const variables = { input: { kind: 'OBSERVATION', id, reason: 'UNTRUE' } };
    expect(await app.refusal(report, { on: LAST, variables })).toBe('NOT_FOUND');
    expect(await app.refusal(report, { on: PUBLIC, variables })).toBeNull();
  });
});

describe('an official sees waiting', () => {
  it('what waited when the month began, and what was sent since not, whenever it was seen', async () => {
    const measureId = await aMeasure();
    const watched = await submitted(measureId, { seenOn: BEFORE, on: '2026-02-28' });
    await submitted(measureId, { seenOn: BEFORE, on: '2026-03-01' });
    expect(await pendingOf(watched, official, VERIFIED)).toEqual({ communityLevel: 'LIMITED', waiting: 1 });
    expect(await pendingOf(watched, verifier, VERIFIED)).toEqual({ communityLevel: 'LIMITED', waiting: 2 });
    expect(await pendingOf(watched, official, PUBLIC)).toEqual({ communityLevel: 'LIMITED', waiting: 2 });
  });
});

describe('what is taken back before it is public never was:', () => {
  const known = (watched: Watched) => Promise.all([rollUp(watched.measureId), toldOf(watched, LATER)]);
  const ofMeasure = async () => {
    const measureId = await aMeasure();
    return { measureId, before: await known({ id: randomUUID(), measureId }) };
  };

  it('withdrawn by its monitor', async () => {
    const { measureId, before } = await ofMeasure();
    const watched = await submitted(measureId);
    await decide(watched.id);
    expect((await withdraw(watched, '2026-03-20')).withdrawObservation).toEqual({
      state: 'WITHDRAWN',
      publishedOn: null,
      publishedWords: null,
    });
    expect(await known(watched)).toEqual(before);
  });

  it('its verification undone', async () => {
    const { measureId, before } = await ofMeasure();
    const watched = await submitted(measureId);
    await decide(watched.id);
    const undo = 'mutation ($input: DecidePublishedTextInput!) { undoVerification(input: $input) { on } }';
    const variables = { input: { observationId: watched.id, reason: 'Друга мярка.' } };
    expect(await app.refusal(undo, { as: official, on: '2026-03-20', variables })).toBe('NOT_FOUND');
    await app.ask(undo, { as: verifier, on: VERIFIED, variables });
    expect(await mineOf(watched, LATER)).toMatchObject({ state: 'UNDONE', publishedOn: null });
    expect(await known(watched)).toEqual(before);
    const entries = await rows<{ actorId: string }>(
      worldContext(app),
      sql`select actor_id from audit_entry where subject_id = ${watched.id} and action = 'observation.undoVerification'`,
    );
    expect(entries).toEqual([{ actorId: verifier }]);
  });

  it('its monitor erased, whatever they said of what is published', async () => {
    const leaving = await buildPerson(app, { role: 'MONITOR', territoryId: municipalityId });
    const { measureId, before } = await ofMeasure();
    const watched = await submitted(measureId, { as: leaving });
    await decide(watched.id);
    const context = { ...worldContext(app), today: '2026-03-20' };
    await context.em.transactional((em) =>
      app.events.emit({ ...context, em }, 'person.erased', { personId: leaving, published: PublishedFate.KEPT }),
    );
    expect(await known(watched)).toEqual(before);
  });
});

it('the database takes no observation that is public before its month is over', async () => {
  const { id } = await verified();
  await expect(
    rows(worldContext(app), sql`update observation set published_on = ${LAST}::date where id = ${id}`),
  ).rejects.toThrow('observation_month_over');
});
