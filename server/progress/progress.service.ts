/**
 * Keeps the roll-up rows true. The writing transaction says which measures changed; their rows from that day on are
 * made anew inside it, one measure at a time, so that writers of other measures never wait.
 */
import type { RequestContext } from '../platform/context.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { measureHistories } from './measure-history.loader.ts';
import { timelineOf, type ProgressRow } from './timeline.ts';

type Writer = Pick<RequestContext, 'em'>;

/** Makes the rows of these measures anew. Call it inside a transaction. */
export async function refreshProgress(tx: Writer, measureIds: readonly string[]): Promise<void> {
  if (measureIds.length === 0) return;
  // In one order, so that two writers of the same measures wait for each other and never lock each other out. The lock
  // comes before the history is read: what another transaction wrote meanwhile is then seen.
  await rows(tx, sql`select id from measure where id = any(${measureIds}::uuid[]) order by id for no key update`);
  const histories = await measureHistories(tx, measureIds);
  await rows(tx, sql`delete from measure_progress where measure_id = any(${measureIds}::uuid[])`);
  await insertRows(tx, [...histories.values()].flatMap(timelineOf));
}

const BATCH_MEASURES = 200;

/** Makes every row anew, while the site is open: each batch of measures is one transaction. @returns how many measures. */
export async function rebuildProgress(
  context: RequestContext,
  report: (done: number, total: number) => void = () => {},
): Promise<number> {
  const total = (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from measure`))?.count ?? 0;
  let after = '00000000-0000-0000-0000-000000000000';
  let done = 0;
  for (;;) {
    const batch = await rows<{ id: string }>(
      context,
      sql`select id from measure where id > ${after}::uuid order by id limit ${BATCH_MEASURES}`,
    );
    const last = batch.at(-1);
    if (last === undefined) return done;
    await context.em.transactional(
      (em) =>
        refreshProgress(
          { em },
          batch.map(({ id }) => id),
        ),
      { clear: true },
    );
    after = last.id;
    done += batch.length;
    report(done, total);
  }
}

const INSERT_ROWS = 2_000;

/** One statement for many rows: they travel as one JSON document. */
async function insertRows(tx: Writer, timeline: readonly ProgressRow[]): Promise<void> {
  for (let start = 0; start < timeline.length; start += INSERT_ROWS) {
    const part = timeline.slice(start, start + INSERT_ROWS);
    await rows(
      tx,
      sql`insert into measure_progress (measure_id, from_day, to_day, plan_id, measure_version_id, objective_path, official_level, community_level, confidence,
            contested, stale, bodies_differ, schedule_state, late, gap_kind, gap_value, unfunded, incomplete, dropped, groups, agreeing_groups,
            observation_count, looked_count, settlement_count, last_seen_month)
          select "measureId", "fromDay", "toDay", "planId", "measureVersionId", "objectivePath", "officialLevel", "communityLevel", confidence,
            contested, stale, "bodiesDiffer", "scheduleState", late, "gapKind", "gapValue", unfunded, incomplete, dropped, groups, "agreeingGroups",
            "observationCount", "lookedCount", "settlementCount", "lastSeenMonth"
          from json_to_recordset(${JSON.stringify(part)}::json) as r("measureId" uuid, "fromDay" date, "toDay" date, "planId" uuid, "measureVersionId" uuid,
            "objectivePath" uuid[], "officialLevel" text, "communityLevel" text, confidence text, contested boolean, stale boolean, "bodiesDiffer" boolean,
            "scheduleState" text, late boolean, "gapKind" text, "gapValue" int, unfunded boolean, incomplete text[], dropped boolean, groups int,
            "agreeingGroups" int, "observationCount" int, "lookedCount" int, "settlementCount" int, "lastSeenMonth" text)`,
    );
  }
}

/** Wires the feature to those upstream of it. */
export function keepProgress(events: RequestContext['events']): void {
  events.on('measures.changed', (tx, { measureIds }) => refreshProgress(tx, measureIds));
}
