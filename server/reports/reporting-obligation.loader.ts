import { daysBetween, type LocalDate } from '../../schema/rules/days.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import type { ReportingObligation } from './reporting-obligation.entity.ts';

export type ReportingObligationRow = Omit<ReportingObligation, 'knownFrom'>;

const columns = sql`
  b.id, b.debtor_organization_id, b.creditor_organization_id, b.plan_id, b.previous_id, b.period_label, b.period_from, b.period_to, b.due_on, b.source,
  b.received_on, coalesce(b.received_known_from, b.received_on) as received_known_from, b.adopted_on, b.forwarded_on`;

export const obligationById = batchOne<ReportingObligationRow>((context, ids) =>
  rows(context, sql`select ${columns} from reporting_obligation b where b.id = any(${ids}::uuid[])`),
);

/** Of a plan, by the day they are due. */
export const obligationsOfPlan = batchMany<ReportingObligationRow>((context, ids) =>
  rows(
    context,
    sql`select b.plan_id as key, ${columns} from reporting_obligation b where b.plan_id = any(${ids}::uuid[]) order by b.due_on, b.period_from, b.id`,
  ),
);

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

/** Of a territory's plans: due, and by what was known on the day not received. The longest late first. */
export function overdueObligations(
  context: RequestContext,
  territoryIds: readonly string[],
  asOf: LocalDate,
): Promise<ReportingObligationRow[]> {
  return rows(
    context,
    sql`select ${columns} from reporting_obligation b join action_plan p on p.id = b.plan_id
        where p.territory_id = any(${territoryIds}::uuid[]) and b.known_from <= ${asOf}::date and b.due_on < ${asOf}::date
          and not coalesce(b.received_on <= ${asOf}::date and coalesce(b.received_known_from, b.received_on) <= ${asOf}::date, false)
        order by b.due_on, b.id`,
  );
}
