/**
 * Reports of published texts, and what verifiers do about them: hide the words, dismiss the reports, or undo the
 * verification. Nothing is overwritten: the decisions stand beside the first with their days, and what was known on
 * earlier days stays so (R6).
 */
import { randomUUID } from 'node:crypto';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import type { TextReportReason } from '../../schema/vocabulary/text-report-reason.ts';
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Actor } from '../platform/access.ts';
import { audit, auditRead } from '../platform/audit.ts';
import type { ConnectionArgs, ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, notFound, required } from '../platform/problem.ts';
import { oneRow, rows, sql, type Sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { barToSettle, PublishedTextAct, publishedBy, type VerifiedBy } from './observation.policy.ts';
import type { DecidePublishedTextInput } from './text-report.input.ts';
import {
  listReportedTexts,
  publicItem,
  verificationItem,
  verifierOf,
  type ReportedTextRow,
} from './verification.loader.ts';
import { neededReason } from './words-of-decision.ts';

/** Beyond these, one more report tells nothing new to those who settle them: it is not kept, and who sends it is told so. */
export const MOST_WAITING_REPORTS = 50;

/** What somebody said of a text, as it is kept. */
export interface GivenReport {
  readonly reason: TextReportReason;
  readonly words: string | null;
}

/** In the transaction of nobody. @throws NOT_FOUND for what the public does not read, TOO_MANY_REQUESTS. */
export async function takeObservationReport(
  tx: RequestContext,
  id: string,
  { reason, words }: GivenReport,
): Promise<void> {
  required(
    await oneRow(
      tx,
      sql`select id from public_observation where id = ${id}::uuid and published_on <= ${tx.today}::date and words is not null`,
    ),
  );
  const { waiting } = required(
    await oneRow<{ waiting: number }>(tx, sql`select waiting_reports(${id}::uuid)::int as waiting`),
  );
  if (waiting >= MOST_WAITING_REPORTS) throw new Problem(ErrorCode.TOO_MANY_REQUESTS, 'observation.reportsFull');
  await rows(
    tx,
    sql`insert into text_report (observation_id, reason, words, reported_on)
        select ${id}::uuid, ${reason}, ${words}, ${tx.today}::date
        where waiting_reports(${id}::uuid) < ${MOST_WAITING_REPORTS}`,
  );
  await audit(tx, { action: 'observation.report', subjectKind: 'Observation', subjectId: id });
}

/** Texts of one's places that were reported. Which were read is recorded. */
export async function readReported(
  context: RequestContext,
  actor: Actor,
  page: ConnectionArgs,
): Promise<ConnectionSource<ReportedTextRow>> {
  const list = await listReportedTexts({ context, actor, verifier: await verifierOf(context, actor) }, page);
  await auditRead(context, {
    action: 'observation.readReported',
    subjectKind: 'Observation',
    recordIds: list.nodes.map(({ id }) => id),
  });
  return list;
}

/** The public reads the words no more; the level counts as before. @throws as `settle` does. */
export const hidePublishedWords = (context: RequestContext, actor: Actor, input: DecidePublishedTextInput) =>
  settle(context, actor, { input, act: PublishedTextAct.HIDE });

/** The text stays as it is. @throws as `settle` does, and CONFLICT when nothing waits. */
export const dismissTextReports = (context: RequestContext, actor: Actor, input: DecidePublishedTextInput) =>
  settle(context, actor, { input, act: PublishedTextAct.DISMISS });

/** It counts no more from today, and its words are gone from the public; earlier days keep it. What was not
 * public yet never will be. @throws as `settle` does. */
export const undoVerification = (context: RequestContext, actor: Actor, input: DecidePublishedTextInput) =>
  settle(context, actor, { input, act: PublishedTextAct.UNDO });

interface ActOnText {
  readonly decision: 'WORDS_HIDDEN' | 'REPORT_DISMISSED' | 'UNDONE';
  readonly action: string;
  /** Has the measure when it took: of two who decide at once the database lets one. */
  readonly statement: (id: string, today: LocalDate) => Sql;
}

const acts: Readonly<Record<PublishedTextAct, ActOnText>> = {
  [PublishedTextAct.HIDE]: {
    decision: 'WORDS_HIDDEN',
    action: 'observation.hideWords',
    statement: (id, today) => sql`
      update observation set words_hidden_on = ${today}::date
      where id = ${id}::uuid and state = 'PUBLISHED' and words_hidden_on is null and coalesce(public_words, words) is not null returning measure_id`,
  },
  [PublishedTextAct.DISMISS]: {
    decision: 'REPORT_DISMISSED',
    action: 'observation.dismissReports',
    statement: (id) => sql`
      select measure_id from observation o where id = ${id}::uuid and state = 'PUBLISHED'
        and exists (select from text_report r where r.observation_id = o.id and r.settled_on is null) for update`,
  },
  [PublishedTextAct.UNDO]: {
    decision: 'UNDONE',
    action: 'observation.undoVerification',
    statement: (id, today) => sql`
      update observation o set undone_on = ${today}::date, state = 'UNDONE', published_on = ${publishedBy(today)} where id = ${id}::uuid and state = 'PUBLISHED' returning measure_id`,
  },
};

/**
 * @throws NOT_FOUND for what is not in one's places, NOT_INDEPENDENT by R7, BAD_INPUT without a reason, CONFLICT for what
 * is not public, or was settled by somebody else meanwhile.
 */
async function settle(
  context: RequestContext,
  actor: Actor,
  { input, act }: { readonly input: DecidePublishedTextInput; readonly act: PublishedTextAct },
): Promise<LocalDate> {
  const { observationId: id } = input;
  if (!isUuid(id)) throw notFound();
  const reason = neededReason(input.reason);
  const item = required((await publicItem(context, actor, id)) ?? (await verificationItem(context, actor, id)));
  if (item.state !== ObservationState.PUBLISHED) throw new Problem(ErrorCode.CONFLICT, 'observation.notPublic');
  return inTransaction(context, async (tx) => {
    const verified = await oneRow<VerifiedBy>(
      tx,
      sql`select decided_by_id as person_id, decided_on as on from observation_decision where observation_id = ${id}::uuid and decision = 'VERIFIED'
          order by decided_at desc, id limit 1`,
    );
    const bar = item.bar ?? barToSettle({ act, personId: actor.personId, verified, day: tx.today });
    if (bar !== null) throw new Problem(ErrorCode.NOT_INDEPENDENT, 'observation.notIndependent', { bar });
    if (!(await writeSettled(tx, { id, act, reason, decidedById: actor.personId })))
      throw new Problem(ErrorCode.CONFLICT, 'observation.textDecided');
    return tx.today;
  });
}

interface SettledText {
  readonly id: string;
  readonly act: PublishedTextAct;
  readonly reason: string;
  readonly decidedById: string;
}

/** @returns whether there was anything left to settle. */
async function writeSettled(tx: RequestContext, { id, act, reason, decidedById }: SettledText): Promise<boolean> {
  const { decision, action, statement } = acts[act];
  const written = await oneRow<{ measureId: string }>(tx, statement(id, tx.today));
  if (written === null) return false;
  await rows(
    tx,
    sql`update text_report set settled_on = ${tx.today}::date, words = null where observation_id = ${id}::uuid and settled_on is null`,
  );
  await rows(
    tx,
    sql`insert into observation_decision (id, observation_id, decision, reason, decided_by_id, decided_on, decided_at)
        values (${randomUUID()}::uuid, ${id}::uuid, ${decision}, ${reason}, ${decidedById}::uuid, ${tx.today}::date, ${tx.now.toISOString()}::timestamptz)`,
  );
  await audit(tx, { action, subjectKind: 'Observation', subjectId: id });
  if (act === PublishedTextAct.UNDO)
    await tx.events.emit(tx, 'measures.changed', { measureIds: [written.measureId], fromDay: tx.today });
  return true;
}

/**
 * Hides or undoes again what was hidden or undone before the data were put back from an older copy. Who decided it then,
 * and for which reason, is lost with that time: whoever puts back stands in, and the reason is empty.
 * @returns whether it was public again.
 */
export const settleAgain = (
  context: RequestContext,
  operator: Actor,
  { id, act }: Pick<SettledText, 'id' | 'act'>,
): Promise<boolean> =>
  inTransaction(context, (tx) => writeSettled(tx, { id, act, reason: '', decidedById: operator.personId }));
