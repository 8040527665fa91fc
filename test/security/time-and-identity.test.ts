/**
 * Time and identity do not leak. An attacker holds every answer that the public could get on every day of a history:
 * objects, lists, orders, cursors, totals, all days asked "as of", errors, and the versions from which ETags are made. The
 * same history is then lived a second time, with another person of the same group behind one observation, or seen on
 * another day of the same month; or two groups change sides. Every answer must be the same, byte for byte.
 *
 * What is told, and so differs when it differs: the month, the day of publication (by who asks every day; never before the
 * month is over), how many independent groups spoke and whether they share place or method, and the name of an
 * organisation that consents to it.
 */
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDays, firstDayOfMonth } from '../../schema/rules/days.ts';
import { CompletionLevelValues } from '../../schema/vocabulary/completion-level.ts';
import { ObservationMethodValues } from '../../schema/vocabulary/observation-method.ts';
import { erasePerson } from '../../server/people/erasure/erasure.service.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { sweepPersonalData } from '../../server/retention/retention.service.ts';
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
import { forgetObservations } from '../support/world/forgotten-observations.ts';

/** Lives in all histories; the last is asked "as of" every day before. */
const FIRST_DAY = '2025-09-01';
const LAST_DAY = '2026-11-20';
/** Few in the whole run of tests; `npm run check:leaks` takes more. */
const RUNS = Number(process.env['LEAK_RUNS'] ?? 1);

interface Deed {
  readonly measure: 0 | 1;
  readonly settlement: 0 | 1 | null;
  readonly level: string | null;
  readonly method: string;
  /** Months after the first, and the day in it. */
  readonly month: number;
  readonly day: number;
  readonly author: Author;
  readonly words: string | null;
  /** Before it is public, after, or never. */
  readonly withdrawn: 'BEFORE' | 'AFTER' | null;
  /** Days of the month on which it is handed in and decided. */
  readonly sentOn?: number;
  readonly decidedOn?: number;
}
/** Of one organisation; of another; guests of one hand for one place. */
const authors = ['ana', 'asen', 'boris', 'vera', 'guest', 'otherGuest'] as const;
type Author = (typeof authors)[number];
/** Who stands for whom without a difference: of the same group. */
const double: Readonly<Record<Author, Author>> = {
  ana: 'asen',
  asen: 'ana',
  boris: 'vera',
  vera: 'boris',
  guest: 'otherGuest',
  otherGuest: 'guest',
};
/** Two groups that change sides whole. */
const otherSide: Readonly<Record<Author, Author>> = {
  ...double,
  ana: 'boris',
  boris: 'ana',
  asen: 'vera',
  vera: 'asen',
};

let app: TestApp;
let municipality: { readonly id: string; readonly code: string };
let settlements: readonly string[];
let measures: readonly string[];
let planId: string;
let verifier: string;
let official: string;
let association: string;
const people = new Map<Author, string>();

beforeAll(async () => {
  app = await createTestApp({ house: { limitsAttempts: false } });
  municipality = await buildMunicipality(app);
  settlements = [
    (await buildSettlement(app, { parentId: municipality.id })).code,
    (await buildSettlement(app, { parentId: municipality.id })).code,
  ];
  const administration = await buildOrganization(app, {
    kind: 'MUNICIPAL_ADMINISTRATION',
    territoryId: municipality.id,
  });
  const first = await buildMeasure(app, { plan: { territoryId: municipality.id }, responsibleIds: [administration] });
  const second = await buildMeasure(app, { plan: { territoryId: municipality.id }, responsibleIds: [administration] });
  measures = [first.id, second.id];
  planId = first.planId;
  association = await buildOrganization(app);
  const [club, host] = [await buildOrganization(app), await buildOrganization(app)];
  const territoryId = municipality.id;
  for (const name of authors) {
    const bodies = { ana: association, asen: association, boris: club, vera: club } as const;
    people.set(
      name,
      await buildPerson(app, {
        role: 'MONITOR',
        territoryId,
        ...(name === 'guest' || name === 'otherGuest'
          ? { invitedBy: { organizationId: host, territoryId } }
          : { affiliation: { organizationId: bodies[name] } }),
      }),
    );
  }
  verifier = await buildPerson(app, { role: 'VERIFIER', territoryId });
  official = await buildPerson(app, { role: 'OFFICIAL', organizationId: administration });
});

