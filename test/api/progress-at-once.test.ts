/** Many write to few measures of one plan at once, through two programs on one database: nobody is lost, nobody locked out. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assessMeasure } from '../../schema/rules/assessment.ts';
import { addDays } from '../../schema/rules/days.ts';
import { CompletionLevelValues } from '../../schema/vocabulary/completion-level.ts';
import { createApp, type App } from '../../server/app.ts';
import { decideObservation } from '../../server/observations/verification.service.ts';
import { submitObservation, withdrawObservation } from '../../server/observations/observation.service.ts';
import { actorOfPerson } from '../../server/people/identity.ts';
import type { RequestContext } from '../../server/platform/context.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { inTransaction } from '../../server/platform/transaction.ts';
import { measureHistories } from '../../server/progress/measure-history.loader.ts';
import { rebuildProgress } from '../../server/progress/rebuild-progress.service.ts';
import type { ProgressRow } from '../../server/progress/progress-row.ts';
import { standingTimelines } from '../../server/progress/standing-timeline.loader.ts';
import { changeBetween, stateOn, timelineOf } from '../../server/progress/timeline.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildMunicipality,
  buildOrganization,
  buildPerson,
  buildPlan,
  buildSettlement,
  buildVersion,
  worldContext,
  type BuiltTerritory,
} from '../support/world.ts';

const TODAY = '2026-11-20';
const NOON = new Date(`${TODAY}T12:00:00+02:00`);
const MEASURES = 3;
const PEOPLE = 8;

let app: TestApp;
let other: App;
let municipality: BuiltTerritory;
let settlement: BuiltTerritory;
let administration: string;
let measureIds: readonly string[] = [];
let reportId: string;
let monitors: string[];
let verifiers: string[];

beforeAll(async () => {
  app = await createTestApp();
  const { url } = await databaseOf(app);
  other = await createApp({ databaseUrl: url, poolSize: 5 });
  municipality = await buildMunicipality(app);
  settlement = await buildSettlement(app, { parentId: municipality.id });
  administration = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: municipality.id });
  const { id: planId } = await buildPlan(app, { territoryId: municipality.id });
  const version = await buildVersion(app, {
    planId,
    knownFrom: '2024-01-01',
    measures: Array.from({ length: MEASURES }, () => ({ responsibleIds: [administration] })),
  });
  measureIds = version.measures.map(({ id }) => id);
  const [report] = await rows<{ id: string }>(
    worldContext(app),
    sql`insert into official_report (title, plan_id, organization_id, period_label, period_from, period_to, known_from)
        values ('Отчет', ${planId}, ${administration}, '2025', '2025-01-01', '2025-12-31', '2026-01-10') returning id`,
  );
  reportId = report?.id ?? '';
  monitors = await Promise.all(
    Array.from({ length: PEOPLE }, async () =>
      buildPerson(app, {
        role: 'MONITOR',
        territoryId: municipality.id,
        affiliation: { organizationId: await buildOrganization(app) },
      }),
    ),
  );
  verifiers = await Promise.all(
    Array.from({ length: PEOPLE }, () => buildPerson(app, { role: 'VERIFIER', territoryId: municipality.id })),
  );
});
afterAll(() => other.close());

async function databaseOf({ database }: App): Promise<{ url: string }> {
  return { url: String(database.config.get('clientUrl')) };
}

/** Every other request goes to the other program. */
async function contextOf(turn: number, personId: string): Promise<RequestContext> {
  const program = turn % 2 === 0 ? app : other;
  const actor = await actorOfPerson({ em: app.owner.database.em.fork() }, personId, TODAY);
  return program.contextFor({ actor, now: NOON });
}

const draw = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item;

async function submitOne(
  turn: number,
  measureId = draw(measureIds),
): Promise<{ readonly id: string; readonly monitor: string }> {
  const monitor = draw(monitors);
  const context = await contextOf(turn, monitor);
  const level = draw([null, ...CompletionLevelValues]);
  const id = randomUUID();
  const seenOn = addDays(TODAY, -Math.floor(Math.random() * 600));
  await submitObservation(context, context.actor ?? expect.fail(), {
    id,
    measureId,
    level,
    dontKnow: level === null,
    method: 'SITE_VISIT',
    seenOn,
    settlement: draw([null, settlement.code]),
    words: null,
    revises: null,
  });
  return { id, monitor };
}

async function verifyOne(turn: number, observationId: string): Promise<void> {
  const context = await contextOf(turn, draw(verifiers));
  await decideObservation(context, context.actor ?? expect.fail(), { observationId, decision: 'VERIFIED' });
}

