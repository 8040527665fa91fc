/** What hangs on a version of a measure: each kind in one statement for any number of measures. Keys are ids of versions of measures. */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Currency } from '../../schema/vocabulary/currency.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import { partsOf, type ToldParts } from '../platform/one-statement/telling.ts';
import { rows, sql, type Sql } from '../platform/sql.ts';
import type { Indicator, IndicatorValue } from './indicator.entity.ts';
import { newestNumber, standsInPlan } from './measure.loader.ts';
import type { FundingLine, Responsible } from './measure.type.ts';
import { moneyOf, moneyOrNull, moneyParts, type Money } from './money.type.ts';

/** The bodies that carry it out, in the order of the document. */
export const responsiblesOf = reading<Responsible>({
  type: 'Responsible',
  from: sql`measure_responsible r`,
  columns: columnsOf('r', ['organizationId', 'bodyKind', 'asWritten', 'leads']),
  always: ['organizationId'],
}).many({ key: sql`r.measure_version_id`, order: [{ by: sql`r.measure_version_id` }, { by: sql`r.position` }] });

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

/** The same for whole plans, by the version that counts on the day. Keys are ids of plans. */
export const plannedTotalOfPlan = batchMany<Money, { readonly asOf: LocalDate }>(async (context, ids, { asOf }) => {
  const totals = await rows<TotalRow>(
    context,
    sql`select v.plan_id as key, f.currency, sum(f.amount_cents)::float8 as amount_cents
        from plan_version v join measure_version mv on mv.version_id = v.id join funding_line f on f.measure_version_id = mv.id
        where v.plan_id = any(${ids}::uuid[]) and v.number = ${newestNumber(asOf)} and ${standsInPlan} and f.currency is not null
        group by v.plan_id, f.currency order by f.currency desc`,
  );
  return totals.map(asMoney);
});

/** Rows of funding by currency, of which totals are told in a statement. */
export const fundingSql = (measureVersionId: Sql): Sql =>
  sql`funding_line f where f.measure_version_id = ${measureVersionId} and f.currency is not null`;

export const planFundingSql = (planId: Sql, asOf: LocalDate): Sql =>
  sql`plan_version v join measure_version mv on mv.version_id = v.id join funding_line f on f.measure_version_id = mv.id
      where v.plan_id = ${planId} and v.number = ${newestNumber(asOf)} and ${standsInPlan} and f.currency is not null`;

export const plannedTotalTold = (funding: Sql): ToldParts =>
  partsOf({
    from: sql`(select f.currency, sum(f.amount_cents)::bigint as amount from ${funding} group by f.currency) total`,
    parts: moneyParts(sql`total.amount`, sql`total.currency`),
    order: sql`total.currency desc`,
  });

/** How many measures stand in a version of a plan; absent: none. Keys are ids of versions. */
export const measureCountOfVersion = batchOne<{ readonly count: number }>((context, ids) =>
  rows(
    context,
    sql`select mv.version_id as id, count(*)::int as count from measure_version mv where mv.version_id = any(${ids}::uuid[]) and ${standsInPlan} group by mv.version_id`,
  ),
);

/** The same for whole plans, by the version that counts on the day. Keys are ids of plans. */
export const measureCountOfPlan = batchOne<{ readonly count: number }, { readonly asOf: LocalDate }>(
  (context, ids, { asOf }) =>
    rows(
      context,
      sql`select v.plan_id as id, count(*)::int as count from plan_version v join measure_version mv on mv.version_id = v.id
          where v.plan_id = any(${ids}::uuid[]) and v.number = ${newestNumber(asOf)} and ${standsInPlan} group by v.plan_id`,
    ),
);

/** The same of one plan, as a part of a statement. */
export const measureCountSql = (planId: Sql, asOf: LocalDate): Sql =>
  sql`(select count(*) from plan_version v join measure_version mv on mv.version_id = v.id
       where v.plan_id = ${planId} and v.number = ${newestNumber(asOf)} and ${standsInPlan})`;

export type IndicatorRow = Omit<Indicator, 'position'>;

const indicators = reading<IndicatorRow>({
  type: 'Indicator',
  from: sql`indicator i`,
  columns: columnsOf('i', [
    'id',
    'measureVersionId',
    'seriesId',
    'wording',
    'unit',
    'direction',
    'baseline',
    'target',
    'asWritten',
  ]),
  always: ['id', 'measureVersionId', 'seriesId'],
});

export const indicatorById = indicators.one({ key: sql`i.id` });

export const indicatorsOf = indicators.many({
  key: sql`i.measure_version_id`,
  order: [{ by: sql`i.measure_version_id` }, { by: sql`i.position` }],
});

export type IndicatorValueRow = Pick<IndicatorValue, 'id' | 'value' | 'onDay' | 'saidByOrganizationId'>;

/** Values of a series known by today, oldest first. Keys are ids of series. */
export const valuesOfSeries = batchMany<IndicatorValueRow>((context, ids) =>
  rows(
    context,
    sql`select iv.series_id as key, iv.id, iv.value, iv.on_day, iv.said_by_organization_id from indicator_value iv
        where iv.series_id = any(${ids}::uuid[]) and iv.known_from <= ${context.today}::date order by iv.series_id, iv.on_day, iv.known_from, iv.id`,
  ),
);
