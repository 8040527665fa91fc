/** What monitors do. A submission is one statement; that it came before is decided by the primary key alone. */
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import type { Actor } from '../platform/access.ts';
import { auditOfEach } from '../platform/audit.ts';
import { forPurpose, type RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { Purpose } from '../platform/purpose.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { myObservationById, type MyObservationRow } from './my-observation.loader.ts';
import { contentHash, contentOf, receiptOf, type ObservationContent } from './observation-content.ts';
import type { SubmitObservationInput } from './observation.input.ts';
import { publishedBy } from './observation.policy.ts';
import { writeSubmission, type SubmissionFinding } from './submission.statement.ts';

export interface Submitted {
  readonly receipt: string;
  readonly observation: MyObservationRow;
  readonly alreadyReceived: boolean;
}

/**
 * Takes an observation. The same id with the same content from the same person is the same observation, also when by now
 * it could not be sent any more: the phone asks only whether it arrived.
 * @throws CONFLICT when the id is taken, whoever has it; BAD_INPUT, FUTURE_DAY, FORBIDDEN, NOT_FOUND.
 */
export async function submitObservation(
  context: RequestContext,
  actor: Actor,
  input: SubmitObservationInput,
): Promise<Submitted> {
  const content = contentOf(input, context.today);
  const hash = contentHash(actor.personId, content);
  const receipt = receiptOf(context.house, content.id);
  let observation: MyObservationRow | null;
  try {
    observation = await takeObservation(context, actor, { content, hash });
  } catch (error) {
    const earlier = await receivedBefore(context, actor, { id: content.id, hash });
    if (earlier !== null) return { receipt, observation: earlier, alreadyReceived: true };
    if (error instanceof UniqueConstraintViolationException)
      throw new Problem(ErrorCode.CONFLICT, 'observation.alreadyRevised', { field: 'revises' });
    throw error;
  }
  if (observation !== null) return { receipt, observation, alreadyReceived: false };
  const earlier = await receivedBefore(context, actor, { id: content.id, hash });
  // One answer for other content and for another person: who has the id is not told.
  if (earlier === null) throw new Problem(ErrorCode.CONFLICT, 'observation.idTaken', { field: 'id' });
  return { receipt, observation: earlier, alreadyReceived: true };
}

/** The observation when this very content arrived before; null for other content and for anybody else's. */
async function receivedBefore(
  context: RequestContext,
  actor: Actor,
  { id, hash }: { readonly id: string; readonly hash: string },
): Promise<MyObservationRow | null> {
  // The hash covers the person: no other condition is needed to tell own from foreign.
  const same = await oneRow(context, sql`select id from observation where id = ${id} and content_hash = ${hash}`);
  return same === null ? null : myObservationById(context, actor.personId, id);
}

/** @returns null when the id is taken. */
async function takeObservation(
  context: RequestContext,
  actor: Actor,
  { content, hash }: { readonly content: ObservationContent; readonly hash: string },
): Promise<MyObservationRow | null> {
  const finding = required(await writeSubmission(forPurpose(context, Purpose.SUBMISSION), actor, { content, hash }));
  assertSubmittable(finding, content);
  if (!finding.received) return null;
  const { id, measureId, level, dontKnow, words, seenOn, method, revises } = content;
  return {
    id,
    measureId,
    level,
    dontKnow,
    words,
    seenOn,
    settlementId: finding.settlementId,
    method,
    state: ObservationState.SUBMITTED,
    submittedAt: context.now.toISOString(),
    reason: null,
    revises,
    publishedOn: null,
    publishedWords: null,
    wordsHiddenOn: null,
    undoneOn: null,
  };
}

/** The statement writes nothing when any of these speaks against it. */
function assertSubmittable(finding: SubmissionFinding, { settlement, revises }: ObservationContent): void {
  // Measures are public: that one is there need not be hidden from those who may not observe it.
  if (!finding.monitoredHere) throw new Problem(ErrorCode.FORBIDDEN, 'observation.notYourPlace');
  if (!finding.consented) throw new Problem(ErrorCode.FORBIDDEN, 'observation.consentMissing');
  if (!finding.stands) throw badInput('observation.measureDropped', { field: 'measureId' });
  if (settlement !== null && !finding.settlementInPlace)
    throw badInput('observation.settlementElsewhere', { field: 'settlement' });
  if (revises !== null && finding.revisedState !== ObservationState.RETURNED)
    throw badInput('observation.cannotRevise', { field: 'revises' });
}

/**
 * Takes one's own observation back, at once and for good: its words are gone, and it counts no more from today,
 * or never, when it was not public yet. Withdrawing again changes nothing. @throws NOT_FOUND for anybody else's.
 */
export async function withdrawObservation(
  context: RequestContext,
  actor: Actor,
  id: string,
): Promise<MyObservationRow> {
  if (!isUuid(id)) throw notFound();
  return inTransaction(context, async (tx) => {
    const withdrawn = await rows<{ measureId: string; counted: boolean }>(
      tx,
      sql`with written as (
            update observation o set state = 'WITHDRAWN', withdrawn_on = ${tx.today}::date, published_on = ${publishedBy(tx.today)}, words = null, public_words = null
            from observation_author a
            where o.id = ${id}::uuid and a.observation_id = o.id and a.person_id = ${actor.personId}::uuid and o.withdrawn_on is null
            returning o.id, o.measure_id, old.published_on is not null and o.undone_on is null as counted
          ), forgotten as (
            update observation_decision d set revealing_reason = null from written where d.observation_id = written.id and d.revealing_reason is not null
          ), recorded as (${auditOfEach(actor, { action: 'observation.withdraw', subjectKind: 'Observation', subjects: sql`written` })})
          select measure_id, counted from written`,
    );
    for (const { measureId, counted } of withdrawn)
      if (counted) await tx.events.emit(tx, 'measures.changed', { measureIds: [measureId], fromDay: tx.today });
    return required(await myObservationById(tx, actor.personId, id));
  });
}
