/**
 * What still waits is told to verifiers and officials so that it tells them no person and no day. The same history is lived
 * several times: with another observer, close to the verifier or not; or sent and taken back on other days of a month. Every
 * answer must be the same, byte for byte.
 *
 * What differs by the rule: before an observation is public, the queue of a verifier shows those of strangers and hides those
 * of people close to them (R7), and `pendingAssessment` counts what the queue shows or showed.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../schema/rules/days.ts';
import { erasePerson } from '../../server/people/erasure/erasure.service.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { sweepPersonalData } from '../../server/retention/retention.service.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { wholeSelection } from '../support/whole-selection.ts';
import { buildMeasure, buildMunicipality, buildOrganization, buildPerson, worldContext } from '../support/world.ts';
import { forgetObservations } from '../support/world/forgotten-observations.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const OTHER_ID = '00000000-0000-4000-8000-000000000002';
/** In one month: seen, sent, decided. Public from the first of the next. */
const [SEEN, SENT, DECIDED, PUBLIC] = ['2026-09-10', '2026-09-12', '2026-09-15', '2026-10-01'];

const observers = ['stranger', 'guest', 'colleague'] as const;
type Observer = (typeof observers)[number];

let app: TestApp;
let measureId: string;
let planId: string;
let place: string;
let verifier: string;
let neighbour: string;
let secondVerifier: string;
let official: string;
let both: string;
let other: string;
let aMonitor: (parts?: Parameters<typeof buildPerson>[1]) => Promise<string>;
const people = new Map<Observer, string>();

beforeAll(async () => {
  app = await createTestApp({ house: { limitsAttempts: false } });
  const municipality = await buildMunicipality(app);
  const next = await buildMunicipality(app, { parentId: municipality.parentId });
  place = municipality.code;
  const territoryId = municipality.id;
  const administration = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId });
  const [club, association] = [await buildOrganization(app), await buildOrganization(app)];
  const measure = await buildMeasure(app, { plan: { territoryId }, responsibleIds: [administration] });
  ({ id: measureId, planId } = measure);
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId, affiliation: { organizationId: club } });
  neighbour = await buildPerson(app, { role: 'VERIFIER', territoryId: next.id });
  secondVerifier = await buildPerson(app, { role: 'VERIFIER', territoryId });
  official = await buildPerson(app, { role: 'OFFICIAL', organizationId: administration });
  both = await buildPerson(app, { role: 'OFFICIAL', organizationId: administration });
  await rows(
    worldContext(app),
    sql`insert into membership (person_id, role, territory_id, valid_from) values (${both}, 'VERIFIER', ${territoryId}, '2020-01-01')`,
  );
  aMonitor = (parts = {}) => buildPerson(app, { role: 'MONITOR', territoryId, ...parts });
  people.set('stranger', await aMonitor({ affiliation: { organizationId: association } }));
  people.set('guest', await aMonitor({ invitedBy: { personId: verifier } }));
  people.set('colleague', await aMonitor({ affiliation: { organizationId: club } }));
  other = await aMonitor();
});

const forget = (): Promise<void> => forgetObservations(app);
const submit = (id: string, as: string, on: string, seenOn = SEEN) =>
  app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
    as,
    on,
    variables: {
      input: { id, measureId, level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn, words: 'Няма вода.' },
    },
  });
const decide = (observationId: string, on: string, decision = 'VERIFIED') =>
  app.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
    as: secondVerifier,
    on,
    variables: { input: { observationId, decision, reason: 'Видя се.' } },
  });
const withdraw = (id: string, as: string, on: string) =>
  app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { state } }', { as, on, variables: { id } });

