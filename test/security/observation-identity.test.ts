/**
 * No path leads to whoever observed: everything that the API can say about observations is asked by everyone who may ask,
 * and nothing of the observer may be in the answers.
 */
import { refreshProgress } from '../../server/progress/progress.service.ts';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { receiptOf } from '../../server/observations/observation-content.ts';
import { oneRow, rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { wholeSelection } from '../support/whole-selection.ts';
import {
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  buildSettlement,
  worldContext,
} from '../support/world.ts';

const [SEEN_ON, SUBMITTED_ON, DECIDED_ON, ASKED_ON] = ['2026-10-03', '2026-10-12', '2026-11-15', '2026-11-20'];

type Asker = 'public' | 'official' | 'councillor' | 'monitor' | 'coalitionLead' | 'administrator' | 'verifier';

let app: TestApp;
let place: { readonly code: string; readonly measureId: string; readonly planId: string };
let published: string;
let waiting: string;
const askers = new Map<Asker, string | null>();
/** Of the observer, in any form: never in any answer to anybody else. */
let secrets: { readonly [what: string]: string };

beforeAll(async () => {
  app = await createTestApp();
  const municipality = await buildMunicipality(app);
  const settlement = await buildSettlement(app, { parentId: municipality.id });
  const administration = await buildOrganization(app, {
    kind: 'MUNICIPAL_ADMINISTRATION',
    territoryId: municipality.id,
  });
  const measure = await buildMeasure(app, { plan: { territoryId: municipality.id }, responsibleIds: [administration] });
  place = { code: municipality.code, measureId: measure.id, planId: measure.planId };
  const association = await buildOrganization(app, { name: 'Сдружение „Тайно“' });
  const inviter = await buildPerson(app, { displayName: 'Тайна Покана' });
  const observer = await buildPerson(app, {
    role: 'MONITOR',
    territoryId: municipality.id,
    displayName: 'Тайна Наблюдателка',
    affiliation: { organizationId: association },
    invitedBy: { personId: inviter },
  });
  const asker = (parts: Parameters<typeof buildPerson>[1]) =>
    buildPerson(app, { territoryId: municipality.id, ...parts });
  askers.set('public', null);
  askers.set('official', await asker({ role: 'OFFICIAL', organizationId: administration }));
  askers.set('councillor', await asker({ role: 'COUNCILLOR' }));
  askers.set('monitor', await asker({ role: 'MONITOR' }));
  askers.set('coalitionLead', await asker({ role: 'COALITION_LEAD' }));
  askers.set('administrator', await asker({ role: 'ADMINISTRATOR', territoryId: null }));
  askers.set('verifier', await asker({ role: 'VERIFIER' }));
  [published, waiting] = [randomUUID(), randomUUID()];
  const receipts = new Map<string, string>();
  for (const id of [published, waiting]) {
    const { submitObservation } = await app.ask(
      'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }',
      {
        as: observer,
        on: SUBMITTED_ON,
        variables: {
          input: {
            id,
            measureId: measure.id,
            level: 'LIMITED',
            dontKnow: false,
            method: 'OWN_EXPERIENCE',
            seenOn: SEEN_ON,
            settlement: settlement.code,
            words: 'Моите думи',
          },
        },
      },
    );
    receipts.set(id, submitObservation.receipt);
  }
  await app.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
    as: askers.get('verifier') ?? null,
    on: DECIDED_ON,
    variables: { input: { observationId: published, decision: 'VERIFIED', publicWords: 'Преразказ' } },
  });
  const author = await oneRow<{ groupKey: string }>(
    worldContext(app),
    sql`select group_key from observation_author where observation_id = ${published}`,
  );
  secrets = {
    observer,
    inviter,
    association,
    group: author?.groupKey ?? 'no group',
    name: 'Тайна Наблюдателка',
    inviterName: 'Тайна Покана',
    associationName: 'Сдружение „Тайно“',
    receipt: receipts.get(published) ?? 'no receipt',
    receiptOfWaiting: receipts.get(waiting) ?? 'no receipt',
  };
});

