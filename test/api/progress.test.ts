/** The roll-up rows, a rebuild and the pure rules say the same on every day, whatever happened in whatever order. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { assessMeasure } from '../../schema/rules/assessment.ts';
import { communityLevel, type CommunityObservation } from '../../schema/rules/community-level.ts';
import { progressOf, type ProgressEntry } from '../../schema/rules/progress.ts';
import { addDays, monthOf, type LocalDate } from '../../schema/rules/days.ts';
import { publicFrom } from '../../schema/rules/publication.ts';
import { CompletionLevelValues } from '../../schema/vocabulary/completion-level.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import {
  decidingObservations,
  measureHistories,
  observationFrom,
} from '../../server/progress/measure-history.loader.ts';
import { rebuildProgress } from '../../server/progress/rebuild-progress.service.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { worldContext } from '../support/world.ts';

const MEASURES = 40;
const FIRST_DAY = '2024-01-01';
const DAYS = 1_200;
const TODAY = addDays(FIRST_DAY, DAYS);
const dayAt = (offset: number): LocalDate => addDays(FIRST_DAY, offset);

let app: TestApp;
let planId: string;
let objectiveId: string;
const measureIds: string[] = [];

const level = fc.option(fc.constantFrom(...CompletionLevelValues), { nil: null });
const day = fc.integer({ min: 0, max: DAYS }).map(dayAt);
const observation = fc.record({
  level,
  seenOn: day,
  publishedAfter: fc.integer({ min: 0, max: 60 }),
  withdrawnAfter: fc.option(fc.integer({ min: 0, max: 400 }), { nil: null }),
  group: fc.integer({ min: 1, max: 5 }),
  place: fc.integer({ min: 0, max: 3 }),
  implementer: fc.boolean(),
});
const statement = fc.record({ level, knownFrom: day, periodFrom: day, correction: fc.integer({ min: 0, max: 2 }) });

beforeAll(async () => {
  app = await createTestApp();
  const context = worldContext(app);
  const insert = async (text: ReturnType<typeof sql>) =>
    (await rows<{ id: string }>(context, sql`${text} returning id`))[0]?.id ?? '';
  const territory = await insert(
    sql`insert into territory (kind, code, name, search_text) values ('MUNICIPALITY', 'TST01', 'Пробна', 'пробна')`,
  );
  const places = [
    null,
    await insert(
      sql`insert into territory (kind, code, name, search_text, parent_id) values ('SETTLEMENT', '00001', 'Първо', 'първо', ${territory})`,
    ),
  ];
  places.push(
    await insert(
      sql`insert into territory (kind, code, name, search_text, parent_id) values ('SETTLEMENT', '00002', 'Второ', 'второ', ${territory})`,
    ),
    null,
  );
  const body = await insert(
    sql`insert into organization (name, name_key, kind, sector, territory_id) values ('Община Пробна', 'община пробна', 'MUNICIPAL_ADMINISTRATION', 'PUBLIC', ${territory})`,
  );
  planId = await insert(
    sql`insert into action_plan (level, title, territory_id, period_from, period_to, known_from) values ('MUNICIPAL', 'План', ${territory}, '2024-01-01', '2027-12-31', '2024-01-01')`,
  );
  const version = await insert(
    sql`insert into plan_version (plan_id, number, known_from, fingerprint) values (${planId}, 1, '2024-01-01', 'a')`,
  );
  const second = await insert(
    sql`insert into plan_version (plan_id, number, known_from, fingerprint) values (${planId}, 2, '2025-06-01', 'b')`,
  );
  objectiveId = await insert(
    sql`insert into objective (version_id, kind, wording, position) values (${version}, 'PRIORITY', 'Приоритет', 1)`,
  );
  const report = await insert(
    sql`insert into official_report (title, plan_id, organization_id, period_label, period_from, period_to, known_from) values ('Отчет', ${planId}, ${body}, '2024', '2024-01-01', '2024-12-31', '2024-01-01')`,
  );
  const people = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((each) => insert(sql`insert into person (display_name) values (${`Наблюдател ${each}`})`)),
  );

  const samples = fc.sample(
    fc.record({
      observations: fc.array(observation, { maxLength: 14 }),
      statements: fc.uniqueArray(statement, { maxLength: 4, selector: ({ correction }) => correction }),
      endsAfter: fc.option(fc.integer({ min: 0, max: DAYS }), { nil: null }),
      dropped: fc.boolean(),
    }),
    { numRuns: MEASURES, seed: 20261122 },
  );
  for (const [index, sample] of samples.entries()) {
    const measure = await insert(sql`insert into measure (plan_id) values (${planId})`);
    measureIds.push(measure);
    for (const versionId of sample.dropped ? [version] : [version, second]) {
      const objectives = versionId === version ? [objectiveId] : [];
      const measureVersion =
        await insert(sql`insert into measure_version (measure_id, version_id, objective_path, position, code, wording, starts_on, ends_on, change, search_text)
        values (${measure}, ${versionId}, ${objectives}::uuid[], ${index}, ${String(index)}, 'Мярка', '2024-02-01', ${sample.endsAfter === null ? null : dayAt(sample.endsAfter + 40)}::date, 'ADDED', '')`);
      await insert(
        sql`insert into measure_responsible (measure_version_id, organization_id, as_written, leads, position) values (${measureVersion}, ${body}, 'Община', true, 1)`,
      );
    }
    if (sample.dropped)
      await insert(
        sql`insert into measure_succession (version_id, from_measure_id, change) values (${second}, ${measure}, 'DROPPED')`,
      );
    for (const { level: said, knownFrom, correction } of sample.statements) {
      await insert(
        sql`insert into measure_statement (report_id, measure_id, organization_id, correction, level, known_from) values (${report}, ${measure}, ${body}, ${correction}, ${said}, ${knownFrom})`,
      );
    }
    for (const seen of sample.observations) {
      const publishedOn = publicFrom({
        seenMonth: monthOf(seen.seenOn),
        verifiedOn: addDays(seen.seenOn, seen.publishedAfter),
      });
      const withdrawnOn = seen.withdrawnAfter === null ? null : addDays(publishedOn, seen.withdrawnAfter);
      const id =
        await insert(sql`insert into observation (id, measure_id, settlement_id, level, dont_know, method, seen_on, state, content_hash, submitted_at, submitted_on, published_on, withdrawn_on)
        values (${randomUUID()}, ${measure}, ${places[seen.place] ?? null}, ${seen.level}, ${seen.level === null}, 'SITE_VISIT', ${seen.seenOn}, 'PUBLISHED', '', now(), ${seen.seenOn}, ${publishedOn}, ${withdrawnOn})`);
      await rows(
        context,
        sql`insert into observation_author (observation_id, person_id, pseudonym, group_key, is_implementer) values (${id}, ${people[seen.group] ?? ''}, 'Н', ${`group ${seen.group % 4}`}, ${seen.implementer})`,
      );
    }
  }
  await context.em.transactional((em) =>
    app.events.emit({ ...context, em }, 'measures.changed', { measureIds, fromDay: FIRST_DAY }),
  );
}, 120_000);

async function entriesByRules(asOf: LocalDate): Promise<ProgressEntry[]> {
  const histories = await measureHistories(worldContext(app), measureIds);
  return [...histories.values()].flatMap((history) => {
    const assessment = assessMeasure({ ...history, day: asOf });
    return assessment === null ? [] : [assessment];
  });
}

/** What an explanation tells of them. */
function saidOf(observations: readonly CommunityObservation[], day: LocalDate) {
  const { level, confidence, stale, counts, voices, places } = communityLevel({ observations, day });
  return {
    level,
    confidence,
    stale,
    groups: counts.groups,
    places,
    voices: voices.map(({ groupId, level: said }) => [groupId, said]),
  };
}

