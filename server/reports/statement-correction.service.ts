/** A statement is corrected by a newer one; of two corrections at once, the unique index lets one. */
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { assertNotFuture } from '../../schema/rules/days.ts';
import { allowOnly, type Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { letWordsStand } from '../platform/public-words.ts';
import { oneRow, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { faultOf, optionalText } from './report-content.ts';
import type { CorrectStatementInput } from './report.input.ts';
import { statementById, type MeasureStatementRow } from './report.loader.ts';
import { mayReportFor } from './report.policy.ts';
import { addStatements } from './report.service.ts';

interface CorrectedStatement {
  readonly reportId: string;
  readonly reporterId: string | null;
  readonly organizationId: string;
  readonly measureId: string;
  readonly code: string;
  readonly correction: number;
  readonly adoptedOn: string | null;
  readonly periodTo: string;
  readonly indicators: readonly { readonly id: string; readonly seriesId: string }[];
}

/** @throws CONFLICT when the statement has been corrected already, BAD_INPUT, FUTURE_DAY, NOT_FOUND. */
export async function correctStatement(
  context: RequestContext,
  actor: Actor,
  input: CorrectStatementInput,
): Promise<MeasureStatementRow> {
  if (!isUuid(input.statementId)) throw notFound();
  if (input.adoptedOn != null) assertNotFuture(input.adoptedOn, context.today);
  const act = optionalText(input.act, 'act');
  try {
    return await inTransaction(context, async (tx) => {
      const earlier = required(await correctedStatement(tx, input.statementId));
      // A municipality that spoke through its administration corrects through it.
      allowOnly(
        mayReportFor(actor, earlier.organizationId) ||
          (earlier.reporterId !== null && mayReportFor(actor, earlier.reporterId)),
      );
      const fault = faultOf(input, new Set(earlier.indicators.map(({ id }) => id)));
      if (fault !== null)
        throw badInput('report.statementsRefused', {
          field: 'statementId',
          measureIds: [earlier.measureId],
          codes: [earlier.code],
          faults: [fault],
        });
      const [id = ''] = await addStatements(tx, [
        {
          report: { id: earlier.reportId, periodTo: earlier.periodTo },
          measure: { id: earlier.measureId, indicators: earlier.indicators },
          said: input,
          organizationId: earlier.organizationId,
          correction: earlier.correction + 1,
          act,
          adoptedOn: input.adoptedOn ?? earlier.adoptedOn,
          knownFrom: tx.today,
          enteredById: actor.personId,
        },
      ]);
      await letWordsStand(tx, {
        texts: [input.text],
        reason: input.wordsReason,
        subjectKind: 'MeasureStatement',
        subjectId: id,
      });
      await audit(tx, { action: 'report.correctStatement', subjectKind: 'MeasureStatement', subjectId: id });
      await tx.events.emit(tx, 'measures.changed', { measureIds: [earlier.measureId], fromDay: tx.today });
      return required(await statementById(tx, id));
    });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException)
      throw new Problem(ErrorCode.CONFLICT, 'report.corrected', { field: 'statementId' });
    throw error;
  }
}

function correctedStatement(tx: RequestContext, id: string): Promise<CorrectedStatement | null> {
  return oneRow(
    tx,
    sql`select s.report_id, r.organization_id as reporter_id, s.organization_id, s.measure_id, s.correction, coalesce(s.adopted_on, r.adopted_on) as adopted_on, r.period_to,
          coalesce((select mv.code from measure_version mv join plan_version v on v.id = mv.version_id where mv.measure_id = s.measure_id order by v.number desc limit 1), '') as code,
          (select coalesce(json_agg(json_build_object('id', i.id, 'seriesId', i.series_id)), '[]')
           from indicator i join measure_version iv on iv.id = i.measure_version_id where iv.measure_id = s.measure_id) as indicators
        from measure_statement s join official_report r on r.id = s.report_id where s.id = ${id}::uuid`,
  );
}
