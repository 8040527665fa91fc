/** Reads of reports, their statements and the values in them. All of it is public. */
import type { IndicatorValueRow } from '../measures/measure-part.loader.ts';
import { batchMany } from '../platform/batch.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import type { SortKey } from '../platform/sort-key.ts';
import { rows, sql } from '../platform/sql.ts';
import type { MeasureStatement } from './measure-statement.entity.ts';
import type { OfficialReport } from './official-report.entity.ts';

export type OfficialReportRow = Omit<OfficialReport, 'knownFromSource' | 'enteredById' | 'obligationId'> & {
  readonly enteredAfterwards: boolean;
};
/** Days are those that hold: what a statement does not say of itself, its report says of it. */
export type MeasureStatementRow = Omit<MeasureStatement, 'enteredById' | 'act'>;

const reports = reading<OfficialReportRow>({
  type: 'OfficialReport',
  from: sql`official_report r`,
  columns: {
    ...columnsOf('r', [
      'id',
      'title',
      'planId',
      'strategyId',
      'organizationId',
      'periodLabel',
      'periodFrom',
      'periodTo',
      'act',
      'adoptedBy',
      'adoptedOn',
      'source',
      'knownFrom',
      'wordsHiddenOn',
      'wordsHiddenBecause',
    ]),
    enteredAfterwards: sql`r.known_from_source is not null`,
  },
  always: ['id', 'planId', 'strategyId', 'organizationId'],
});

const newestPeriodFirst: readonly SortKey[] = [
  { by: sql`r.period_to`, as: 'date', descending: true },
  { by: sql`r.period_from`, as: 'date', descending: true },
  { by: sql`r.known_from`, as: 'date', descending: true },
  { by: sql`r.id`, as: 'uuid' },
];

export const reportById = reports.one({ key: sql`r.id` });

/** Of a plan, the newest period first. */
export const reportsOfPlan = reports.many({ key: sql`r.plan_id`, order: newestPeriodFirst });

/** Of a strategy itself, not of the plans under it; the newest period first. */
export const reportsOfStrategy = reports.many({ key: sql`r.strategy_id`, order: newestPeriodFirst });

const statements = reading<MeasureStatementRow>({
  type: 'MeasureStatement',
  from: sql`measure_statement s join official_report r on r.id = s.report_id`,
  columns: {
    ...columnsOf('s', ['id', 'reportId', 'measureId', 'organizationId', 'correction', 'level', 'text', 'currency']),
    ...columnsOf('s', ['wordsHiddenOn', 'wordsHiddenBecause']),
    spentCents: sql`s.spent_cents::float8`,
    adoptedOn: sql`coalesce(s.adopted_on, r.adopted_on)`,
    knownFrom: sql`greatest(s.known_from, r.known_from)`,
  },
  always: ['id', 'reportId', 'measureId', 'organizationId'],
  needs: { spent: ['spentCents', 'currency'] },
});

/** Each body's latest word before what it corrected. */
const latestWordFirst: readonly SortKey[] = [
  { by: sql`s.organization_id`, as: 'uuid' },
  { by: sql`s.correction`, as: 'int', descending: true },
  { by: sql`s.id`, as: 'uuid' },
];
/** Where the measure stands in the newest version of the plan. */
const placeInPlan: SortKey = {
  by: sql`(select mv.position from measure_version mv join plan_version v on v.id = mv.version_id where mv.measure_id = s.measure_id order by v.number desc limit 1)`,
  as: 'int',
};

export const statementById = statements.one({ key: sql`s.id` });

/** Of a measure: the newest period first, in it each body's latest word before what it corrected. */
export const statementsOfMeasure = statements.many({
  key: sql`s.measure_id`,
  order: [...newestPeriodFirst, ...latestWordFirst],
});

/** Of a report, in the order of the plan. */
export const statementsOfReport = statements.many({
  key: sql`s.report_id`,
  order: [placeInPlan, { by: sql`s.measure_id`, as: 'uuid' }, ...latestWordFirst],
});

/** Values that hold with a statement: its own, or where a correction gives none, those of what it corrects. */
export const valuesOfStatement = batchMany<IndicatorValueRow>((context, ids) =>
  rows(
    context,
    sql`select s.id as key, val.id, val.value, val.on_day, val.said_by_organization_id
        from measure_statement s
        cross join lateral (
          select earlier.id from measure_statement earlier
          where earlier.report_id = s.report_id and earlier.measure_id = s.measure_id and earlier.organization_id = s.organization_id and earlier.correction <= s.correction
            and exists (select from indicator_value given where given.statement_id = earlier.id)
          order by earlier.correction desc limit 1
        ) holder
        join indicator_value val on val.statement_id = holder.id
        where s.id = any(${ids}::uuid[]) order by s.id, val.series_id, val.id`,
  ),
);
