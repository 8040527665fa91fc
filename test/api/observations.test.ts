import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPerson,
  buildSettlement,
  buildVersion,
  worldContext,
  type BuiltTerritory,
} from '../support/world.ts';

const TODAY = '2026-11-20';
const SUBMIT = `mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) {
  receipt alreadyReceived observation { id state level dontKnow words seenOn method submittedAt revises reason publishedOn settlement { code } measure { id } } } }`;
const DECIDE =
  'mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id mayDecide pseudonym } }';
const QUEUE =
  '{ verificationQueue { totalCount nodes { id pseudonym level words seenOn submittedOn officialLevelThen mayDecide whyNot revises settlement { code } measure { id } } } }';
const PUBLIC =
  'query ($id: ID!) { measure(id: $id) { observations { totalCount nodes { id level words seenMonth publishedMonth method settlement { code } withdrawn officialLevelThen } } } }';

let app: TestApp;
let municipality: BuiltTerritory;
let settlement: BuiltTerritory;
let administration: string;
let measureId: string;
let monitor: string;
let verifier: string;

beforeAll(async () => {
  app = await createTestApp();
  municipality = await buildMunicipality(app);
  settlement = await buildSettlement(app, { parentId: municipality.id });
  administration = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: municipality.id });
  measureId = (await aMeasure()).id;
  monitor = await aMonitor();
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
});

const aMeasure = () => buildMeasure(app, { plan: { territoryId: municipality.id }, responsibleIds: [administration] });
const aMonitor = async (parts: Parameters<typeof buildPerson>[1] = {}) =>
  buildPerson(app, { role: 'MONITOR', territoryId: municipality.id, ...parts });

function seen(parts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: randomUUID(),
    measureId,
    level: 'LIMITED',
    dontKnow: false,
    method: 'SITE_VISIT',
    seenOn: '2026-10-10',
    settlement: settlement.code,
    words: 'Няма осветление.',
    ...parts,
  };
}
const submit = (input: Record<string, unknown>, as = monitor, on = TODAY) =>
  app.ask(SUBMIT, { as, on, variables: { input } }).then(({ submitObservation }) => submitObservation);
const refusedSubmit = (input: Record<string, unknown>, as: string | null = monitor, on = TODAY) =>
  app.refusal(SUBMIT, { as, on, variables: { input } });
const decide = (observationId: unknown, decision = 'VERIFIED', more: Record<string, unknown> = {}) =>
  app.ask(DECIDE, { as: verifier, on: TODAY, variables: { input: { observationId, decision, ...more } } });
const refusedDecision = (
  observationId: unknown,
  { as = verifier, ...more }: { as?: string | null; decision?: string; reason?: string; publicWords?: string } = {},
) => app.refusal(DECIDE, { as, on: TODAY, variables: { input: { observationId, decision: 'VERIFIED', ...more } } });
const queueOf = (as: string) =>
  app.ask(QUEUE, { as, on: TODAY }).then(({ verificationQueue }) => verificationQueue.nodes as Record<string, any>[]);
const publicOf = (id: string, as: string | null = null) =>
  app
    .ask(PUBLIC, { as, on: TODAY, variables: { id } })
    .then(({ measure }) => measure.observations.nodes as Record<string, any>[]);
const auditOf = (subjectId: unknown) =>
  rows<{ action: string; actorId: string }>(
    worldContext(app),
    sql`select action, actor_id from audit_entry where subject_id = ${subjectId}::uuid or ${subjectId}::uuid = any(record_ids) order by id`,
  );