/** As a receipt is written. */
const lettersOf = (bytes: Buffer): string => {
  const letters = [...bytes.subarray(0, 8)].map((byte) => '23456789ABCDEFGHJKMNPQRSTVWXYZ'[byte % 30]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};

/** Every question that leads to observations, with all that follows from it. */
function questions(): { readonly [root: string]: string } {
  const all = (typeName: string, depth = 5): string => wholeSelection(app.schema, { typeName, depth });
  return {
    measure: `{ measure(id: "${place.measureId}") ${all('Measure')} }`,
    published: `{ observation(id: "${published}") ${all('Observation')} }`,
    waiting: `{ observation(id: "${waiting}") ${all('Observation')} }`,
    node: `{ node(id: "${published}") { __typename id ... on Observation ${all('Observation', 3)} } }`,
    waitingNode: `{ node(id: "${waiting}") { __typename id } }`,
    measureNode: `{ node(id: "${place.measureId}") { ... on Measure ${all('Measure', 3)} } }`,
    plan: `{ actionPlan(id: "${place.planId}") ${all('ActionPlan', 4)} }`,
    territory: `{ territory(code: "${place.code}") ${all('Territory', 4)} }`,
    mine: `{ myObservations ${all('MyObservationConnection')} }`,
    queue: `{ verificationQueue ${all('VerificationItemConnection')} }`,
  };
}

/** Answers and errors together: an error can tell as much as an answer. */
async function saidTo(as: Asker): Promise<{ readonly [root: string]: string }> {
  const said: { [root: string]: string } = {};
  for (const [root, query] of Object.entries(questions())) {
    const { data, errors } = await app.execute(query, { as: askers.get(as) ?? null, on: ASKED_ON });
    expect(errors?.filter(({ extensions }) => !('code' in extensions)) ?? []).toEqual([]);
    said[root] = JSON.stringify({ data, errors: errors?.map(({ message, extensions }) => ({ message, extensions })) });
  }
  return said;
}

describe('whoever observed', () => {
  it.each<Asker>(['public', 'official', 'councillor', 'monitor', 'coalitionLead', 'administrator', 'verifier'])(
    'is not to be found by %s',
    async (as) => {
      for (const [root, answer] of Object.entries(await saidTo(as))) {
        for (const [what, secret] of Object.entries(secrets))
          expect(answer.includes(secret), `${what} in ${root}`).toBe(false);
      }
    },
  );

  it.each<Asker>(['public', 'official', 'councillor', 'monitor', 'coalitionLead', 'administrator'])(
    'gives %s neither day, place, method, pseudonym nor own words',
    async (as) => {
      const author = await oneRow<{ pseudonym: string }>(
        worldContext(app),
        sql`select pseudonym from observation_author where observation_id = ${published}`,
      );
      const answers = await saidTo(as);
      expect(answers['published']).toContain('Преразказ');
      expect(answers['measure']).toContain('Преразказ');
      for (const [root, answer] of Object.entries(answers)) {
        if (root !== 'territory') expect(answer.includes('OWN_EXPERIENCE'), `method in ${root}`).toBe(false);
        for (const secret of [author?.pseudonym ?? '', 'Моите думи', SEEN_ON, SUBMITTED_ON])
          expect(answer.includes(secret), `${secret} in ${root}`).toBe(false);
        if (root !== 'waiting') expect(answer.includes(waiting), `the waiting one in ${root}`).toBe(false);
      }
      expect(JSON.parse(answers['waiting'] ?? '')).toEqual({ data: { observation: null } });
      expect(JSON.parse(answers['published'] ?? '').data.observation).toMatchObject({ settlement: null, method: null });
    },
  );

  it('is a pseudonym to a verifier, who sees the waiting one alone', async () => {
    const { queue = '' } = await saidTo('verifier');
    const { nodes } = JSON.parse(queue).data.verificationQueue;
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual([waiting]);
    expect(nodes[0].pseudonym).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  });

  it('is not found by their receipt: whoever has the slip and all public ids cannot make it', async () => {
    const guessed = ['', 'receipt:', 'receipt\0', '1', 'receipt:1'].flatMap((before) =>
      [createHash('sha256'), createHmac('sha256', ''), createHmac('sha256', published)].map((hash) =>
        lettersOf(hash.update(before + published).digest()),
      ),
    );
    expect(guessed).toContain(lettersOf(createHash('sha256').update(`receipt:${published}`).digest()));
    expect(guessed).not.toContain(secrets['receipt']);
    const another = { ...app.contextFor({ actor: null }).house, secret: 'the key of another house' };
    expect(receiptOf(another, published)).not.toBe(secrets['receipt']);
  });

  it('cannot be told by the errors that others get for their observation', async () => {
    const stranger = { as: askers.get('monitor') ?? null, on: ASKED_ON };
    const absent = randomUUID();
    const errorsOf = async (query: string, id: string) => {
      const { errors } = await app.execute(query, { ...stranger, variables: { id } });
      return errors?.map(({ message, extensions }) => ({ message, extensions }));
    };
    for (const mutation of [
      'mutation ($id: ID!) { withdrawObservation(id: $id) { id } }',
      'mutation ($id: ID!) { decideObservation(input: { observationId: $id, decision: VERIFIED }) { id } }',
      `mutation ($id: ID!) { submitObservation(input: { id: "${randomUUID()}", measureId: "${place.measureId}", level: LIMITED, dontKnow: false, method: SITE_VISIT, seenOn: "${SEEN_ON}", revises: $id }) { receipt } }`,
    ]) {
      const answer = await errorsOf(mutation, absent);
      expect(answer).toHaveLength(1);
      expect(await errorsOf(mutation, waiting)).toEqual(answer);
      expect(await errorsOf(mutation, published)).toEqual(answer);
    }
  });

  it('cannot be told by sending a published id again, with the same content or another', async () => {
    const submit = 'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }';
    const { observation } = await app.ask('query ($id: ID!) { observation(id: $id) { level words measure { id } } }', {
      on: ASKED_ON,
      variables: { id: published },
    });
    const answers = await Promise.all(
      [observation.level, 'COMPLETE'].map(async (level) => {
        const input = {
          id: published,
          measureId: observation.measure.id,
          level,
          dontKnow: false,
          method: 'OWN_EXPERIENCE',
          seenOn: SEEN_ON,
          words: 'Моите думи',
        };
        const { errors } = await app.execute(submit, {
          as: askers.get('monitor') ?? null,
          on: ASKED_ON,
          variables: { input },
        });
        return errors?.map(({ message, extensions }) => ({ message, extensions }));
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject([{ extensions: { code: 'CONFLICT', key: 'observation.idTaken' } }]);
  });

  it('is not told by whether the official level changed within the month', async () => {
    const { measure } = await app.ask(
      'query ($id: ID!) { measure(id: $id) { observations { nodes { officialLevelThen } } } }',
      { on: ASKED_ON, variables: { id: place.measureId } },
    );
    const report = randomUUID();
    const [plan] = await rows<{ organizationId: string }>(
      worldContext(app),
      sql`select organization_id from measure_responsible r join measure_version mv on mv.id = r.measure_version_id where mv.measure_id = ${place.measureId}`,
    );
    await rows(
      worldContext(app),
      sql`insert into official_report (id, title, plan_id, organization_id, period_label, period_from, period_to, known_from) values (${report}, 'Отчет', ${place.planId}, ${plan?.organizationId}, '2025', '2025-01-01', '2025-12-31', '2026-10-10')`,
    );
    await rows(
      worldContext(app),
      sql`insert into measure_statement (report_id, measure_id, organization_id, level, known_from) values (${report}, ${place.measureId}, ${plan?.organizationId}, 'COMPLETE', '2026-10-10')`,
    );
    await refreshProgress(worldContext(app), { measureIds: [place.measureId], fromDay: '2026-10-10' });
    // Seen before the report came in: told by the day it would still be null, and the day could be told from that.
    const { measure: later } = await app.ask(
      'query ($id: ID!) { measure(id: $id) { observations { nodes { officialLevelThen } } } }',
      { on: ASKED_ON, variables: { id: place.measureId } },
    );
    expect(measure.observations.nodes).toEqual([{ officialLevelThen: null }]);
    expect(later.observations.nodes).toEqual([{ officialLevelThen: 'COMPLETE' }]);
  });
});
