/** Reads of measures: one row is a measure with the words of one version of its plan. */
import type { LocalDate } from '../../schema/rules/days.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import { versionCountsFrom } from '../strategies/in-force.ts';
import type { MeasureVersion } from './measure-version.entity.ts';
import type { Measure } from './measure.type.ts';

export type MeasureRow = Measure;
export type MeasureVersionRow = Omit<
  MeasureVersion,
  'asWritten' | 'searchText' | 'targetGroups' | 'places' | 'sourceTable' | 'sourceRow'
>;

/** Columns of a MeasureRow but `dropped`, of `measure_version mv` joined with `plan_version v`. */
export const measureColumns = sql`
  mv.measure_id as id, v.plan_id, mv.version_id, mv.id as measure_version_id, mv.code, mv.wording, mv.objective_id, mv.objective_path, mv.position,
  mv.period_text, mv.starts_on, mv.ends_on, mv.recurring`;

export const measureVersionColumns = sql`
  mv.id, mv.measure_id, mv.version_id, mv.objective_id, mv.objective_path, mv.position, mv.code, mv.code_generated, mv.wording, mv.period_text,
  mv.starts_on, mv.ends_on, mv.recurring, mv.change`;

/** A row of a version that dropped the measure says nothing of it. */
export const standsInPlan = sql`mv.change <> 'DROPPED'`;

const v = sql`v`;

const measuresAsOf = batchOne<MeasureRow, { readonly asOf: LocalDate }>((context, ids, { asOf }) =>
  rows(
    context,
    sql`select distinct on (mv.measure_id) ${measureColumns},
               v.number < (select max(x.number) from plan_version x where x.plan_id = v.plan_id and ${versionCountsFrom(sql`x`)} <= ${asOf}::date) as dropped
        from measure_version mv join plan_version v on v.id = mv.version_id
        where mv.measure_id = any(${ids}::uuid[]) and ${standsInPlan} and ${versionCountsFrom(v)} <= ${asOf}::date
        order by mv.measure_id, v.number desc`,
  ),
);

/** A measure in the words that counted on a day, the last it had when it was dropped by then; null when it was not known yet. */
export async function measureVersionAsOf(
  context: RequestContext,
  measureId: string | null,
  asOf: LocalDate,
): Promise<MeasureRow | null> {
  return measuresAsOf(context, measureId, { asOf });
}

/** A measure as it stands today. */
export const measureById = (context: RequestContext, id: string | null): Promise<MeasureRow | null> =>
  measureVersionAsOf(context, id, context.today);

export const measureVersionById = batchOne<MeasureVersionRow>((context, ids) =>
  rows(context, sql`select ${measureVersionColumns} from measure_version mv where mv.id = any(${ids}::uuid[])`),
);

/** What each version of the plan says of a measure, newest first. */
export const versionsOfMeasure = batchMany<MeasureVersionRow>((context, ids) =>
  rows(
    context,
    sql`select mv.measure_id as key, ${measureVersionColumns} from measure_version mv join plan_version v on v.id = mv.version_id
        where mv.measure_id = any(${ids}::uuid[]) order by mv.measure_id, v.number desc`,
  ),
);

/** What few ask for and is long: apart from the lists. */
export interface MeasureDetail {
  readonly id: string;
  readonly targetGroups: string | null;
  readonly places: string | null;
  readonly fileName: string | null;
  readonly sourceTable: string | null;
  readonly sourceRow: number | null;
  /** Heading to text. */
  readonly asWritten: Readonly<Record<string, string>>;
}

/** By id of the version of the measure. */
export const detailOfVersion = batchOne<MeasureDetail>((context, ids) =>
  rows(
    context,
    sql`select mv.id, mv.target_groups, mv.places, v.file_name, mv.source_table, mv.source_row, mv.as_written
        from measure_version mv join plan_version v on v.id = mv.version_id where mv.id = any(${ids}::uuid[])`,
  ),
);

interface SuccessionRow {
  readonly change: 'SPLIT' | 'MERGED';
  readonly measureId: string;
}

/** Measures that a measure went into. */
export const successorsOf = batchMany<SuccessionRow>((context, ids) =>
  rows(
    context,
    sql`select s.from_measure_id as key, s.change, s.to_measure_id as measure_id from measure_succession s join plan_version v on v.id = s.version_id
        where s.from_measure_id = any(${ids}::uuid[]) and s.to_measure_id <> s.from_measure_id and ${versionCountsFrom(v)} <= ${context.today}::date
        order by v.number, s.to_measure_id`,
  ),
);

/** Measures that a measure came from. */
export const predecessorsOf = batchMany<SuccessionRow>((context, ids) =>
  rows(
    context,
    sql`select s.to_measure_id as key, s.change, s.from_measure_id as measure_id from measure_succession s join plan_version v on v.id = s.version_id
        where s.to_measure_id = any(${ids}::uuid[]) and s.to_measure_id <> s.from_measure_id and ${versionCountsFrom(v)} <= ${context.today}::date
        order by v.number, s.from_measure_id`,
  ),
);