describe('a monitor', () => {
  it('hands in what they saw and gets a receipt', async () => {
    const input = seen();
    const { receipt, alreadyReceived, observation } = await submit(input);
    expect(receipt).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(alreadyReceived).toBe(false);
    expect(observation).toMatchObject({
      id: input['id'],
      state: 'SUBMITTED',
      level: 'LIMITED',
      words: 'Няма осветление.',
      seenOn: '2026-10-10',
      settlement: { code: settlement.code },
      measure: { id: measureId },
      publishedOn: null,
    });
    expect(await auditOf(input['id'])).toEqual([{ action: 'observation.submit', actorId: monitor }]);
  });

  it('finds the receipt beside the observation in their own list', async () => {
    const input = seen();
    const { receipt } = await submit(input);
    const { myObservations } = await app.ask('{ myObservations(first: 100) { nodes { id receipt } } }', {
      as: monitor,
    });
    expect(myObservations.nodes).toContainEqual({ id: input['id'], receipt });
  });

  it('sends the same again and it stays one observation, also when it could be sent no more', async () => {
    const { id, planId } = await aMeasure();
    const input = seen({ measureId: id });
    const first = await submit(input);
    expect(await submit(input)).toEqual({ ...first, alreadyReceived: true });
    await buildVersion(app, { planId, successions: [{ fromId: id, change: 'DROPPED' }] });
    expect(await submit(input)).toMatchObject({ receipt: first.receipt, alreadyReceived: true });
    expect(await refusedSubmit(seen({ measureId: id }))).toBe('BAD_INPUT');
  });

  it('sends the same many times at once and it is received once', async () => {
    const input = seen();
    const answers = await Promise.all(Array.from({ length: 8 }, () => submit(input)));
    expect(answers.filter(({ alreadyReceived }) => !alreadyReceived)).toHaveLength(1);
    expect(await auditOf(input['id'])).toHaveLength(1);
  });

  it('sends other content under the same id and is refused, whoever has it', async () => {
    const input = seen();
    await submit(input);
    const other = await aMonitor();
    expect(await refusedSubmit({ ...input, level: 'COMPLETE' })).toBe('CONFLICT');
    expect(await refusedSubmit(input, other)).toBe('CONFLICT');
    const own = await app.execute(SUBMIT, {
      as: monitor,
      on: TODAY,
      variables: { input: { ...input, level: 'COMPLETE' } },
    });
    const foreign = await app.execute(SUBMIT, { as: other, on: TODAY, variables: { input } });
    expect(own.errors?.[0]?.extensions).toEqual(foreign.errors?.[0]?.extensions);
  });

  it.each([
    ['a day in the future', { seenOn: '2026-11-21' }, 'FUTURE_DAY'],
    ['a level together with "don’t know"', { dontKnow: true }, 'BAD_INPUT'],
    ['neither level nor "don’t know"', { level: null }, 'BAD_INPUT'],
    ['more than 4000 characters', { words: 'а'.repeat(4001) }, 'BAD_INPUT'],
    ['an id that is not random', { id: '8f14e45f-ceea-11ef-8f14-0242ac120002' }, 'BAD_INPUT'],
    ['an unknown settlement', { settlement: '99999' }, 'BAD_INPUT'],
    ['an unknown measure', { measureId: '4f6c2c64-0000-4000-8000-000000000000' }, 'NOT_FOUND'],
  ])('is refused %s', async (_, parts, code) => {
    expect(await refusedSubmit(seen(parts))).toBe(code);
  });

  it('cannot place it outside the municipality of the plan', async () => {
    const elsewhere = await buildSettlement(app);
    expect(await refusedSubmit(seen({ settlement: elsewhere.code }))).toBe('BAD_INPUT');
    expect((await submit(seen({ settlement: null }))).observation.settlement).toBeNull();
  });

  it('looks only where they are a monitor, and nobody else does', async () => {
    const elsewhere = await buildMunicipality(app);
    expect(await refusedSubmit(seen(), await aMonitor({ territoryId: elsewhere.id }))).toBe('FORBIDDEN');
    expect(await refusedSubmit(seen(), verifier)).toBe('FORBIDDEN');
    expect(await refusedSubmit(seen(), null)).toBe('UNAUTHENTICATED');
    expect((await submit(seen(), await aMonitor({ territoryId: municipality.parentId }))).alreadyReceived).toBe(false);
  });

  it('cannot tell: that counts as looked, without a level', async () => {
    expect((await submit(seen({ level: null, dontKnow: true }))).observation).toMatchObject({
      level: null,
      dontKnow: true,
    });
  });

  it('sees their own observations and nobody else’s', async () => {
    const me = await aMonitor();
    const inputs = [seen(), seen()];
    for (const input of inputs) await submit(input, me);
    const { myObservations } = await app.ask(
      '{ myObservations(first: 1) { totalCount nodes { id } pageInfo { endCursor hasNextPage } } }',
      { as: me, on: TODAY },
    );
    const { myObservations: next } = await app.ask(
      'query ($after: String) { myObservations(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage } } }',
      { as: me, on: TODAY, variables: { after: myObservations.pageInfo.endCursor } },
    );
    expect(myObservations.totalCount).toBe(2);
    expect(new Set([myObservations.nodes[0].id, next.nodes[0].id])).toEqual(new Set(inputs.map(({ id }) => id)));
    expect(next.pageInfo.hasNextPage).toBe(false);
    expect(await app.refusal('{ myObservations { totalCount } }', { on: TODAY })).toBe('UNAUTHENTICATED');
  });

  it('takes up a returned observation of their own, once', async () => {
    const returned = seen();
    await submit(returned);
    expect(await refusedSubmit(seen({ revises: returned['id'] }))).toBe('BAD_INPUT');
    await decide(returned['id'], 'RETURNED', { reason: 'Къде точно?' });
    const { myObservations } = await app.ask('{ myObservations(first: 100) { nodes { id state reason } } }', {
      as: monitor,
      on: TODAY,
    });
    expect(myObservations.nodes.find(({ id }: { id: string }) => id === returned['id'])).toMatchObject({
      state: 'RETURNED',
      reason: 'Къде точно?',
    });
    expect(await refusedSubmit(seen({ revises: returned['id'] }), await aMonitor())).toBe('BAD_INPUT');
    expect(await refusedSubmit(seen({ revises: returned['id'], measureId: (await aMeasure()).id }))).toBe('BAD_INPUT');
    const revision = seen({ revises: returned['id'], words: 'На ул. „Първа“.' });
    const first = await submit(revision);
    expect(first.observation.revises).toBe(returned['id']);
    expect(await submit(revision)).toEqual({ ...first, alreadyReceived: true });
    expect(await refusedSubmit(seen({ revises: returned['id'] }))).toBe('CONFLICT');
  });

  it('withdraws their own: the words are gone, and it is no more in the queue', async () => {
    const published = seen();
    const { id } = await aMeasure();
    await submit({ ...published, measureId: id });
    await decide(published['id'], 'VERIFIED', { publicWords: 'Тъмно е.' });
    expect((await publicOf(id))[0]).toMatchObject({ words: 'Тъмно е.', withdrawn: false });
    const withdraw = 'mutation ($id: ID!) { withdrawObservation(id: $id) { state words } }';
    expect(await app.refusal(withdraw, { as: await aMonitor(), on: TODAY, variables: { id: published['id'] } })).toBe(
      'NOT_FOUND',
    );
    for (let times = 0; times < 2; times++) {
      const { withdrawObservation } = await app.ask(withdraw, {
        as: monitor,
        on: TODAY,
        variables: { id: published['id'] },
      });
      expect(withdrawObservation).toEqual({ state: 'WITHDRAWN', words: null });
    }
    expect((await publicOf(id))[0]).toMatchObject({ words: null, level: 'LIMITED', withdrawn: true });
    expect((await auditOf(published['id'])).map(({ action }) => action).toSorted()).toEqual([
      'observation.paraphrase',
      'observation.submit',
      'observation.verified',
      'observation.withdraw',
    ]);
    const kept = await rows(
      worldContext(app),
      sql`select 1 from observation where id = ${published['id']} and (words is not null or public_words is not null)`,
    );
    expect(kept).toEqual([]);
  });

  it('moves the level of the measure from the day it is public, and again from the day it is withdrawn', async () => {
    const { id } = await aMeasure();
    const input = seen({ measureId: id });
    const told: unknown[] = [];
    app.events.on('measures.changed', async (_, change) => void (change.measureIds.includes(id) && told.push(change)));
    await submit(input);
    expect(told).toEqual([]);
    await decide(input['id']);
    await app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { id } }', {
      as: monitor,
      on: '2026-11-22',
      variables: { id: input['id'] },
    });
    expect(told).toEqual([
      { measureIds: [id], fromDay: TODAY, publishes: input['id'] },
      { measureIds: [id], fromDay: '2026-11-22' },
    ]);
  });

  it('withdraws while it waits: nobody can decide it any more', async () => {
    const input = seen();
    await submit(input);
    await app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { state } }', {
      as: monitor,
      on: TODAY,
      variables: { id: input['id'] },
    });
    expect((await queueOf(verifier)).map(({ id }) => id)).not.toContain(input['id']);
    expect(await refusedDecision(input['id'])).toBe('NOT_FOUND');
  });
});

