/** Reads of measures: one row is a measure with the words of one version of its plan. */
import type { LocalDate } from '../../schema/rules/days.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { columnsOf, reading, type ReadingOf } from '../platform/reading.ts';
import { every, rows, sql, type Sql } from '../platform/sql.ts';
import { versionCountsFrom } from '../strategies/in-force.ts';
import type { MeasureVersion } from './measure-version.entity.ts';
import type { Measure } from './measure.type.ts';

export type MeasureRow = Measure;
export type MeasureVersionRow = Omit<
  MeasureVersion,
  'asWritten' | 'searchText' | 'targetGroups' | 'places' | 'sourceTable' | 'sourceRow'
>;

/** A row of a version that dropped the measure says nothing of it. */
export const standsInPlan = sql`mv.change <> 'DROPPED'`;

const v = sql`v`;

/** Of `measure_version mv` joined with `plan_version v`; in a version that counts on the day asked for, a measure stands. */
export const measureReading: ReadingOf<MeasureRow> = {
  type: 'Measure',
  from: sql`measure_version mv join plan_version v on v.id = mv.version_id`,
  columns: {
    ...columnsOf('mv', [
      'versionId',
      'code',
      'wording',
      'objectiveId',
      'objectivePath',
      'position',
      'periodText',
      'startsOn',
      'endsOn',
      'recurring',
    ]),
    id: sql`mv.measure_id`,
    measureVersionId: sql`mv.id`,
    planId: sql`v.plan_id`,
    dropped: sql`false`,
  },
  always: ['id', 'planId', 'versionId', 'measureVersionId'],
  needs: { period: ['periodText', 'startsOn', 'endsOn', 'recurring'], objectivePath: ['objectivePath'] },
};

const measureReadings = reading(measureReading);

/** The number of the version that counts on the day, of the plan of `v`. */
export const newestNumber = (asOf: LocalDate): Sql =>
  sql`(select max(x.number) from plan_version x where x.plan_id = v.plan_id and ${versionCountsFrom(sql`x`)} <= ${asOf}::date)`;

/** Measures in the words that counted on a day; those that were dropped by then in the last they had. */
export const measuresOn = measureReadings.one<{ readonly asOf: LocalDate }>({
  key: sql`mv.measure_id`,
  where: ({ asOf }) => every([standsInPlan, sql`${versionCountsFrom(v)} <= ${asOf}::date`]),
  newest: [{ by: sql`v.number`, as: 'int', descending: true }],
  columns: ({ asOf }) => ({ dropped: sql`v.number < ${newestNumber(asOf)}` }),
});

/** A measure in the words that counted on a day, the last it had when it was dropped by then; null when it was not known yet. */
export const measureVersionAsOf = (
  context: RequestContext,
  measureId: string | null,
  asOf: LocalDate,
): Promise<MeasureRow | null> => measuresOn(context, measureId, { asOf });

/** A measure as it stands today. */
export const measureById = (context: RequestContext, id: string | null): Promise<MeasureRow | null> =>
  measureVersionAsOf(context, id, context.today);

const measureVersions = reading<MeasureVersionRow>({
  type: 'MeasureVersion',
  from: sql`measure_version mv join plan_version v on v.id = mv.version_id`,
  columns: columnsOf('mv', [
    'id',
    'measureId',
    'versionId',
    'objectiveId',
    'objectivePath',
    'position',
    'code',
    'codeGenerated',
    'wording',
    'periodText',
    'startsOn',
    'endsOn',
    'recurring',
    'change',
  ]),
  always: ['id', 'measureId', 'versionId'],
  needs: { period: ['periodText', 'startsOn', 'endsOn', 'recurring'] },
});

export const measureVersionById = measureVersions.one({ key: sql`mv.id` });

/** What each version of the plan says of a measure, newest first. */
export const versionsOfMeasure = measureVersions.many({
  key: sql`mv.measure_id`,
  order: [{ by: sql`v.number`, as: 'int', descending: true }],
});

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
