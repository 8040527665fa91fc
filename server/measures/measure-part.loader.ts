/** What hangs on a version of a measure: each kind in one statement for any number of measures. Keys are ids of versions of measures. */
import type { Currency } from '../../schema/vocabulary/currency.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import type { Indicator, IndicatorValue } from './indicator.entity.ts';
import type { FundingLine, Responsible } from './measure.type.ts';
import { moneyOf, moneyOrNull, type Money } from './money.type.ts';

/** The bodies that carry it out, in the order of the document. */
export const responsiblesOf = batchMany<Responsible>((context, ids) =>
  rows(
    context,
    sql`select r.measure_version_id as key, r.organization_id, r.body_kind, r.as_written, r.leads from measure_responsible r
        where r.measure_version_id = any(${ids}::uuid[]) order by r.measure_version_id, r.position`,
  ),
);

interface FundingRow extends Omit<FundingLine, 'amount'> {
  readonly key: string;
  readonly amountCents: number | null;
  readonly currency: Currency | null;
}

export const fundingLinesOf = batchMany<FundingLine>(async (context, ids) => {
  const found = await rows<FundingRow>(
    context,
    sql`select f.measure_version_id as key, f.source_text, f.programme, f.project_number, f.state, f.amount_cents::float8 as amount_cents, f.currency, f.as_written
        from funding_line f where f.measure_version_id = any(${ids}::uuid[]) order by f.measure_version_id, f.position`,
  );
  return found.map(({ amountCents, currency, ...line }) => ({ ...line, amount: moneyOrNull(amountCents, currency) }));
});

interface TotalRow {
  readonly key: string;
  readonly amountCents: number;
  readonly currency: Currency;
}

/** Totals are summed in the original currency and converted once. */
const asMoney = ({ key, amountCents, currency }: TotalRow): Money & { key: string } =>
  Object.assign(moneyOf(amountCents, currency), { key });

/** One total for each original currency, euro first; empty when no amount is stated. */
export const plannedTotalOf = batchMany<Money>(async (context, ids) => {
  const totals = await rows<TotalRow>(
    context,
    sql`select f.measure_version_id as key, f.currency, sum(f.amount_cents)::float8 as amount_cents from funding_line f
        where f.measure_version_id = any(${ids}::uuid[]) and f.currency is not null group by f.measure_version_id, f.currency order by f.currency desc`,
  );
  return totals.map(asMoney);
});

/** The same for whole versions of plans. */
export const plannedTotalOfPlanVersion = batchMany<Money>(async (context, ids) => {
  const totals = await rows<TotalRow>(
    context,
    sql`select mv.version_id as key, f.currency, sum(f.amount_cents)::float8 as amount_cents
        from measure_version mv join funding_line f on f.measure_version_id = mv.id
        where mv.version_id = any(${ids}::uuid[]) and mv.change <> 'DROPPED' and f.currency is not null group by mv.version_id, f.currency order by f.currency desc`,
  );
  return totals.map(asMoney);
});

const measureCounts = batchOne<{ readonly id: string; readonly count: number }>((context, ids) =>
  rows(
    context,
    sql`select mv.version_id as id, count(*)::int as count from measure_version mv where mv.version_id = any(${ids}::uuid[]) and mv.change <> 'DROPPED' group by mv.version_id`,
  ),
);

/** How many measures stand in a version of a plan. */
export const measureCountOf = async (context: RequestContext, planVersionId: string): Promise<number> =>
  (await measureCounts(context, planVersionId))?.count ?? 0;

export type IndicatorRow = Omit<Indicator, 'position'>;

const indicatorColumns = sql`i.id, i.measure_version_id, i.series_id, i.wording, i.unit, i.direction, i.baseline, i.target, i.as_written`;

export const indicatorById = batchOne<IndicatorRow>((context, ids) =>
  rows(context, sql`select ${indicatorColumns} from indicator i where i.id = any(${ids}::uuid[])`),
);

export const indicatorsOf = batchMany<IndicatorRow>((context, ids) =>
  rows(
    context,
    sql`select i.measure_version_id as key, ${indicatorColumns} from indicator i
        where i.measure_version_id = any(${ids}::uuid[]) order by i.measure_version_id, i.position`,
  ),
);

export type IndicatorValueRow = Pick<IndicatorValue, 'id' | 'value' | 'onDay' | 'saidByOrganizationId'>;

/** Values of a series known by today, oldest first. Keys are ids of series. */
export const valuesOfSeries = batchMany<IndicatorValueRow>((context, ids) =>
  rows(
    context,
    sql`select iv.series_id as key, iv.id, iv.value, iv.on_day, iv.said_by_organization_id from indicator_value iv
        where iv.series_id = any(${ids}::uuid[]) and iv.known_from <= ${context.today}::date order by iv.series_id, iv.on_day, iv.known_from, iv.id`,
  ),
);