describe('a verifier', () => {
  it('confirms what was seen in a month that is over, and the public sees it at once, by month', async () => {
    const { id } = await aMeasure();
    const input = seen({ measureId: id });
    await submit(input);
    expect(await publicOf(id)).toEqual([]);
    expect((await decide(input['id'])).decideObservation.id).toBe(input['id']);
    expect(await publicOf(id)).toEqual([
      {
        id: input['id'],
        level: 'LIMITED',
        words: 'Няма осветление.',
        seenMonth: '2026-10',
        publishedMonth: '2026-11',
        method: null,
        settlement: null,
        withdrawn: false,
        officialLevelThen: null,
      },
    ]);
    expect((await auditOf(input['id'])).at(-1)).toEqual({ action: 'observation.verified', actorId: verifier });
  });

  it('says why when it is returned or rejected, and that one stays unseen', async () => {
    const { id } = await aMeasure();
    const input = seen({ measureId: id });
    await submit(input);
    expect(await refusedDecision(input['id'], { decision: 'REJECTED' })).toBe('BAD_INPUT');
    expect(
      await refusedDecision(input['id'], { decision: 'REJECTED', reason: 'Друга мярка.', publicWords: 'нещо' }),
    ).toBe('BAD_INPUT');
    await decide(input['id'], 'REJECTED', { reason: 'Друга мярка.' });
    expect(await publicOf(id)).toEqual([]);
    expect(await refusedDecision(input['id'])).toBe('CONFLICT');
  });

  it('decides first when two decide at once', async () => {
    const second = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id });
    const input = seen();
    await submit(input);
    const answers = await Promise.all([
      refusedDecision(input['id']),
      refusedDecision(input['id'], { decision: 'REJECTED', reason: 'Не е така.', as: second }),
    ]);
    expect(new Set(answers)).toEqual(new Set(['CONFLICT', null]));
    const decisions = await rows(
      worldContext(app),
      sql`select 1 from observation_decision where observation_id = ${input['id']}`,
    );
    expect(decisions).toHaveLength(1);
  });

  it('sees the queue of their territory and no other, and nobody else sees any', async () => {
    const input = seen();
    await submit(input);
    const other = await buildPerson(app, { role: 'VERIFIER', territoryId: (await buildMunicipality(app)).id });
    const district = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.parentId });
    const official = await buildPerson(app, { role: 'OFFICIAL', organizationId: administration });
    expect((await queueOf(verifier)).map(({ id }) => id)).toContain(input['id']);
    expect((await queueOf(district)).map(({ id }) => id)).toContain(input['id']);
    for (const stranger of [other, official, monitor]) {
      expect(await queueOf(stranger)).toEqual([]);
      expect(await refusedDecision(input['id'], { as: stranger })).toBe('NOT_FOUND');
    }
    expect(await app.refusal(QUEUE)).toBe('UNAUTHENTICATED');
    expect(await refusedDecision(input['id'], { as: null })).toBe('UNAUTHENTICATED');
  });

  it('leaves a trace by reading the queue', async () => {
    const input = seen();
    await submit(input);
    expect((await queueOf(verifier)).map(({ id }) => id)).toContain(input['id']);
    expect(await auditOf(input['id'])).toContainEqual({ action: 'observation.readQueue', actorId: verifier });
  });

  it('knows one observer by one pseudonym in a place, and by another elsewhere', async () => {
    const elsewhere = await buildMunicipality(app, { parentId: municipality.parentId ?? undefined });
    const there = await buildMeasure(app, { plan: { territoryId: elsewhere.id } });
    const me = await aMonitor({ territoryId: municipality.parentId });
    const inputs = [seen(), seen(), seen({ measureId: there.id, settlement: null })];
    for (const input of inputs) await submit(input, me);
    const district = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.parentId });
    const names = (await queueOf(district))
      .filter(({ id }) => inputs.some((input) => input['id'] === id))
      .map(({ id, pseudonym }) => [id, pseudonym] as const);
    const nameOf = new Map(names);
    expect(nameOf.get(String(inputs[0]?.['id']))).toBe(nameOf.get(String(inputs[1]?.['id'])));
    expect(nameOf.get(String(inputs[2]?.['id']))).not.toBe(nameOf.get(String(inputs[0]?.['id'])));
  });

  it('without a certificate may read and not decide', async () => {
    const uncertified = await buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id, certified: false });
    const input = seen();
    await submit(input);
    const item = (await queueOf(uncertified)).find(({ id }) => id === input['id']);
    expect(item).toMatchObject({ mayDecide: false, whyNot: 'NO_CERTIFICATE' });
    expect(await refusedDecision(input['id'], { as: uncertified })).toBe('NOT_INDEPENDENT');
  });

  it('may not decide on their own, nor on what their employer carries out', async () => {
    const both = await aMonitor();
    await rows(
      worldContext(app),
      sql`insert into membership (person_id, role, territory_id, valid_from) values (${both}, 'VERIFIER', ${municipality.id}, '2020-01-01')`,
    );
    const mediator = await buildPerson(app, {
      role: 'VERIFIER',
      territoryId: municipality.id,
      affiliation: { organizationId: administration, kind: 'EMPLOYEE' },
    });
    const input = seen();
    await submit(input, both);
    expect((await queueOf(both)).find(({ id }) => id === input['id'])).toMatchObject({
      mayDecide: false,
      whyNot: 'OWN_OBSERVATION',
    });
    expect((await queueOf(mediator)).find(({ id }) => id === input['id'])).toMatchObject({
      mayDecide: false,
      whyNot: 'OWN_IMPLEMENTATION',
    });
    expect(await refusedDecision(input['id'], { as: both })).toBe('NOT_INDEPENDENT');
    expect(await refusedDecision(input['id'], { as: mediator })).toBe('NOT_INDEPENDENT');
  });

  it('never meets observers of their own organisation or those they invited: that would tell who they are', async () => {
    const association = await buildOrganization(app);
    const colleague = await buildPerson(app, {
      role: 'VERIFIER',
      territoryId: municipality.id,
      affiliation: { organizationId: association },
    });
    const ofAssociation = seen();
    const ofGuest = seen();
    await submit(ofAssociation, await aMonitor({ affiliation: { organizationId: association } }));
    await submit(ofGuest, await aMonitor({ invitedBy: { personId: colleague, territoryId: municipality.id } }));
    const shown = (await queueOf(colleague)).map(({ id }) => id);
    expect(shown).not.toContain(ofAssociation['id']);
    expect(shown).not.toContain(ofGuest['id']);
    expect(await refusedDecision(ofAssociation['id'], { as: colleague })).toBe('NOT_FOUND');
    expect((await queueOf(verifier)).map(({ id }) => id)).toEqual(
      expect.arrayContaining([ofAssociation['id'], ofGuest['id']]),
    );
  });

  it('of the neighbouring municipality takes over where nobody is independent', async () => {
    const here = await buildMunicipality(app);
    const next = await buildMunicipality(app, { parentId: here.parentId ?? undefined });
    const office = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: here.id });
    const there = await buildMeasure(app, { plan: { territoryId: here.id }, responsibleIds: [office] });
    await buildPerson(app, {
      role: 'VERIFIER',
      territoryId: here.id,
      affiliation: { organizationId: office, kind: 'EMPLOYEE' },
    });
    const helper = await buildPerson(app, { role: 'VERIFIER', territoryId: next.id });
    const input = seen({ measureId: there.id, settlement: null });
    await submit(input, await aMonitor({ territoryId: here.id }));
    expect((await queueOf(helper)).map(({ id }) => id)).toEqual([input['id']]);
    await buildPerson(app, { role: 'VERIFIER', territoryId: here.id });
    expect(await queueOf(helper)).toEqual([]);
  });
});