it('what the database picks out as deciding comes to the same level, voices and places as all that was seen', async () => {
  const context = worldContext(app);
  const histories = await measureHistories(context, measureIds);
  const handedOver = { all: 0, deciding: 0 };
  for (const asOf of fc.sample(day, { numRuns: 25, seed: 4 }))
    for (const [id, { observations }] of histories) {
      const deciding = (await decidingObservations(context, id, { asOf })).map(({ seen }) => observationFrom(seen));
      handedOver.all += observations.length;
      handedOver.deciding += deciding.length;
      expect(saidOf(deciding, asOf)).toEqual(saidOf(observations, asOf));
    }
  expect(handedOver.deciding).toBeGreaterThan(100);
  expect(handedOver.deciding).toBeLessThan(handedOver.all / 2);
});

const progressFields = `asOf measures late contested stale unfunded incomplete
  official { notStarted limited substantial complete none completionIndex { lower upper } }
  community { notStarted limited substantial complete none completionIndex { lower upper } }
  gaps { aligned overstated understated unreported unmonitored dark }`;

async function progressByApi(asOf: LocalDate): Promise<Record<string, any>> {
  const { actionPlan } = await app.ask(
    `query ($id: ID!, $asOf: LocalDate) { actionPlan(id: $id) { progress(asOf: $asOf) { ${progressFields} } } }`,
    { variables: { id: planId, asOf }, on: TODAY },
  );
  return actionPlan.progress;
}

