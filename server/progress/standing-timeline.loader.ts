/** A measure as whoever changes its roll-up must know it: its history, the rows that are kept, and how often they were made. */
import type { LocalDate } from '../../schema/rules/days.ts';
import { nothing, rows, sql, type Reader, type Sql } from '../platform/sql.ts';
import {
  historyColumns,
  historyFrom,
  isNamed,
  observationFrom,
  observationValues,
  type HistoryRow,
  type KnownHistory,
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

/** An observation that is about to become public. */
export interface Publication {
  readonly observationId: string;
  readonly publishedOn: LocalDate;
}

type StandingRow = HistoryRow & {
  readonly kept: readonly unknown[][];
  readonly revision: number;
  readonly coming: Parameters<typeof observationFrom>[0] | null;
};

export interface StandingWanted {
  readonly measureIds: readonly string[];
  /** What holds before it is of no interest; null: all is. */
  readonly fromDay: LocalDate | null;
  /** One that is to come counts in its measure's history as if it had happened. */
  readonly publication?: Publication | null;
}

/** All of one moment. */
export async function standingTimelines(
  reader: Reader,
  { measureIds, fromDay, publication = null }: StandingWanted,
): Promise<StandingTimeline[]> {
  const found = await rows<StandingRow>(
    reader,
    sql`select ${historyColumns}, coalesce((select revision from progress_revision where measure_id = m.id), 0) as revision,
          (select coalesce(json_agg(json_build_array(${progressColumns}) order by from_day), '[]') from measure_progress where measure_id = m.id${keptFrom(fromDay)}) as kept,
          (select ${observationValues} from coming_evidence e where e.id = ${publication?.observationId ?? null}::uuid and e.measure_id = m.id) as coming
        from measure m where ${isAmong(measureIds)}`,
  );
  return found.map((row) => ({
    measureId: row.id,
    history: isNamed(row) ? withComing(historyFrom(row), row.coming, publication) : null,
    kept: row.kept.map(fromValues),
    revision: row.revision,
  }));
}

const keptFrom = (fromDay: LocalDate | null): Sql =>
  fromDay === null
    ? nothing
    : sql` and from_day >= coalesce((select max(before.from_day) from measure_progress before where before.measure_id = m.id and before.from_day < ${fromDay}::date), ${fromDay}::date)`;

/** Of one it is said plainly: the plan of a statement that is good for any number is made anew each time. */
const isAmong = (measureIds: readonly string[]): Sql =>
  measureIds.length === 1 ? sql`m.id = ${measureIds[0]}::uuid` : sql`m.id = any(${measureIds}::uuid[])`;

function withComing(
  history: KnownHistory,
  coming: StandingRow['coming'],
  publication: Publication | null,
): KnownHistory {
  if (coming === null || publication === null) return history;
  const published = { ...observationFrom(coming), publishedOn: publication.publishedOn };
  return { ...history, observations: [...history.observations, published] };
}