describe('independent groups', () => {
  const groupsOf = async (ids: readonly unknown[]) => {
    const found = await rows<{ groupKey: string; isImplementer: boolean }>(
      worldContext(app),
      sql`select group_key, is_implementer from observation_author where observation_id = any(${ids}::uuid[])`,
    );
    return {
      keys: new Set(found.map(({ groupKey }) => groupKey)),
      implementers: found.filter(({ isImplementer }) => isImplementer).length,
    };
  };

  it('are one for all accounts from one hand, and frozen', async () => {
    const inviter = await buildPerson(app);
    const guests = await Promise.all(
      Array.from({ length: 3 }, () => aMonitor({ invitedBy: { personId: inviter, territoryId: municipality.id } })),
    );
    const inputs = guests.map(() => seen());
    for (const [index, input] of inputs.entries()) await submit(input, guests[index]);
    const ids = inputs.map(({ id }) => id);
    expect(await groupsOf(ids)).toMatchObject({ implementers: 0 });
    expect((await groupsOf(ids)).keys.size).toBe(1);
    await rows(
      worldContext(app),
      sql`insert into affiliation (person_id, organization_id, kind, valid_from) values (${guests[0]}, ${await buildOrganization(app)}, 'MEMBER', '2020-01-01')`,
    );
    expect((await groupsOf(ids)).keys.size).toBe(1);
  });

  it('follow who speaks: membership before employment, the longest standing first, then the hand that invited', async () => {
    const [older, newer, employer, host] = await Promise.all(Array.from({ length: 4 }, () => buildOrganization(app)));
    const belongs = (personId: string, organizationId: string | undefined, kind: string, from: string) =>
      rows(
        worldContext(app),
        sql`insert into affiliation (person_id, organization_id, kind, valid_from) values (${personId}, ${organizationId}, ${kind}, ${from})`,
      );
    const [member, employee, official, guestOfBody, guestOfMember, guestOfNobody] = await Promise.all([
      aMonitor(),
      aMonitor(),
      aMonitor(),
      aMonitor({ invitedBy: { organizationId: host, territoryId: municipality.id } }),
      buildPerson(app).then((personId) => aMonitor({ invitedBy: { personId } }).then((guest) => [guest, personId])),
      aMonitor(),
    ]);
    await belongs(member, employer, 'EMPLOYEE', '2018-01-01');
    await belongs(member, newer, 'MEMBER', '2022-01-01');
    await belongs(member, older, 'MEMBER', '2021-01-01');
    await belongs(employee, employer, 'EMPLOYEE', '2018-01-01');
    await rows(
      worldContext(app),
      sql`insert into membership (person_id, role, organization_id, valid_from) values (${official}, 'OFFICIAL', ${employer}, '2020-01-01')`,
    );
    const [guest = '', inviter = ''] = guestOfMember;
    const groupOf = async (person: string) => {
      const input = seen();
      await submit(input, person);
      const [found] = await rows<{ groupKey: string; organizationId: string | null; bodyIds: string[] }>(
        worldContext(app),
        sql`select group_key, organization_id, body_ids from observation_author where observation_id = ${input['id']}`,
      );
      return { ...found, bodyIds: found?.bodyIds.toSorted() };
    };
    const of = (organizationId: string | undefined) => ({ groupKey: `organization:${organizationId}`, organizationId });
    const bodies = (...ids: (string | undefined)[]) => ({ bodyIds: ids.map(String).toSorted() });
    expect(await groupOf(member)).toEqual({ ...of(older), ...bodies(employer, older, newer) });
    expect(await groupOf(employee)).toEqual({ ...of(employer), ...bodies(employer) });
    expect(await groupOf(official)).toEqual({ ...of(employer), ...bodies(employer) });
    expect(await groupOf(guestOfBody)).toEqual({
      groupKey: `invited-by-organization:${host}:${municipality.id}`,
      organizationId: null,
      ...bodies(host),
    });
    expect(await groupOf(guest)).toEqual({
      groupKey: `invited-by-person:${inviter}:anywhere`,
      organizationId: null,
      ...bodies(),
    });
    await belongs(inviter, host, 'MEMBER', '2021-01-01');
    expect(await groupOf(guest)).toEqual({
      groupKey: `invited-by-organization:${host}:anywhere`,
      organizationId: null,
      ...bodies(),
    });
    expect(await groupOf(guestOfNobody)).toEqual({
      groupKey: `person:${guestOfNobody}`,
      organizationId: null,
      ...bodies(),
    });
  });

  it('count people of a responsible body as that body’s, employees and officials alike', async () => {
    const employee = await aMonitor({ affiliation: { organizationId: administration, kind: 'EMPLOYEE' } });
    const official = await aMonitor();
    await rows(
      worldContext(app),
      sql`insert into membership (person_id, role, organization_id, valid_from) values (${official}, 'OFFICIAL', ${administration}, '2020-01-01')`,
    );
    const inputs = [seen(), seen()];
    await submit(inputs[0] ?? {}, employee);
    await submit(inputs[1] ?? {}, official);
    const groups = await groupsOf(inputs.map(({ id }) => id));
    expect(groups.implementers).toBe(2);
    expect(groups.keys).toEqual(new Set([`organization:${administration}`]));
  });
});