const said = async (query: string, on: string, as: string | null): Promise<string> => {
  const { data, errors } = await app.execute(query, { as, on, once: true });
  expect(errors?.filter(({ extensions }) => !('code' in extensions)) ?? [], query).toEqual([]);
  return `${query}: ${JSON.stringify({ data, errors: errors?.map(({ message, extensions }) => ({ message, extensions })) })}`;
};
const all = (typeName: string, depth: number): string => wholeSelection(app.schema, { typeName, depth });
const QUEUE = '{ verificationQueue { totalCount nodes { id } } }';
const pendingOf = () => `{ measure(id: "${measureId}") { pendingAssessment ${all('PendingAssessment', 2)} } }`;
/** All that somebody can ask in which an observation might be. */
const questions = (): string[] => [
  QUEUE,
  pendingOf(),
  `{ reportedTexts ${all('ReportedTextConnection', 4)} }`,
  `{ measure(id: "${measureId}") ${all('Measure', 4)} }`,
  `{ actionPlan(id: "${planId}") ${all('ActionPlan', 2)} }`,
  `{ councilDesk(territory: "${place}") ${all('CouncilDesk', 2)} }`,
  `{ observation(id: "${ID}") ${all('Observation', 2)} node(id: "${ID}") { id } }`,
  `{ myObservations { totalCount } }`,
];
/** Every change that takes the id of an observation, once each and in an order that leaves some for the next. */
const changes = (): string[] => [
  ...['VERIFIED', 'RETURNED', 'REJECTED'].map(
    (decision) =>
      `mutation { decideObservation(input: { observationId: "${ID}", decision: ${decision}, reason: "Така е" ${decision === 'VERIFIED' ? ', publicWords: "Преразказ"' : ''} }) { id } }`,
  ),
  `mutation { withdrawObservation(id: "${ID}") { id } }`,
  `mutation { submitObservation(input: { id: "00000000-0000-4000-8000-00000000000a", measureId: "${measureId}", level: LIMITED, dontKnow: false, method: SITE_VISIT, seenOn: "${SEEN}", revises: "${ID}" }) { receipt } }`,
  act('dismissTextReports'),
  `mutation { reportText(input: { kind: OBSERVATION, id: "${ID}", reason: OTHER }) { received } }`,
  `{ reportedTexts ${all('ReportedTextConnection', 4)} }`,
  act('dismissTextReports'),
  act('dismissTextReports'),
  act('hidePublishedWords'),
  act('hidePublishedWords'),
  act('undoVerification'),
  act('undoVerification'),
];
const act = (change: string): string =>
  `mutation { ${change}(input: { observationId: "${ID}", reason: "Личи" }) { on } }`;
const inTurn = async (texts: readonly string[], on: string, as: string | null): Promise<string[]> => {
  const told: string[] = [];
  for (const text of texts) told.push(await said(text, on, as));
  return told;
};

describe.each(['a verifier of the place', 'a verifier of the next municipality'] as const)('%s', (who) => {
  const asking = () => (who === 'a verifier of the place' ? verifier : neighbour);

  it('cannot tell of what is public whether somebody close to them observed it', async () => {
    const told = new Map<Observer, string[]>();
    for (const observer of observers) {
      await forget();
      await submit(OTHER_ID, other, SENT);
      await submit(ID, people.get(observer) ?? '', SENT);
      for (const id of [ID, OTHER_ID]) await decide(id, DECIDED);
      told.set(observer, [
        ...(await inTurn(questions(), PUBLIC, asking())),
        ...(await inTurn(changes(), addDays(PUBLIC, 1), asking())),
        ...(await inTurn(questions(), addDays(PUBLIC, 2), asking())),
      ]);
    }
    expect(told.get('guest')).toEqual(told.get('stranger'));
    expect(told.get('colleague')).toEqual(told.get('stranger'));
    const [text = ''] = told.get('guest')?.filter((one) => one.startsWith('{ observation(')) ?? [];
    expect(text).toContain('Няма вода.');
    if (who !== 'a verifier of the place') return;
    const answers = told.get('guest')?.join('\n') ?? '';
    expect(answers).toContain('"key":"observation.decided"');
    expect(answers).toContain(`{"hidePublishedWords":{"on":"${addDays(PUBLIC, 1)}"}}`);
    expect(answers).toContain(`{"undoVerification":{"on":"${addDays(PUBLIC, 1)}"}}`);
  }, 120_000);
});

describe('a verifier', () => {
  it.each([
    ['stranger', 1],
    ['guest', 0],
    ['colleague', 0],
  ] as const)('is told of what waits what the queue shows, of a %s', async (observer, shown) => {
    await forget();
    await submit(ID, people.get(observer) ?? '', SENT);
    expect(await told(verifier, SENT)).toEqual({ queue: shown, waiting: shown, level: shown === 1 ? 'LIMITED' : null });
    await decide(ID, DECIDED);
    // verified and not public yet: still of those that the queue showed
    expect(await told(verifier, DECIDED)).toEqual({ queue: 0, waiting: shown, level: shown === 1 ? 'LIMITED' : null });
    expect(await told(verifier, PUBLIC)).toEqual({ queue: 0, waiting: 0, level: 'LIMITED' });
  });

  it('who is an official of the responsible body too is told what the queue shows, and not the rest beside it', async () => {
    await forget();
    await submit(ID, people.get('stranger') ?? '', SENT);
    await rows(
      worldContext(app),
      sql`update observation_author set invited_by_person_id = ${both} where observation_id = ${ID}`,
    );
    expect(await told(both, addDays(PUBLIC, 3))).toEqual({ queue: 0, waiting: 0, level: null });
    expect(await told(official, addDays(PUBLIC, 3))).toMatchObject({ waiting: 1 });
  });
});

