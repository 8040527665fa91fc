/** Reads of reports, their statements and the values in them. All of it is public. */
import type { IndicatorValueRow } from '../measures/measure-part.loader.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import { rows, sql } from '../platform/sql.ts';
import type { MeasureStatement } from './measure-statement.entity.ts';
import type { OfficialReport } from './official-report.entity.ts';

export type OfficialReportRow = Omit<OfficialReport, 'knownFromSource' | 'enteredById' | 'obligationId'> & {
  readonly enteredAfterwards: boolean;
};
export type MeasureStatementRow = Omit<MeasureStatement, 'enteredById' | 'act'>;

const reportColumns = sql`
  r.id, r.title, r.plan_id, r.strategy_id, r.organization_id, r.period_label, r.period_from, r.period_to, r.act, r.adopted_by, r.adopted_on, r.source, r.known_from,
  r.known_from_source is not null as entered_afterwards`;
const newestPeriodFirst = sql`r.period_to desc, r.period_from desc, r.known_from desc, r.id`;
const statementColumns = sql`
  s.id, s.report_id, s.measure_id, s.organization_id, s.correction, s.level, s.text, s.spent_cents::float8 as spent_cents, s.currency, coalesce(s.adopted_on, r.adopted_on) as adopted_on,
  greatest(s.known_from, r.known_from) as known_from`;

export const reportById = batchOne<OfficialReportRow>((context, ids) =>
  rows(context, sql`select ${reportColumns} from official_report r where r.id = any(${ids}::uuid[])`),
);

/** Of a plan, the newest period first. */
export const reportsOfPlan = batchMany<OfficialReportRow>((context, ids) =>
  rows(
    context,
    sql`select r.plan_id as key, ${reportColumns} from official_report r where r.plan_id = any(${ids}::uuid[]) order by ${newestPeriodFirst}`,
  ),
);

/** Of a strategy itself, not of the plans under it; the newest period first. */
export const reportsOfStrategy = batchMany<OfficialReportRow>((context, ids) =>
  rows(
    context,
    sql`select r.strategy_id as key, ${reportColumns} from official_report r where r.strategy_id = any(${ids}::uuid[]) order by ${newestPeriodFirst}`,
  ),
);

export const statementById = batchOne<MeasureStatementRow>((context, ids) =>
  rows(
    context,
    sql`select ${statementColumns} from measure_statement s join official_report r on r.id = s.report_id where s.id = any(${ids}::uuid[])`,
  ),
);

/** Of a measure: the newest period first, in it each body's latest word before what it corrected. */
export const statementsOfMeasure = batchMany<MeasureStatementRow>((context, ids) =>
  rows(
    context,
    sql`select s.measure_id as key, ${statementColumns} from measure_statement s join official_report r on r.id = s.report_id
        where s.measure_id = any(${ids}::uuid[]) order by ${newestPeriodFirst}, s.organization_id, s.correction desc, s.id`,
  ),
);

/** Of a report, in the order of the plan. */
export const statementsOfReport = batchMany<MeasureStatementRow>((context, ids) =>
  rows(
    context,
    sql`select s.report_id as key, ${statementColumns} from measure_statement s join official_report r on r.id = s.report_id
        left join lateral (
          select mv.position from measure_version mv join plan_version v on v.id = mv.version_id where mv.measure_id = s.measure_id order by v.number desc limit 1
        ) place on true
        where s.report_id = any(${ids}::uuid[]) order by place.position, s.measure_id, s.organization_id, s.correction desc`,
  ),
);

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