describe('the public', () => {
  it('learns settlement and method only where two groups share them', async () => {
    const { id } = await aMeasure();
    const other = await buildSettlement(app, { parentId: municipality.id });
    const [first, second, third] = await Promise.all(
      [0, 1, 2].map(async () => aMonitor({ affiliation: { organizationId: await buildOrganization(app) } })),
    );
    const inputs = [
      seen({ measureId: id }),
      seen({ measureId: id }),
      seen({ measureId: id, settlement: other.code, method: 'INTERVIEW' }),
    ];
    await submit(inputs[0] ?? {}, first);
    await decide(inputs[0]?.['id']);
    expect(await publicOf(id)).toMatchObject([{ settlement: null, method: null }]);
    await submit(inputs[1] ?? {}, second);
    await submit(inputs[2] ?? {}, third);
    for (const input of inputs.slice(1)) await decide(input['id']);
    const shown = new Map((await publicOf(id)).map((observation) => [observation['id'], observation]));
    expect(shown.get(inputs[0]?.['id'])).toMatchObject({ settlement: { code: settlement.code }, method: 'SITE_VISIT' });
    expect(shown.get(inputs[1]?.['id'])).toMatchObject({ settlement: { code: settlement.code }, method: 'SITE_VISIT' });
    expect(shown.get(inputs[2]?.['id'])).toMatchObject({ settlement: null, method: null });
  });

  it('cannot tell the order within a month, and pages give each once', async () => {
    const { id } = await aMeasure();
    const inputs = ['2026-10-02', '2026-10-19', '2026-09-30', '2026-10-11'].map((seenOn) =>
      seen({ measureId: id, seenOn }),
    );
    for (const input of inputs) {
      await submit(input);
      await decide(input['id']);
    }
    const expected = [
      ...inputs
        .filter(({ seenOn }) => String(seenOn).startsWith('2026-10'))
        .map((input) => String(input['id']))
        .toSorted(),
      String(inputs[2]?.['id']),
    ];
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { measure }: Record<string, any> = await app.ask(
        'query ($id: ID!, $after: String) { measure(id: $id) { observations(first: 1, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } }',
        { on: TODAY, variables: { id, after } },
      );
      ids.push(measure.observations.nodes[0].id);
      expect(measure.observations.totalCount).toBe(4);
      ({ hasNextPage: more, endCursor: after } = measure.observations.pageInfo);
    }
    expect(ids).toEqual(expected);
  });

  it('finds a published observation by its id, and one that waits is null but for its monitor and verifiers', async () => {
    const input = seen();
    await submit(input);
    const find = async (as: string | null) => {
      const { observation, node } = await app.ask(
        'query ($id: ID!) { observation(id: $id) { id publishedMonth settlement { code } } node(id: $id) { id } }',
        // each reading is recorded
        { as, on: TODAY, variables: { id: input['id'] }, once: true },
      );
      expect(node).toBeNull();
      return observation;
    };
    expect(await find(null)).toBeNull();
    expect(await find(await aMonitor())).toBeNull();
    expect(await find(monitor)).toEqual({ id: input['id'], publishedMonth: null, settlement: null });
    expect(await find(verifier)).toMatchObject({ id: input['id'] });
    expect((await auditOf(input['id'])).map(({ action }) => action)).toEqual([
      'observation.submit',
      'observation.read',
    ]);
    await decide(input['id']);
    const { node } = await app.ask('query ($id: ID!) { node(id: $id) { id __typename } }', {
      on: TODAY,
      variables: { id: input['id'] },
    });
    expect(node).toEqual({ id: input['id'], __typename: 'Observation' });
  });
});
