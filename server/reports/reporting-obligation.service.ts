/** Who owes which report, and what became of it. */
import { randomUUID } from 'node:crypto';
import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { assertNotFuture } from '../../schema/rules/days.ts';
import { allowOnly, type Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { oneRow, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { optionalText, trimmedText } from './report-content.ts';
import type { CreateReportingObligationInput, RecordReportingStepInput } from './report.input.ts';
import { mayRecordSteps } from './report.policy.ts';
import { ReportingObligation } from './reporting-obligation.entity.ts';
import { obligationById, type ReportingObligationRow } from './reporting-obligation.loader.ts';

/** @throws NOT_FOUND when a body, the plan or the duty before is not there. */
export async function createReportingObligation(
  context: RequestContext,
  input: CreateReportingObligationInput,
): Promise<ReportingObligationRow> {
  const { debtorId, creditorId, planId, previousId = null, periodFrom, periodTo, dueOn } = input;
  if (![debtorId, creditorId, planId, ...(previousId === null ? [] : [previousId])].every(isUuid)) throw notFound();
  if (periodTo < periodFrom) throw badInput('report.periodReversed', { field: 'periodTo' });
  if (debtorId === creditorId) throw badInput('report.owesItself', { field: 'creditorId' });
  const periodLabel = trimmedText(input.periodLabel, { field: 'periodLabel', min: 1, max: 60 });
  const source = optionalText(input.source, 'source');
  try {
    return await inTransaction(context, async (tx) => {
      const id = randomUUID();
      tx.em.create(ReportingObligation, {
        id,
        debtorOrganizationId: debtorId,
        creditorOrganizationId: creditorId,
        planId,
        previousId,
        periodLabel,
        periodFrom,
        periodTo,
        dueOn,
        source,
        receivedOn: null,
        receivedKnownFrom: null,
        adoptedOn: null,
        forwardedOn: null,
        knownFrom: tx.today,
      });
      await tx.em.flush();
      await audit(tx, { action: 'report.createObligation', subjectKind: 'ReportingObligation', subjectId: id });
      return required(await obligationById(tx, id));
    });
  } catch (error) {
    if (error instanceof ForeignKeyConstraintViolationException) throw notFound();
    throw error;
  }
}

/** @throws CONFLICT when another day was recorded for a step before, BAD_INPUT for steps out of order, FUTURE_DAY, NOT_FOUND. */
export async function recordReportingStep(
  context: RequestContext,
  actor: Actor,
  input: RecordReportingStepInput,
): Promise<ReportingObligationRow> {
  const { obligationId, receivedOn = null, adoptedOn = null, forwardedOn = null } = input;
  if (!isUuid(obligationId)) throw notFound();
  const given = [receivedOn, adoptedOn, forwardedOn].filter((day) => day !== null);
  if (given.length === 0) throw badInput('report.noStep');
  for (const day of given) assertNotFuture(day, context.today);
  return inTransaction(context, async (tx) => {
    const before = required(await obligationById(tx, obligationId));
    allowOnly(mayRecordSteps(actor, before));
    const steps = {
      receivedOn: receivedOn ?? before.receivedOn,
      adoptedOn: adoptedOn ?? before.adoptedOn,
      forwardedOn: forwardedOn ?? before.forwardedOn,
    };
    for (const later of [steps.adoptedOn, steps.forwardedOn]) {
      if (later !== null && (steps.receivedOn === null || later < steps.receivedOn))
        throw badInput('report.stepsOutOfOrder', { field: 'receivedOn' });
    }
    // The row changes only while nothing else stands there: of two who record at once, the second is told.
    const recorded = await oneRow(
      tx,
      sql`update reporting_obligation set
            received_known_from = case when received_on is null and ${receivedOn}::date is not null then ${tx.today}::date else received_known_from end,
            received_on = coalesce(received_on, ${receivedOn}::date), adopted_on = coalesce(adopted_on, ${adoptedOn}::date), forwarded_on = coalesce(forwarded_on, ${forwardedOn}::date)
          where id = ${obligationId}::uuid and coalesce(received_on = ${receivedOn}::date, true) and coalesce(adopted_on = ${adoptedOn}::date, true) and coalesce(forwarded_on = ${forwardedOn}::date, true)
          returning id`,
    );
    if (recorded === null) throw new Problem(ErrorCode.CONFLICT, 'report.stepRecorded');
    await audit(tx, { action: 'report.recordStep', subjectKind: 'ReportingObligation', subjectId: obligationId });
    tx.loaders.clear();
    return required(await obligationById(tx, obligationId));
  });
}
