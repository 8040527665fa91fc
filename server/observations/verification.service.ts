/** A second person decides. Of two who decide at once the database lets one: the row changes only while it waits. */
import { randomUUID } from 'node:crypto';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import { PublicationMode } from '../../schema/vocabulary/publication-mode.ts';
import { VerificationDecision } from '../../schema/vocabulary/verification-decision.ts';
import { defaultReplyDueDays, publicationOf } from '../../schema/rules/reply.ts';
import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { ConnectionArgs, ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { charactersIn, cleanWords } from './observation-content.ts';
import type { DecideObservationInput } from './observation.input.ts';
import {
  listVerificationItems,
  verificationItem,
  verifierOf,
  type VerificationItemRow,
} from './verification.loader.ts';

const MAX_REASON_CHARACTERS = 2000;

/** Until the right of reply (R8) is in use. */
const publicationMode: PublicationMode = PublicationMode.ON_VERIFICATION;

/** The queue of a verifier. That it was read is recorded, once for a page. */
export async function readQueue(
  context: RequestContext,
  actor: Actor,
  { page, territory }: { readonly page: ConnectionArgs; readonly territory: string | null },
): Promise<ConnectionSource<VerificationItemRow>> {
  const verifier = await verifierOf(context, actor);
  const list = await listVerificationItems({ context, actor, verifier }, page, territory);
  await audit(context, { action: 'observation.readQueue', subjectKind: 'Person', subjectId: actor.personId });
  return list;
}

/** Whether the observation waits in the verifier's queue. That one was looked at is recorded. */
export async function waitsInQueueOf(context: RequestContext, actor: Actor, id: string): Promise<boolean> {
  const item = await verificationItem({ context, actor, verifier: await verifierOf(context, actor) }, id);
  if (item?.state !== ObservationState.SUBMITTED) return false;
  await audit(context, { action: 'observation.read', subjectKind: 'Observation', subjectId: id });
  return true;
}

/**
 * @throws NOT_FOUND for what is not in one's queue, NOT_INDEPENDENT by R7, BAD_INPUT without the reason, CONFLICT when
 * somebody else has decided, or its monitor has withdrawn it meanwhile.
 */
export async function decideObservation(
  context: RequestContext,
  actor: Actor,
  input: DecideObservationInput,
): Promise<VerificationItemRow> {
  const { observationId: id, decision } = input;
  if (!isUuid(id)) throw notFound();
  const { reason, publicWords } = wordsOfDecision(input);
  return inTransaction(context, async (tx) => {
    const item = required(await verificationItem({ context: tx, actor, verifier: await verifierOf(tx, actor) }, id));
    if (item.bar !== null)
      throw new Problem(ErrorCode.NOT_INDEPENDENT, 'observation.notIndependent', { bar: item.bar });
    if (publicWords !== null && item.words === null)
      throw badInput('observation.nothingToParaphrase', { field: 'publicWords' });
    const { state, publishedOn } = outcomeOf(decision, tx.today);
    const decided = await oneRow<{ measureId: string }>(
      tx,
      sql`update observation set state = ${state}, published_on = ${publishedOn}::date, public_words = ${publicWords}
          where id = ${id}::uuid and state = 'SUBMITTED' returning measure_id`,
    );
    if (decided === null) throw new Problem(ErrorCode.CONFLICT, 'observation.decided');
    await rows(
      tx,
      sql`insert into observation_decision (id, observation_id, decision, reason, decided_by_id, decided_on, decided_at)
          values (${randomUUID()}, ${id}, ${decision}, ${reason}, ${actor.personId}, ${tx.today}, ${tx.now.toISOString()}::timestamptz)`,
    );
    await audit(tx, { action: `observation.${decision.toLowerCase()}`, subjectKind: 'Observation', subjectId: id });
    if (publishedOn !== null)
      await tx.events.emit(tx, 'measures.changed', { measureIds: [decided.measureId], fromDay: publishedOn });
    return item;
  });
}

function wordsOfDecision({ decision, reason, publicWords }: DecideObservationInput): {
  readonly reason: string | null;
  readonly publicWords: string | null;
} {
  const given = cleanWords(reason, 'reason');
  const paraphrase = cleanWords(publicWords, 'publicWords');
  if (given !== null && charactersIn(given) > MAX_REASON_CHARACTERS)
    throw badInput('observation.reasonTooLong', { field: 'reason', max: MAX_REASON_CHARACTERS });
  if (given === null && decision !== VerificationDecision.VERIFIED)
    throw badInput('observation.reasonMissing', { field: 'reason' });
  if (paraphrase !== null && decision !== VerificationDecision.VERIFIED)
    throw badInput('observation.publicWordsOnlyVerified', { field: 'publicWords' });
  return { reason: given, publicWords: paraphrase };
}

function outcomeOf(
  decision: VerificationDecision,
  today: string,
): { readonly state: ObservationState; readonly publishedOn: string | null } {
  if (decision === VerificationDecision.RETURNED) return { state: ObservationState.RETURNED, publishedOn: null };
  if (decision === VerificationDecision.REJECTED) return { state: ObservationState.REJECTED, publishedOn: null };
  const { publishedOn } = publicationOf({
    verifiedOn: today,
    repliedOn: null,
    replyDueDays: defaultReplyDueDays,
    mode: publicationMode,
  });
  return publishedOn === today
    ? { state: ObservationState.PUBLISHED, publishedOn }
    : { state: ObservationState.AWAITING_REPLY, publishedOn };
}
