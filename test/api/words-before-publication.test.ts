/** What a verifier must do about words by which somebody could be recognised, before the public reads them. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildMeasure, buildMunicipality, buildOrganization, buildPerson, worldContext } from '../support/world.ts';

const TODAY = '2026-11-20';
const SUBMIT = 'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }';
const DECIDE = 'mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }';
const NAMED = 'Иван Петров не пуска водата.';

let app: TestApp;
let measureId: string;
let monitor: string;
let verifier: string;

beforeAll(async () => {
  app = await createTestApp();
  const municipality = await buildMunicipality(app);
  const administration = await buildOrganization(app, {
    kind: 'MUNICIPAL_ADMINISTRATION',
    territoryId: municipality.id,
  });
  const measure = await buildMeasure(app, { plan: { territoryId: municipality.id }, responsibleIds: [administration] });
  measureId = measure.id;
  monitor = await buildPerson(app, { role: 'MONITOR', territoryId: municipality.id });
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
});

async function observed(words: string | null): Promise<string> {
  const id = randomUUID();
  const input = { id, measureId, level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn: '2026-10-10', words };
  await app.ask(SUBMIT, { as: monitor, on: TODAY, variables: { input } });
  return id;
}
const decide = (observationId: string, more: Record<string, unknown> = {}) =>
  app.execute(DECIDE, {
    as: verifier,
    on: TODAY,
    variables: { input: { observationId, decision: 'VERIFIED', ...more } },
  });
const problemOf = async (observationId: string, more: Record<string, unknown> = {}) =>
  (await decide(observationId, more)).errors?.[0]?.extensions ?? null;
const wordsOf = async (id: string): Promise<string | null | undefined> => {
  const { observation } = await app.ask('query ($id: ID!) { observation(id: $id) { words } }', {
    on: TODAY,
    variables: { id },
  });
  return observation?.words;
};
const keptOf = (id: string) =>
  rows<{ wordsShown: string | null; revealingKinds: string[]; revealingReason: string | null; decidedById: string }>(
    worldContext(app),
    sql`select words_shown, revealing_kinds, revealing_reason, decided_by_id from observation_decision where observation_id = ${id}`,
  );
const actionsOf = async (id: string) =>
  (
    await rows<{ action: string }>(
      worldContext(app),
      sql`select action from audit_entry where subject_id = ${id} order by action`,
    )
  ).map(({ action }) => action);

describe('words by which somebody could be recognised', () => {
  it('are not published without a reason, and the kinds are told', async () => {
    const id = await observed(NAMED);
    expect(await problemOf(id)).toMatchObject({
      code: 'BAD_INPUT',
      key: 'observation.wordsReveal',
      details: { field: 'revealingReason', kinds: ['NAME'] },
    });
    expect(await problemOf(id, { revealingReason: '   ' })).toMatchObject({ key: 'observation.wordsReveal' });
    expect(await wordsOf(id)).toBeUndefined();
    expect(await actionsOf(id)).toEqual(['observation.submit']);
  });

  it('are looked for in the paraphrase as well', async () => {
    const id = await observed('Не пускат водата.');
    expect(await problemOf(id, { publicWords: 'Съседът не пуска водата.' })).toMatchObject({
      key: 'observation.wordsReveal',
      details: { kinds: ['KIN'] },
    });
  });

  it('are published with a reason; that, whose words they are and who published them is kept', async () => {
    const id = await observed(NAMED);
    expect(await problemOf(id, { revealingReason: 'Името е на улица.' })).toBeNull();
    expect(await wordsOf(id)).toBe(NAMED);
    expect(await keptOf(id)).toEqual([
      { wordsShown: 'OWN', revealingKinds: ['NAME'], revealingReason: 'Името е на улица.', decidedById: verifier },
    ]);
    expect(await actionsOf(id)).toEqual([
      'observation.publishMarkedWords',
      'observation.submit',
      'observation.verified',
    ]);
  });

  it('need no reason once they are paraphrased, and the own words stay as they were said', async () => {
    const id = await observed(NAMED);
    expect(await problemOf(id, { publicWords: 'Водата е спряна.', revealingReason: 'Излишна.' })).toBeNull();
    expect(await wordsOf(id)).toBe('Водата е спряна.');
    expect(await keptOf(id)).toEqual([
      { wordsShown: 'PARAPHRASED', revealingKinds: [], revealingReason: null, decidedById: verifier },
    ]);
    expect(await actionsOf(id)).toEqual(['observation.paraphrase', 'observation.submit', 'observation.verified']);
    const { myObservations } = await app.ask('{ myObservations(first: 100) { nodes { id words publishedWords } } }', {
      as: monitor,
      on: TODAY,
    });
    expect(myObservations.nodes.find((mine: { id: string }) => mine.id === id)).toMatchObject({
      words: NAMED,
      publishedWords: 'Водата е спряна.',
    });
  });

  it('stop nobody from returning or rejecting, and then take no reason of their own', async () => {
    const id = await observed(NAMED);
    const returned = { decision: 'RETURNED', reason: 'Без имена, моля.' };
    expect(await problemOf(id, { ...returned, revealingReason: 'Нещо.' })).toMatchObject({
      key: 'observation.revealingReasonOnlyVerified',
    });
    expect(await problemOf(id, returned)).toBeNull();
  });

  it('leave no reason behind when the observation is withdrawn', async () => {
    const id = await observed(NAMED);
    await decide(id, { revealingReason: 'Иван Петров е съгласен.' });
    await app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { state } }', {
      as: monitor,
      on: TODAY,
      variables: { id },
    });
    expect(await keptOf(id)).toMatchObject([{ revealingKinds: ['NAME'], revealingReason: null }]);
  });
});

describe('an observation without words, or with harmless ones', () => {
  it.each([null, 'Водата спира всеки вторник.'])('is confirmed as before: %s', async (words) => {
    const id = await observed(words);
    expect(await problemOf(id)).toBeNull();
    expect(await keptOf(id)).toMatchObject([{ wordsShown: words === null ? null : 'OWN', revealingReason: null }]);
  });
});
