import { daysBetween, type LocalDate } from '../../schema/rules/days.ts';
import { columnsOf, reading, type ReadingOf } from '../platform/reading.ts';
import type { Row } from '../platform/one-statement/row.ts';
import { sql, type Sql } from '../platform/sql.ts';
import type { ReportingObligation } from './reporting-obligation.entity.ts';

export type ReportingObligationRow = Omit<ReportingObligation, 'knownFrom'>;

const receivedKnownFromSql = sql`coalesce(b.received_known_from, b.received_on)`;

const asRead: Omit<ReadingOf<ReportingObligationRow>, 'from'> = {
  type: 'ReportingObligation',
  columns: {
    ...columnsOf('b', [
      'id',
      'debtorOrganizationId',
      'creditorOrganizationId',
      'planId',
      'previousId',
      'periodLabel',
      'periodFrom',
      'periodTo',
      'dueOn',
      'source',
      'receivedOn',
      'adoptedOn',
      'forwardedOn',
    ]),
    receivedKnownFrom: receivedKnownFromSql,
  },
  always: ['id', 'debtorOrganizationId', 'creditorOrganizationId', 'planId', 'previousId'],
  needs: { daysLate: ['dueOn', 'receivedOn', 'receivedKnownFrom'] },
};

const obligations = reading<ReportingObligationRow>({ ...asRead, from: sql`reporting_obligation b` });
const obligationsWithPlan = reading<ReportingObligationRow>({
  ...asRead,
  from: sql`reporting_obligation b join action_plan p on p.id = b.plan_id`,
});

export const obligationById = obligations.one({ key: sql`b.id` });

/** Of a plan, by the day they are due. */
export const obligationsOfPlan = obligations.many({
  key: sql`b.plan_id`,
  order: [
    { by: sql`b.due_on`, as: 'date' },
    { by: sql`b.period_from`, as: 'date' },
    { by: sql`b.id`, as: 'uuid' },
  ],
});

/**
 * Days from the last day in time to the day on which the report came in or, by what was known on `asOf`, had not yet.
 * 0: in time, or the day has not passed.
 */
export function daysLate(
  { dueOn, receivedOn, receivedKnownFrom }: Pick<ReportingObligationRow, 'dueOn' | 'receivedOn' | 'receivedKnownFrom'>,
  asOf: LocalDate,
): number {
  const received = receivedOn !== null && receivedOn <= asOf && (receivedKnownFrom ?? receivedOn) <= asOf;
  return Math.max(0, daysBetween(dueOn, received ? receivedOn : asOf));
}

/** The same of a row in a statement. */
export const daysLateSql = (row: Row, asOf: LocalDate): Sql => {
  const [due, received, known] = ['dueOn', 'receivedOn', 'receivedKnownFrom'].map((name) => row.column(name));
  return sql`greatest(0, case when ${received} <= ${asOf}::date and ${known} <= ${asOf}::date then ${received} else ${asOf}::date end - ${due})`;
};

/** Of a territory's plans: due, and by what was known on the day not received. The longest late first. */
export const overdueObligations = obligationsWithPlan.many<LocalDate>({
  key: sql`p.territory_id`,
  where: (asOf) => sql`b.known_from <= ${asOf}::date and b.due_on < ${asOf}::date
    and not coalesce(b.received_on <= ${asOf}::date and ${receivedKnownFromSql} <= ${asOf}::date, false)`,
  order: [
    { by: sql`b.due_on`, as: 'date' },
    { by: sql`b.id`, as: 'uuid' },
  ],
});
