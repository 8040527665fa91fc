/** What becomes of a text after it was published: reported by anybody, hidden, left as it is, or its verification undone. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildMeasure, buildMunicipality, buildOrganization, buildPerson, worldContext } from '../support/world.ts';

const [SEEN, VERIFIED, NEXT] = ['2026-10-10', '2026-11-20', '2026-11-24'];
const REPORT = 'mutation ($input: ReportTextInput!) { reportText(input: $input) { received } }';
const REPORTED = `{ reportedTexts { totalCount nodes { id publishedWords verifiedByYou mayHide mayDismiss mayUndo reports { reason words reportedOn } measure { id } } } }`;
const acts = ['hidePublishedWords', 'dismissTextReports', 'undoVerification'] as const;
type Act = (typeof acts)[number];
const actOf = (act: Act) => `mutation ($input: DecidePublishedTextInput!) { ${act}(input: $input) { on } }`;

let app: TestApp;
let municipalityId: string;
let administration: string;
let monitor: string;
let first: string;
let second: string;

beforeAll(async () => {
  app = await createTestApp({ house: { limitsAttempts: false } });
  municipalityId = (await buildMunicipality(app)).id;
  administration = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: municipalityId });
  monitor = await buildPerson(app, { role: 'MONITOR', territoryId: municipalityId });
  first = await aVerifier();
  second = await aVerifier();
});

const aVerifier = (parts: Parameters<typeof buildPerson>[1] = {}) =>
  buildPerson(app, { role: 'VERIFIER', territoryId: municipalityId, ...parts });

interface Published {
  readonly id: string;
  readonly measureId: string;
}

async function published({
  words = 'Няма вода.',
  isDecided = true,
}: { words?: string | null; isDecided?: boolean } = {}) {
  const { id: measureId } = await buildMeasure(app, {
    plan: { territoryId: municipalityId },
    responsibleIds: [administration],
  });
  const id = randomUUID();
  const input = { id, measureId, level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn: SEEN, words };
  await app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
    as: monitor,
    on: '2026-11-15',
    variables: { input },
  });
  if (isDecided)
    await app.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
      as: first,
      on: VERIFIED,
      variables: { input: { observationId: id, decision: 'VERIFIED' } },
    });
  return { id, measureId };
}
const report = (id: string, { as = null, ...more }: Record<string, any> = {}) =>
  app.execute(REPORT, {
    as,
    on: NEXT,
    variables: { input: { kind: 'OBSERVATION', id, reason: 'NAMES_SOMEBODY', ...more } },
  });
const reportedTo = async (as: string) =>
  (await app.ask(REPORTED, { as, on: NEXT })).reportedTexts.nodes as Record<string, any>[];
const act = (name: Act, { id }: Published, { as = second, on = NEXT, reason = 'Личи кой е.' } = {}) =>
  app.refusal(actOf(name), { as, on, variables: { input: { observationId: id, reason } } });
const publicOf = async ({ id }: Published, on = NEXT) =>
  (
    await app.ask('query ($id: ID!) { observation(id: $id) { level words withdrawn undone wordsHidden } }', {
      on,
      variables: { id },
    })
  ).observation;
const levelOn = async ({ measureId }: Published, asOf: string, on = NEXT) =>
  (
    await app.ask(
      'query ($id: ID!, $asOf: LocalDate!) { measure(id: $id) { assessment(asOf: $asOf) { communityLevel observationCount } } }',
      { on, variables: { id: measureId, asOf } },
    )
  ).measure.assessment;
const mineOf = async ({ id }: Published) =>
  (
    await app.ask(
      '{ myObservations(first: 100) { nodes { id state reason words publishedWords wordsHiddenOn undoneOn } } }',
      { as: monitor, on: NEXT },
    )
  ).myObservations.nodes.find((mine: { id: string }) => mine.id === id);
const entriesOf = ({ id }: Published, action: string) =>
  rows<{ actorId: string | null }>(
    worldContext(app),
    sql`select actor_id from audit_entry where subject_id = ${id} and action = ${action}`,
  );

describe('anybody', () => {
  it('reports a published text without an account, and who it was is kept nowhere', async () => {
    const text = await published();
    expect((await report(text.id, { words: 'Пише за един човек.' })).data).toEqual({ reportText: { received: true } });
    expect((await report(text.id, { as: monitor })).data).toEqual({ reportText: { received: true } });
    expect(await entriesOf(text, 'observation.report')).toEqual([{ actorId: null }, { actorId: null }]);
    const kept = await rows<Record<string, unknown>>(
      worldContext(app),
      sql`select * from text_report where observation_id = ${text.id}`,
    );
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain(monitor);
  });

  it('goes with the text when its monitor takes it back: nobody could settle it any more', async () => {
    const { id } = await published();
    await report(id, { words: 'Това е съседката.' });
    const kept = () => rows(worldContext(app), sql`select words from text_report where observation_id = ${id}`);
    expect(await kept()).toEqual([{ words: 'Това е съседката.' }]);
    await app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { id } }', { as: monitor, variables: { id } });
    expect(await kept()).toEqual([]);
  });

  it('is told the same of what waits, is hidden, has no words or is not there', async () => {
    const hidden = await published();
    await report(hidden.id);
    expect(await act('hidePublishedWords', hidden)).toBeNull();
    const undone = await published();
    expect(await act('undoVerification', undone)).toBeNull();
    const targets = [
      randomUUID(),
      'no id',
      (await published({ isDecided: false })).id,
      (await published({ words: null })).id,
      hidden.id,
      undone.id,
    ];
    const told = await Promise.all(
      targets.map(async (id) => (await report(id)).errors?.map(({ message, extensions }) => ({ message, extensions }))),
    );
    expect(told[0]).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(new Set(told.map((errors) => JSON.stringify(errors))).size).toBe(1);
  });

  it('writes no more than 500 characters', async () => {
    const { id } = await published();
    expect((await report(id, { words: 'а'.repeat(501) })).errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
    expect((await report(id, { words: 'а'.repeat(500) })).errors).toBeUndefined();
  });

  it('cannot learn from anything public that a text was reported', async () => {
    const text = await published();
    const before = [await publicOf(text), await levelOn(text, NEXT)];
    await report(text.id);
    expect([await publicOf(text), await levelOn(text, NEXT)]).toEqual(before);
    expect(await app.refusal(REPORTED, { on: NEXT })).toBe('UNAUTHENTICATED');
    expect(await reportedTo(monitor)).toEqual([]);
  });

  it('fills no table: beyond fifty waiting reports of a text no more are kept, and who sends one is told', async () => {
    const { id } = await published();
    await rows(
      worldContext(app),
      sql`insert into text_report (observation_id, reason, reported_on) select ${id}, 'OTHER', ${NEXT}::date from generate_series(1, 50)`,
    );
    expect((await report(id)).errors?.[0]?.extensions).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      key: 'observation.reportsFull',
    });
    expect(await rows(worldContext(app), sql`select 1 from text_report where observation_id = ${id}`)).toHaveLength(50);
  });
});

describe('a throttle', () => {
  it('stops who reports again and again', async () => {
    const guarded = await createTestApp({ house: { limitsAttempts: true } });
    const ask = () =>
      guarded.refusal(REPORT, {
        on: NEXT,
        once: true,
        variables: { input: { kind: 'OBSERVATION', id: randomUUID(), reason: 'OTHER' } },
      });
    const codes: (string | null)[] = [];
    for (let times = 0; times < 22; times++) codes.push(await ask());
    expect(codes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'NOT_FOUND'));
    expect(codes.slice(20)).toEqual(['TOO_MANY_REQUESTS', 'TOO_MANY_REQUESTS']);
  });
});

describe('verifiers of the place', () => {
  it('see what was reported, and who confirmed it is told to leave it to another', async () => {
    const text = await published();
    await report(text.id, { words: 'Пише за един човек.' });
    const seenBy = async (as: string) => (await reportedTo(as)).find(({ id }) => id === text.id);
    expect(await seenBy(second)).toMatchObject({
      publishedWords: 'Няма вода.',
      reports: [{ reason: 'NAMES_SOMEBODY', words: 'Пише за един човек.', reportedOn: NEXT }],
      verifiedByYou: false,
      mayHide: true,
      mayDismiss: true,
      mayUndo: true,
      measure: { id: text.measureId },
    });
    expect(await seenBy(first)).toMatchObject({
      verifiedByYou: true,
      mayHide: true,
      mayDismiss: false,
      mayUndo: false,
    });
    const elsewhere = await aVerifier({ territoryId: (await buildMunicipality(app)).id });
    expect(await seenBy(elsewhere)).toBeUndefined();
  });

  it.each(acts)('from elsewhere, monitors and the public are refused: %s', async (name) => {
    const text = await published();
    await report(text.id);
    const elsewhere = await aVerifier({ territoryId: (await buildMunicipality(app)).id });
    expect(await act(name, text, { as: elsewhere })).toBe('NOT_FOUND');
    expect(await act(name, text, { as: monitor })).toBe('NOT_FOUND');
    expect(
      await app.refusal(actOf(name), { on: NEXT, variables: { input: { observationId: text.id, reason: 'x' } } }),
    ).toBe('UNAUTHENTICATED');
  });

  it.each(acts)('need a reason, independence and a certificate: %s', async (name) => {
    const text = await published();
    await report(text.id);
    expect(await act(name, text, { reason: ' ' })).toBe('BAD_INPUT');
    expect(await act(name, text, { as: await aVerifier({ certified: false }) })).toBe('NOT_INDEPENDENT');
    const employee = await aVerifier({ affiliation: { organizationId: administration, kind: 'EMPLOYEE' } });
    expect(await act(name, text, { as: employee })).toBe('NOT_INDEPENDENT');
    expect(await publicOf(text)).toMatchObject({ words: 'Няма вода.', undone: false });
  });

  it('hide the words at once, also who confirmed them, and the level counts as before', async () => {
    const text = await published();
    await report(text.id, { words: 'Личи.' });
    expect(await act('hidePublishedWords', text, { as: first })).toBeNull();
    expect(await publicOf(text)).toEqual({
      level: 'LIMITED',
      words: null,
      withdrawn: false,
      undone: false,
      wordsHidden: true,
    });
    expect(await levelOn(text, NEXT)).toEqual({ communityLevel: 'LIMITED', observationCount: 1 });
    expect(await mineOf(text)).toMatchObject({
      state: 'PUBLISHED',
      reason: 'Личи кой е.',
      words: 'Няма вода.',
      publishedWords: null,
      wordsHiddenOn: NEXT,
    });
    expect(await entriesOf(text, 'observation.hideWords')).toEqual([{ actorId: first }]);
    expect((await reportedTo(second)).map(({ id }) => id)).not.toContain(text.id);
    expect(await rows(worldContext(app), sql`select words from text_report where observation_id = ${text.id}`)).toEqual(
      [{ words: null }],
    );
    expect(await act('hidePublishedWords', text)).toBe('CONFLICT');
  });

  it('dismiss reports with a reason that the monitor never reads, but not who confirmed the text', async () => {
    const text = await published();
    expect(await act('dismissTextReports', text)).toBe('CONFLICT');
    await report(text.id);
    expect(await act('dismissTextReports', text, { as: first })).toBe('NOT_INDEPENDENT');
    expect(await act('dismissTextReports', text)).toBeNull();
    expect(await publicOf(text)).toMatchObject({ words: 'Няма вода.', wordsHidden: false });
    expect(await mineOf(text)).toMatchObject({ reason: null, publishedWords: 'Няма вода.' });
    expect(await entriesOf(text, 'observation.dismissReports')).toEqual([{ actorId: second }]);
  });

  it('undo a verification: it counts no more from that day, and earlier days stay as they were', async () => {
    const text = await published();
    const other = { ...text, measureId: text.measureId };
    expect(await levelOn(text, VERIFIED)).toEqual({ communityLevel: 'LIMITED', observationCount: 1 });
    expect(await act('undoVerification', text, { as: first })).toBe('NOT_INDEPENDENT');
    expect(await act('undoVerification', text)).toBeNull();
    for (const day of [VERIFIED, '2026-11-23'])
      expect(await levelOn(other, day)).toEqual({ communityLevel: 'LIMITED', observationCount: 1 });
    expect(await levelOn(text, NEXT)).toEqual({ communityLevel: null, observationCount: 0 });
    expect(await publicOf(text)).toMatchObject({ level: 'LIMITED', words: null, undone: true, withdrawn: false });
    expect(await mineOf(text)).toMatchObject({
      state: 'UNDONE',
      reason: 'Личи кой е.',
      words: 'Няма вода.',
      publishedWords: null,
      undoneOn: NEXT,
    });
    expect(await entriesOf(text, 'observation.undoVerification')).toEqual([{ actorId: second }]);
    expect(await act('undoVerification', text)).toBe('CONFLICT');
    const decisions = await rows<{ decision: string; decidedOn: string }>(
      worldContext(app),
      sql`select decision, decided_on from observation_decision where observation_id = ${text.id} order by decided_on`,
    );
    expect(decisions).toEqual([
      { decision: 'VERIFIED', decidedOn: VERIFIED },
      { decision: 'UNDONE', decidedOn: NEXT },
    ]);
  });

  it('take their own decision back on its very day, and on no other', async () => {
    const text = await published();
    expect(await act('undoVerification', text, { as: first, on: '2026-11-21' })).toBe('NOT_INDEPENDENT');
    expect(await act('undoVerification', text, { as: first, on: VERIFIED })).toBeNull();
    expect(await levelOn(text, VERIFIED)).toEqual({ communityLevel: null, observationCount: 0 });
  });

  it('who undo at once do it once', async () => {
    const text = await published();
    const third = await aVerifier();
    const answers = await Promise.all([act('undoVerification', text), act('undoVerification', text, { as: third })]);
    expect(new Set(answers)).toEqual(new Set([null, 'CONFLICT']));
    expect(await entriesOf(text, 'observation.undoVerification')).toHaveLength(1);
  });

  it('nearby settle it where only who confirmed it verifies', async () => {
    const district = await buildMunicipality(app);
    const neighbour = await buildMunicipality(app, { parentId: district.parentId });
    const [lonely, near] = [
      await aVerifier({ territoryId: district.id }),
      await aVerifier({ territoryId: neighbour.id }),
    ];
    const own = await buildPerson(app, { role: 'MONITOR', territoryId: district.id });
    const { id: measureId } = await buildMeasure(app, { plan: { territoryId: district.id } });
    const id = randomUUID();
    const input = {
      id,
      measureId,
      level: 'LIMITED',
      dontKnow: false,
      method: 'SITE_VISIT',
      seenOn: SEEN,
      words: 'Тъмно е.',
    };
    await app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
      as: own,
      on: '2026-11-15',
      variables: { input },
    });
    await app.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
      as: lonely,
      on: VERIFIED,
      variables: { input: { observationId: id, decision: 'VERIFIED' } },
    });
    await report(id);
    expect((await reportedTo(near)).map((text) => text['id'])).toEqual([id]);
    expect(await act('undoVerification', { id, measureId }, { as: near })).toBeNull();
  });
});