async function withdrawOne(turn: number, { id, monitor }: { id: string; monitor: string }): Promise<void> {
  const context = await contextOf(turn, monitor);
  await withdrawObservation(context, context.actor ?? expect.fail(), id);
}

/** A body says something of every measure at once, in one transaction. */
async function stateAll(turn: number): Promise<void> {
  const program = turn % 2 === 0 ? app : other;
  await inTransaction(program.contextFor({ actor: null, now: NOON }), async (tx) => {
    for (const measureId of turn % 3 === 0 ? measureIds : measureIds.toReversed())
      await rows(
        tx,
        sql`insert into measure_statement (report_id, measure_id, organization_id, correction, level, known_from)
            values (${reportId}, ${measureId}, ${administration}, ${turn}, ${draw(CompletionLevelValues)}, ${TODAY})`,
      );
    await tx.events.emit(tx, 'measures.changed', { measureIds: measureIds.toReversed(), fromDay: TODAY });
  });
}

const keptRows = () =>
  rows<ProgressRow>(worldContext(app), sql`select * from measure_progress order by measure_id, from_day`);

/** What is kept is what a rebuild makes, and what the pure rules say on random days. */
async function expectTrueRows(): Promise<void> {
  const kept = await keptRows();
  await rebuildProgress(app.contextFor({ actor: null }));
  expect(await keptRows()).toEqual(kept);
  const histories = await measureHistories(worldContext(app), measureIds);
  for (const [measureId, history] of histories) {
    const ofMeasure = kept.filter((row) => row.measureId === measureId);
    for (const offset of fc.sample(fc.integer({ min: -700, max: 700 }), 60)) {
      const day = addDays(TODAY, offset);
      const {
        fromDay: _from,
        toDay,
        ...state
      } = (ofMeasure.findLast(({ fromDay }) => fromDay <= day) ?? {}) as Record<string, unknown>;
      expect(state, `${measureId} ${day}`).toEqual(stateOn(history, day));
      expect(assessMeasure({ ...history, day })?.community.level ?? null).toBe(state.communityLevel);
      if (toDay != null) expect(day < toDay).toBe(true);
    }
  }
}

/** One that was taken back before its month was over is public on no day. */
const decidedCount = async () =>
  (
    await rows<{ count: number }>(
      worldContext(app),
      sql`select count(*)::int as count from observation where published_on is not null or withdrawn_on is not null`,
    )
  )[0]?.count;

it('many verify, withdraw and state at once, and the rows are what the rules say', async () => {
  await stateAll(0);
  const sent = await Promise.all(Array.from({ length: 60 }, (_, turn) => submitOne(turn)));
  const work = sent.map((observation, turn) => async () => {
    await verifyOne(turn, observation.id);
    if (turn % 4 === 0) await withdrawOne(turn + 1, observation);
    if (turn % 10 === 0) await stateAll(turn + 1);
  });
  await Promise.all(work.map((each) => each()));
  expect(await decidedCount()).toBe(60);
  await expectTrueRows();
});

it('a few verify on one measure at once, again and again, and each time its rows hold what all of them saw', async () => {
  const [measureId = ''] = measureIds;
  for (let burst = 0; burst < 25; burst += 1) {
    const sent = await Promise.all(Array.from({ length: 4 }, (_, turn) => submitOne(turn, measureId)));
    await Promise.all(sent.map(({ id }, turn) => verifyOne(turn, id)));
    const [standing] = await standingTimelines(worldContext(app), { measureIds: [measureId], fromDay: null });
    const { history, kept } = standing ?? expect.fail();
    expect(changeBetween(kept, timelineOf(history ?? expect.fail()))).toEqual({ written: [], gone: [] });
  }
});

it('two who verify the same observation at once: one does, the other is told', async () => {
  const { id } = await submitOne(0);
  const results = await Promise.allSettled([verifyOne(0, id), verifyOne(1, id), verifyOne(2, id)]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'CONFLICT' });
  await expectTrueRows();
});

it('a rebuild in between neither loses nor stops a write', async () => {
  const sent = await Promise.all(Array.from({ length: 40 }, (_, turn) => submitOne(turn)));
  const before = (await decidedCount()) ?? 0;
  await rows(worldContext(app), sql`update measure_progress set official_level = 'COMPLETE', late = not late`);
  const ended = new AbortController();
  const rebuilding = (async () => {
    while (!ended.signal.aborted) await rebuildProgress(other.contextFor({ actor: null }));
  })();
  await Promise.all(sent.map(({ id }, turn) => verifyOne(turn, id)));
  ended.abort();
  await rebuilding;
  expect(await decidedCount()).toBe(before + 40);
  await rebuildProgress(app.contextFor({ actor: null }));
  await expectTrueRows();
});
