/** A measure as whoever changes its roll-up must know it: its history, the rows that are kept, and how often they were made. */
import type { LocalDate } from '../../schema/rules/days.ts';
import { nothing, oneRow, rows, sql, type Reader, type Sql } from '../platform/sql.ts';
import {
  historyColumns,
  historyFrom,
  isNamed,
  observationFrom,
  observationValues,
  type HistoryRow,
  type KnownHistory,
  type KnownObservation,
} from './measure-history.loader.ts';
import { fromValues, progressColumns, type ProgressRow } from './progress-row.ts';

export interface StandingTimeline {
  readonly measureId: string;
  /** Null: no version names the measure. */
  readonly history: KnownHistory | null;
  /** In the order of days: all, or the one that holds before the day asked from and those that begin from it on. */
  readonly kept: readonly ProgressRow[];
  /** 0: never made. */
  readonly revision: number;
}

type StandingRow = HistoryRow & {
  readonly kept: readonly unknown[][];
  readonly revision: number;
};

export interface StandingWanted {
  readonly measureIds: readonly string[];
  /** What holds before it is of no interest; null: all is. */
  readonly fromDay: LocalDate | null;
}

/** The columns of a StandingRow, of a row `m` of measure. */
const standingColumns = (fromDay: LocalDate | null): Sql => sql`
  ${historyColumns}, coalesce((select revision from progress_revision where measure_id = m.id), 0) as revision,
  (select coalesce(json_agg(json_build_array(${progressColumns}) order by from_day), '[]') from measure_progress where measure_id = m.id${keptFrom(fromDay)}) as kept`;

/** All of one moment. */
export async function standingTimelines(
  reader: Reader,
  { measureIds, fromDay }: StandingWanted,
): Promise<StandingTimeline[]> {
  const found = await rows<StandingRow>(
    reader,
    sql`select ${standingColumns(fromDay)} from measure m where ${isAmong(measureIds)}`,
  );
  return found.map(standingFrom);
}

const standingFrom = (row: StandingRow): StandingTimeline => ({
  measureId: row.id,
  history: isNamed(row) ? historyFrom(row) : null,
  kept: row.kept.map(fromValues),
  revision: row.revision,
});

/** The measure of an observation that waits, and what it will say; null when none waits that the actor decides on. */
export async function comingTimeline(
  reader: Reader,
  { observationId, fromDay }: { readonly observationId: string; readonly fromDay: LocalDate },
): Promise<{ readonly standing: StandingTimeline; readonly coming: KnownObservation } | null> {
  const row = await oneRow<StandingRow & { readonly coming: Parameters<typeof observationFrom>[0] }>(
    reader,
    sql`select ${standingColumns(fromDay)}, ${observationValues} as coming
        from coming_evidence e join measure m on m.id = e.measure_id where e.id = ${observationId}::uuid`,
  );
  return row === null ? null : { standing: standingFrom(row), coming: observationFrom(row.coming) };
}

/** As if the observation had been published. */
export const withPublished = (standing: StandingTimeline, published: KnownObservation): StandingTimeline =>
  standing.history === null
    ? standing
    : {
        ...standing,
        history: { ...standing.history, observations: [...standing.history.observations, published] },
      };

const keptFrom = (fromDay: LocalDate | null): Sql =>
  fromDay === null
    ? nothing
    : sql` and from_day >= coalesce((select max(before.from_day) from measure_progress before where before.measure_id = m.id and before.from_day < ${fromDay}::date), ${fromDay}::date)`;

/** Of one it is said plainly: the plan of a statement that is good for any number is made anew each time. */
const isAmong = (measureIds: readonly string[]): Sql =>
  measureIds.length === 1 ? sql`m.id = ${measureIds[0]}::uuid` : sql`m.id = any(${measureIds}::uuid[])`;