const deed: fc.Arbitrary<Deed> = fc.record({
  measure: fc.constantFrom(0, 1),
  settlement: fc.constantFrom(0, 1, null),
  level: fc.constantFrom(...CompletionLevelValues, null),
  method: fc.constantFrom(...ObservationMethodValues.slice(0, 2)),
  month: fc.nat(13),
  day: fc.integer({ min: 1, max: 20 }),
  author: fc.constantFrom(...authors),
  words: fc.constantFrom('Няма вода.', null),
  withdrawn: fc.constantFrom('BEFORE', 'AFTER', null),
});
const history = fc.array(deed, { minLength: 5, maxLength: 8 });

/** Handed in on the 22nd, decided on the 24th, withdrawn on the 27th or on the 12th of the next month: the same, whoever saw it when. */
const monthOf = ({ month }: Deed): string => {
  const months = Number(FIRST_DAY.slice(5, 7)) - 1 + month;
  return `${Number(FIRST_DAY.slice(0, 4)) + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
};
const dayIn = (one: Deed, day: number): string => `${monthOf(one)}-${String(day).padStart(2, '0')}`;
const sentOn = (one: Deed): string => dayIn(one, one.sentOn ?? 22);
const decidedOn = (one: Deed): string => dayIn(one, one.decidedOn ?? 24);
const withdrawnOn = (one: Deed): string =>
  one.withdrawn === 'BEFORE' ? dayIn(one, 27) : addDays(firstDayOfMonth(monthOf(one), 1), 11);
const idOf = (place: number): string => `00000000-0000-4000-8000-${String(place + 1).padStart(12, '0')}`;

/** All that happens, in the order of days. */
function happenings(deeds: readonly Deed[]) {
  return deeds
    .flatMap((one, place) => [
      { on: sentOn(one), place, work: () => submit(one, idOf(place)) },
      { on: decidedOn(one), place, work: () => decide(one, idOf(place)) },
      { on: firstDayOfMonth(monthOf(one), 1), place, work: () => Promise.resolve() },
      ...(one.withdrawn === null ? [] : [{ on: withdrawnOn(one), place, work: () => withdraw(one, idOf(place)) }]),
    ])
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.place - b.place);
}
const submit = (one: Deed, id: string) =>
  app.ask('mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt } }', {
    as: people.get(one.author) ?? null,
    on: sentOn(one),
    variables: {
      input: {
        id,
        measureId: measures[one.measure],
        level: one.level,
        dontKnow: one.level === null,
        method: one.method,
        seenOn: dayIn(one, one.day),
        settlement: one.settlement === null ? null : settlements[one.settlement],
        words: one.words,
      },
    },
  });
const decide = (one: Deed, observationId: string) =>
  app.ask('mutation ($input: DecideObservationInput!) { decideObservation(input: $input) { id } }', {
    as: verifier,
    on: decidedOn(one),
    variables: { input: { observationId, decision: 'VERIFIED' } },
  });
const withdraw = (one: Deed, id: string) =>
  app.ask('mutation ($id: ID!) { withdrawObservation(id: $id) { state } }', {
    as: people.get(one.author) ?? null,
    on: withdrawnOn(one),
    variables: { id },
  });

const forget = (): Promise<void> => forgetObservations(app);
const version = async (): Promise<number> => {
  const [sum] = await rows<{ n: string }>(
    worldContext(app),
    sql`select coalesce(sum(n), 0)::text as n from content_change`,
  );
  return Number(sum?.n);
};

const all = (typeName: string, depth: number): string => wholeSelection(app.schema, { typeName, depth });

/** What the public can ask on a day. */
async function saidOn(on: string): Promise<string[]> {
  const questions = [
    ...measures.flatMap((id) => [
      `{ measure(id: "${id}") ${all('Measure', 4)} }`,
      `{ measure(id: "${id}") { observations(first: 1) { totalCount edges { cursor node { id } } pageInfo { endCursor hasNextPage } } } }`,
    ]),
    `{ actionPlan(id: "${planId}") ${all('ActionPlan', 2)} }`,
    `{ councilDesk(territory: "${municipality.code}") ${all('CouncilDesk', 2)} }`,
    `{ territory(code: "${municipality.code}") { progress ${all('Progress', 3)} } }`,
    ...[0, 1, 7].map(
      (place) =>
        `{ observation(id: "${idOf(place)}") { id words seenMonth publishedMonth settlement { id } method } node(id: "${idOf(place)}") { id } }`,
    ),
  ];
  return Promise.all(questions.map((query) => said(query, on)));
}
const said = async (query: string, on: string, as: string | null = null): Promise<string> => {
  const { data, errors } = await app.execute(query, { as, on, once: true });
  expect(errors?.filter(({ extensions }) => !('code' in extensions)) ?? [], query).toEqual([]);
  return JSON.stringify({ data, errors: errors?.map(({ message, extensions }) => ({ message, extensions })) });
};

/** Everything that anybody could have learned, in the order in which they could. */
async function learned(deeds: readonly Deed[]): Promise<readonly string[]> {
  await forget();
  const told: string[] = [];
  for (const { on, place, work } of happenings(deeds)) {
    const before = await version();
    await work();
    told.push(`${on} of ${place}: versions by ${(await version()) - before}`, ...(await saidOn(on)));
  }
  const asOf = Array.from({ length: 15 }, (_, step) => addDays(FIRST_DAY, step * 31));
  const walks = [...asOf, ...happenings(deeds).flatMap(({ on }) => [on, addDays(on, 1)])].filter(
    (day) => day <= LAST_DAY,
  );
  const assessments = [...new Set(walks)]
    .map((day, at) => `d${at}: assessment(asOf: "${day}") ${all('MeasureAssessment', 3)}`)
    .join(' ');
  for (const id of measures) told.push(await said(`{ measure(id: "${id}") { ${assessments} } }`, LAST_DAY));
  return [...told, ...(await saidOn(LAST_DAY))];
}

async function expectSame(deeds: readonly Deed[], others: readonly Deed[]): Promise<void> {
  const first = await learned(deeds);
  for (const [place, { withdrawn }] of deeds.entries())
    expect(first.some((answer) => answer.includes(`"id":"${idOf(place)}"`))).toBe(withdrawn !== 'BEFORE');
  expect(await learned(others)).toEqual(first);
  compared.histories += 1;
  compared.answers += first.length;
}
const compared = { histories: 0, answers: 0 };
afterEach(({ task }) => {
  const { histories, answers } = compared;
  if (histories === 0) return;
  task.meta.figure = `${histories} pairs of histories, ${answers} answers each, ${task.result?.state === 'fail' ? 'TOLD APART' : 'none told apart'}`;
  Object.assign(compared, { histories: 0, answers: 0 });
});
const options = { numRuns: RUNS, endOnFailure: true };
const changed = (deeds: readonly Deed[], at: number, change: Partial<Deed>): Deed[] =>
  deeds.map((one, place) => (place === at % deeds.length ? { ...one, ...change } : one));

describe('whoever holds every public answer of every day', () => {
  it(
    'cannot tell which of two people of a group wrote an observation',
    async () => {
      const property = fc.asyncProperty(history, fc.nat(7), async (deeds, at) => {
        const author = deeds[at % deeds.length]?.author ?? 'ana';
        await expectSame(deeds, changed(deeds, at, { author: double[author] }));
      });
      await fc.assert(property, options);
    },
    RUNS * 240_000,
  );

  it(
    'cannot tell on which day of the month something was seen',
    async () => {
      const property = fc.asyncProperty(history, fc.nat(7), fc.integer({ min: 1, max: 20 }), async (deeds, at, day) =>
        expectSame(deeds, changed(deeds, at, { day })),
      );
      await fc.assert(property, options);
    },
    RUNS * 240_000,
  );

  it(
    'cannot tell which of two organisations said what, unless they consent to be named',
    async () => {
      const property = fc.asyncProperty(history, async (deeds) =>
        expectSame(
          deeds,
          deeds.map((one) => ({ ...one, author: otherSide[one.author] })),
        ),
      );
      await fc.assert(property, options);
    },
    RUNS * 240_000,
  );

  it('cannot tell by order or level which of two words of a month came first, or that both are one person’s', async () => {
    const one: Deed = {
      measure: 0,
      settlement: null,
      level: 'COMPLETE',
      method: ObservationMethodValues[0] ?? '',
      month: 3,
      day: 3,
      author: 'ana',
      words: null,
      withdrawn: null,
    };
    const deeds = [one, { ...one, level: 'LIMITED', day: 10 }];
    await expectSame(deeds, changed(deeds, 0, { day: 17 }));
    await expectSame(deeds, changed(deeds, 1, { author: 'asen' }));
  });

  it('cannot tell by asking every day of the month on which day something was seen, sent or decided', async () => {
    const seen: Deed = {
      measure: 0,
      settlement: 0,
      level: 'LIMITED',
      method: ObservationMethodValues[0] ?? '',
      month: 6,
      day: 2,
      sentOn: 3,
      decidedOn: 4,
      author: 'ana',
      words: 'Няма вода.',
      withdrawn: null,
    };
    const others: readonly Deed[] = [
      { ...seen, measure: 1, settlement: 1, author: 'boris' },
      { ...seen, settlement: 1, level: 'COMPLETE', author: 'guest', withdrawn: 'BEFORE' },
    ];
    const later = { day: 17, sentOn: 19, decidedOn: 24 };
    const early = await learnedDaily([seen, ...others]);
    const late = await learnedDaily([{ ...seen, ...later }, ...others.map((one) => ({ ...one, ...later }))]);
    for (const [at, day] of early.entries()) expect(late[at], day.on).toEqual(day);
    expect(early.find(({ told }) => told.some((answer) => answer.includes(`"id":"${idOf(0)}"`)))?.on).toBe(
      firstDayOfMonth(monthOf(seen), 1),
    );
  }, 120_000);
});

describe('whoever looks every day after somebody was erased', () => {
  const REPORTED: Deed = {
    measure: 0,
    settlement: 0,
    level: 'LIMITED',
    method: ObservationMethodValues[0] ?? '',
    month: 2,
    day: 5,
    author: 'ana',
    words: 'Няма вода.',
    withdrawn: null,
  };
  /** Three observations, of which the first two are of one person, or of two of the same group. */
  const deeds = (second: Author): readonly Deed[] => [
    REPORTED,
    { ...REPORTED, measure: 1, settlement: 1, author: second, words: 'Пуснаха я.', level: 'COMPLETE' },
    { ...REPORTED, measure: 1, settlement: 1, author: 'boris' },
  ];

  /** The same association with new people: those who are erased do not come back. */
  async function anew(): Promise<void> {
    for (const name of ['ana', 'asen'] as const)
      people.set(
        name,
        await buildPerson(app, {
          role: 'MONITOR',
          territoryId: municipality.id,
          affiliation: { organizationId: association },
        }),
      );
  }

  /** What is told on the day before, on the day of the erasure, and by which steps all of it goes in the days after. */
  async function lived(second: Author, erased: Author | null) {
    await anew();
    await forget();
    for (const { work } of happenings(deeds(second))) await work();
    const day = '2026-02-10';
    const before = await saidOn(day);
    const version0 = await version();
    if (erased !== null) await erasePerson(await app.contextOf({ on: day }), people.get(erased) ?? '');
    const raised = (await version()) - version0;
    const after = await saidOn(day);
    const goneOn: string[][] = [];
    for (let on = addDays(day, 1); on <= addDays(day, 28); on = addDays(on, 1)) {
      await sweepPersonalData(await app.contextOf({ on }));
      const gone = await rows<{ id: string }>(
        worldContext(app),
        sql`select id from public_observation where withdrawn_on = ${on}::date order by id`,
      );
      if (gone.length > 0) goneOn.push(gone.map(({ id }) => id));
    }
    await rows(worldContext(app), sql`delete from retention_sweep`);
    return { before, raised, after, goneOn };
  }

  it('sees on that day no more than if nobody was, and later never two go together, whether both were one person’s', async () => {
    const nobody = await lived('ana', null);
    const ofOne = await lived('ana', 'ana');
    const ofTwo = await lived('asen', 'ana');
    for (const each of [ofOne, ofTwo]) {
      expect(each.before).toEqual(nobody.before);
      expect(each.after).toEqual(nobody.after);
      expect(each.raised).toBe(0);
    }
    expect(nobody.goneOn).toEqual([]);
    expect(ofOne.goneOn.map(String).toSorted()).toEqual([idOf(0), idOf(1)]);
    expect(ofTwo.goneOn).toEqual([[idOf(0)]]);
  }, 120_000);
});

interface Day {
  readonly on: string;
  /** By how much versions were raised in the course of the day: whoever holds an ETag sees that. */
  readonly raised: number;
  readonly told: readonly string[];
  /** What an official of the responsible body is told besides. */
  readonly toldToOfficial: readonly string[];
}

/** Every day of the month of all these deeds, and three of the next. */
async function learnedDaily(deeds: readonly [Deed, ...Deed[]]): Promise<readonly Day[]> {
  await forget();
  const month = monthOf(deeds[0]);
  const end = addDays(firstDayOfMonth(month, 1), 2);
  const happened = happenings(deeds);
  const days: Day[] = [];
  for (let on = firstDayOfMonth(month); on <= end; on = addDays(on, 1)) {
    const before = await version();
    for (const { work } of happened.filter((each) => each.on === on)) await work();
    const raised = (await version()) - before;
    days.push({ on, raised, told: await saidOn(on), toldToOfficial: await saidToOfficial(on) });
  }
  return days;
}
const saidToOfficial = (on: string): Promise<string[]> =>
  Promise.all(
    measures.map((id) =>
      said(
        `{ measure(id: "${id}") { pendingAssessment ${all('PendingAssessment', 2)} observations { totalCount } } node(id: "${idOf(0)}") { id } }`,
        on,
        official,
      ),
    ),
  );