describe('progress', () => {
  it('by roll-up equals progress by the pure rules on random days', async () => {
    const days = fc.sample(day, { numRuns: 60, seed: 7 });
    for (const asOf of [...days, FIRST_DAY, TODAY]) {
      const expected = progressOf(await entriesByRules(asOf));
      const found = await progressByApi(asOf);
      expect(found, asOf).toMatchObject({
        asOf,
        measures: expected.measures,
        late: expected.late,
        contested: expected.contested,
        stale: expected.stale,
        unfunded: expected.unfunded,
        incomplete: expected.incomplete,
        gaps: Object.fromEntries(Object.entries(expected.gaps).map(([kind, count]) => [kind.toLowerCase(), count])),
      });
      for (const [track, counts, index] of [
        ['official', expected.official, expected.officialIndex],
        ['community', expected.community, expected.communityIndex],
      ] as const) {
        expect(found[track], `${track} ${asOf}`).toMatchObject({
          notStarted: counts.NOT_STARTED,
          limited: counts.LIMITED,
          substantial: counts.SUBSTANTIAL,
          complete: counts.COMPLETE,
          none: counts.none,
        });
        if (index === null) expect(found[track].completionIndex).toBeNull();
        else {
          expect(found[track].completionIndex.lower).toBeCloseTo(index.lower, 10);
          expect(found[track].completionIndex.upper).toBeCloseTo(index.upper, 10);
        }
      }
    }
  });

  it('rebuilt is what it was', async () => {
    const context = worldContext(app);
    const all = () =>
      rows<Record<string, unknown>>(context, sql`select * from measure_progress order by measure_id, from_day`);
    const before = await all();
    expect(before.length).toBeGreaterThan(MEASURES);
    await rows(context, sql`update measure_progress set official_level = 'COMPLETE', late = not late`);
    expect(await rebuildProgress(context)).toBe(MEASURES);
    expect(await all()).toEqual(before);
  });

  it('tells an objective by the version that holds it, and refuses a day to come', async () => {
    const { actionPlan } = await app.ask(
      `query ($id: ID!) { actionPlan(id: $id) { objectives(asOf: "2025-01-01") { id progress(asOf: "2025-01-01") { measures } } } }`,
      { variables: { id: planId }, on: TODAY },
    );
    expect(actionPlan.objectives).toEqual([{ id: objectiveId, progress: { measures: MEASURES } }]);
    expect(
      await app.refusal(
        `query ($id: ID!) { actionPlan(id: $id) { progress(asOf: "${addDays(TODAY, 1)}") { measures } } }`,
        { variables: { id: planId }, on: TODAY },
      ),
    ).toBe('FUTURE_DAY');
  });
});