async function told(as: string, on: string) {
  const { verificationQueue } = await app.ask(QUEUE, { as, on, once: true });
  const { measure } = await app.ask(pendingOf(), { as, on, once: true });
  const { waiting, communityLevel: level } = measure.pendingAssessment;
  return { queue: verificationQueue.totalCount, waiting, level };
}

interface Lived {
  readonly sentOn: string | null;
  readonly withdrawnOn?: string;
  readonly rejectedOn?: string;
  /** Of the observer, with all that was theirs. */
  readonly erasedOn?: string;
}
/** What an official is told on every day from before the month until after the next one began. */
async function toldDaily({ sentOn, withdrawnOn, rejectedOn, erasedOn }: Lived): Promise<string[]> {
  const observer = erasedOn === undefined ? (people.get('stranger') ?? '') : await aMonitor();
  await forget();
  await submit(OTHER_ID, other, '2026-08-30', '2026-08-20');
  const days: string[] = [];
  for (let on = '2026-09-28'; on <= '2026-11-02'; on = addDays(on, 1)) {
    if (on === sentOn) await submit(ID, observer, on);
    if (on === withdrawnOn) await withdraw(ID, observer, on);
    if (on === rejectedOn) await decide(ID, on, 'REJECTED');
    if (on === erasedOn) await erasePerson(await app.contextOf({ on }), observer);
    if (erasedOn !== undefined) await sweepPersonalData(await app.contextOf({ on }));
    days.push(on, ...(await inTurn(/[0159]$/.test(on) ? questions().slice(1) : [pendingOf()], on, official)));
  }
  return days;
}

describe('an official of the responsible body who asks every day', () => {
  it('cannot tell on which day of a month something of a past month was sent and taken back, or that it was', async () => {
    const never = await toldDaily({ sentOn: null });
    expect(await toldDaily({ sentOn: '2026-10-03', withdrawnOn: '2026-10-09' })).toEqual(never);
    expect(await toldDaily({ sentOn: '2026-10-20', withdrawnOn: '2026-10-31' })).toEqual(never);
    expect(never.some((answer) => answer.includes('"waiting":1'))).toBe(true);
  }, 240_000);

  it('is told from the next month on that something waits, whenever it was sent', async () => {
    const early = await toldDaily({ sentOn: '2026-10-03' });
    expect(await toldDaily({ sentOn: '2026-10-30' })).toEqual(early);
    const firstWithTwo = early.findIndex((answer) => answer.includes('"waiting":2'));
    expect(firstWithTwo).toBe(early.indexOf('2026-11-01') + 1);
  }, 120_000);

  it('cannot tell on which day of a month what waited when it began was taken back or rejected, or its observer erased', async () => {
    const ends: readonly Lived[] = [
      { sentOn: '2026-09-29', withdrawnOn: '2026-10-01' },
      { sentOn: '2026-09-29', withdrawnOn: '2026-10-20' },
      { sentOn: '2026-09-30', rejectedOn: '2026-10-12' },
      { sentOn: '2026-09-29', erasedOn: '2026-10-01' },
      { sentOn: '2026-09-30', erasedOn: '2026-10-19' },
      { sentOn: '2026-09-29', withdrawnOn: '2026-10-09', erasedOn: '2026-10-12' },
    ];
    const [first = [], ...rest] = await inOrder(ends, (one) => toldDaily(one));
    for (const one of rest) expect(one).toEqual(first);
    expect(first.filter((answer) => answer.includes('"waiting":2')).length).toBeGreaterThan(30);
  }, 240_000);

  it('is told the same of what waited, when it becomes public within the month for everybody', async () => {
    await forget();
    await submit(ID, people.get('stranger') ?? '', '2026-09-29');
    const before = await said(pendingOf(), '2026-10-01', official);
    await decide(ID, '2026-10-01');
    expect(await said(pendingOf(), '2026-10-01', official)).toEqual(before);
    expect(await said(pendingOf(), '2026-10-31', official)).toEqual(before);
    expect(before).toContain('"waiting":1');
    expect(before).toContain('"asOf":"2026-10-01"');
    expect(await said(pendingOf(), '2026-11-01', official)).toContain('"waiting":0');
  });
});

async function inOrder<One, Result>(list: readonly One[], work: (one: One) => Promise<Result>): Promise<Result[]> {
  const done: Result[] = [];
  for (const one of list) done.push(await work(one));
  return done;
}
