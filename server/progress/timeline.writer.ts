/** Writes what differs between the rows that are kept and those that were made, and nothing else. */
import { andWhatFollows } from '../platform/events.ts';
import { rows, sql, type Reader, type Sql } from '../platform/sql.ts';
import type { StandingTimeline } from './standing-timeline.loader.ts';
import {
  asRecord,
  progressColumns,
  replacedProgressColumns,
  typedProgressColumns,
  type ProgressRow,
} from './progress-row.ts';
import type { TimelineChange } from './timeline.ts';

export interface MeasureChange extends TimelineChange {
  readonly measureId: string;
}

/**
 * Raises how often these measures were made and holds them until the transaction ends. Always in one order: two writers
 * of the same measures wait for each other and never lock each other out.
 */
export async function takeTurns(tx: Reader, measureIds: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`insert into progress_revision as r (measure_id, revision) select distinct id, 1 from unnest(${measureIds}::uuid[]) as id order by id
        on conflict (measure_id) do update set revision = r.revision + 1`,
  );
}

/**
 * As parts of a `with` whose part `written` has a row once there is something to follow: takes the turn only where nobody
 * has since these were read; else the statement ends as outdated.
 */
export function foreseenParts(standing: readonly StandingTimeline[], changes: readonly MeasureChange[]): Sql[] {
  const turn = sql`turn as (
    insert into progress_revision as r (measure_id, revision)
    select read.id, read.revision + 1 from unnest(${standing.map(({ measureId }) => measureId)}::uuid[], ${standing.map(({ revision }) => revision)}::int[]) as read (id, revision)
    where exists (select from written) order by read.id
    on conflict (measure_id) do update set revision = case when r.revision = excluded.revision - 1 then excluded.revision else refuse_outdated() end
    returning measure_id)`;
  return [turn, ...changeParts(changes)];
}

/** Writes the changes of measures whose turn is held. */
export async function writeChanges(tx: Reader, changes: readonly MeasureChange[]): Promise<void> {
  const parts = changeParts(changes);
  if (parts.length === 0) return;
  const turn = sql`turn as (select unnest(${changes.map(({ measureId }) => measureId)}::uuid[]) as measure_id)`;
  await rows(tx, sql`with ${turn} ${andWhatFollows(parts)} select`);
}

/** Many rows travel as one JSON document. */
function changeParts(changes: readonly MeasureChange[]): Sql[] {
  const gone = changes.flatMap(({ measureId, gone: days }) => days.map((day) => ({ measureId, day })));
  const written = changes.flatMap((change): readonly ProgressRow[] => change.written);
  const parts: Sql[] = [];
  if (gone.length > 0)
    parts.push(sql`gone as (
      delete from measure_progress p using turn, json_to_recordset(${JSON.stringify(gone)}::json) as g ("measureId" uuid, day date)
      where g."measureId" = turn.measure_id and p.measure_id = g."measureId" and p.from_day = g.day)`);
  if (written.length > 0)
    parts.push(sql`made as (
      insert into measure_progress (${progressColumns})
      select row.* from json_to_recordset(${JSON.stringify(written.map(asRecord))}::json) as row (${typedProgressColumns}) join turn on turn.measure_id = row.measure_id
      on conflict (measure_id, from_day) do update set ${replacedProgressColumns})`);
  return parts;
}
