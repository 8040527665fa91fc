/** A second person decides. Of two who decide at once the database lets one: the row changes only while it waits. */
import { randomUUID } from 'node:crypto';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import { PublicationMode } from '../../schema/vocabulary/publication-mode.ts';
import { VerificationDecision } from '../../schema/vocabulary/verification-decision.ts';
import { monthOf, type LocalDate } from '../../schema/rules/days.ts';
import { defaultReplyDueDays, publicationOf } from '../../schema/rules/reply.ts';
import type { Actor } from '../platform/access.ts';
import { auditOfEach, auditRead } from '../platform/audit.ts';
import type { ConnectionArgs, ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { andWhatFollows, type DomainEvents } from '../platform/events.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { nothing, oneRow, sql, type Sql } from '../platform/sql.ts';
import { inTransaction, isOutdated } from '../platform/transaction.ts';
import type { DecideObservationInput } from './observation.input.ts';
import { assertMayBeShown, shownWords, wordsOfDecision, WordsShown, type RevealingLeft } from './words-of-decision.ts';
import {
  listVerificationItems,
  publicItem,
  verificationItem,
  verifierOf,
  type VerificationItemRow,
} from './verification.loader.ts';

/** Until the right of reply (R8) is in use. */
const publicationMode: PublicationMode = PublicationMode.ON_VERIFICATION;

/** The queue of a verifier. Which observations were read is recorded, once for a page. */
export async function readQueue(
  context: RequestContext,
  actor: Actor,
  { page, territory }: { readonly page: ConnectionArgs; readonly territory: string | null },
): Promise<ConnectionSource<VerificationItemRow>> {
  const verifier = await verifierOf(context, actor);
  const list = await listVerificationItems({ context, actor, verifier }, page, territory);
  await auditRead(context, {
    action: 'observation.readQueue',
    subjectKind: 'Observation',
    recordIds: list.nodes.map(({ id }) => id),
  });
  return list;
}

/** Whether the observation waits in the verifier's queue. That one was looked at is recorded. */
export async function waitsInQueueOf(context: RequestContext, actor: Actor, id: string): Promise<boolean> {
  const item = await verificationItem(context, actor, id);
  if (item?.state !== ObservationState.SUBMITTED) return false;
  await auditRead(context, { action: 'observation.read', subjectKind: 'Observation', recordIds: [id] });
  return true;
}

/** Somebody else changes the same measure again and again: then it is decided in a transaction that waits its turn. */
const HURRIED_ATTEMPTS = 3;

/**
 * Reads and judges without holding anything, then writes the decision and all that follows from it in one statement.
 * @throws NOT_FOUND for what is not in one's queue, NOT_INDEPENDENT by R7, BAD_INPUT without the reason, CONFLICT when
 * somebody else has decided, or its monitor has withdrawn it meanwhile, and for all that is public in one's places.
 */
export async function decideObservation(
  context: RequestContext,
  actor: Actor,
  input: DecideObservationInput,
): Promise<VerificationItemRow> {
  const { observationId: id, decision } = input;
  if (!isUuid(id)) throw notFound();
  const { reason, publicWords, revealingReason } = wordsOfDecision(input);
  const [found, ahead] = await Promise.all([
    verificationItem(context, actor, id),
    // waits for nothing that is read of the item: it leaves with it
    decision === VerificationDecision.VERIFIED ? lookAhead(context, id) : null,
  ]);
  // of what is public the answer is one, whoever the observer is to the verifier
  if (found === null && (await publicItem(context, actor, id)) !== null)
    throw new Problem(ErrorCode.CONFLICT, 'observation.decided');
  const item = required(found);
  if (item.bar !== null) throw new Problem(ErrorCode.NOT_INDEPENDENT, 'observation.notIndependent', { bar: item.bar });
  if (publicWords !== null && item.words === null)
    throw badInput('observation.nothingToParaphrase', { field: 'publicWords' });
  const shown = shownWords({ decision, publicWords, ownWords: item.words });
  const revealing = assertMayBeShown(shown?.text ?? null, revealingReason);
  const { state, publishedOn } = outcomeOf({ decision, seenOn: item.seenOn, today: context.today });
  const settled = {
    id,
    actor,
    decision,
    reason,
    publicWords,
    wordsShown: shown?.whose ?? null,
    revealing,
    state,
    publishedOn,
  };
  const change: DomainEvents['measures.changed'] | null =
    publishedOn === null ? null : { measureIds: [item.measureId], fromDay: publishedOn, publishes: id };
  const written =
    (await decideAtOnce({ context, settled, change, ahead })) ?? (await decideInTurn(context, settled, change));
  if (!written) throw new Problem(ErrorCode.CONFLICT, 'observation.decided');
  context.loaders.clear();
  return item;
}

interface SettledDecision {
  readonly id: string;
  readonly actor: Actor;
  readonly decision: VerificationDecision;
  readonly reason: string | null;
  readonly publicWords: string | null;
  /** Null: none are. */
  readonly wordsShown: WordsShown | null;
  readonly revealing: RevealingLeft;
  readonly state: ObservationState;
  /** May lie ahead; null: it stays unseen. */
  readonly publishedOn: LocalDate | null;
}

type Ahead = Awaited<ReturnType<RequestContext['events']['foresee']>> | null;

/** What would follow once it is public; null in a transaction, which an outdated statement would end for whoever called. */
const lookAhead = async (context: RequestContext, id: string): Promise<Ahead> =>
  context.statements === null ? null : context.events.foresee(context, 'measures.changed', { publishes: id });

/** @returns whether the observation still waited; null when what follows cannot be told beforehand, or others were faster. */
async function decideAtOnce({
  context,
  settled,
  change,
  ahead,
}: {
  readonly context: RequestContext;
  readonly settled: SettledDecision;
  readonly change: DomainEvents['measures.changed'] | null;
  readonly ahead: Ahead;
}): Promise<boolean | null> {
  if (context.statements === null) return null;
  for (let attempt = 0; attempt < HURRIED_ATTEMPTS; attempt += 1) {
    const seen = attempt === 0 ? ahead : await lookAhead(context, settled.id);
    const follows = change === null ? [] : (seen?.(change) ?? null);
    if (follows === null) return null;
    try {
      return (await oneRow(context, decisionStatement(context, settled, follows))) !== null;
    } catch (error) {
      if (!isOutdated(error)) throw error;
    }
  }
  return null;
}

/** @returns whether the observation still waited. */
function decideInTurn(
  context: RequestContext,
  settled: SettledDecision,
  change: DomainEvents['measures.changed'] | null,
): Promise<boolean> {
  return inTransaction(context, async (tx) => {
    const written = await oneRow(tx, decisionStatement(tx, settled, []));
    if (written === null) return false;
    if (change !== null) await tx.events.emit(tx, 'measures.changed', change);
    return true;
  });
}

/**
 * The decision with its record and its audit entry, and the given parts that follow from it; no row when it waits no more.
 * The state is a parameter: said outright, it would lead through the index of all that wait, however many those are.
 */
const decisionStatement = (
  { today, now }: RequestContext,
  { id, actor, decision, reason, publicWords, wordsShown, revealing, state, publishedOn }: SettledDecision,
  follows: readonly Sql[],
): Sql => sql`
  with written as (
    update observation set state = ${state}, published_on = ${publishedOn}::date, public_words = ${publicWords}
    where id = ${id}::uuid and state = ${ObservationState.SUBMITTED} returning id, measure_id
  ), decided as (
    insert into observation_decision (id, observation_id, decision, reason, decided_by_id, decided_on, decided_at, words_shown, revealing_kinds, revealing_reason)
    select ${randomUUID()}::uuid, id, ${decision}, ${reason}, ${actor.personId}::uuid, ${today}::date, ${now.toISOString()}::timestamptz, ${wordsShown}, ${revealing.kinds}::text[], ${revealing.reason} from written
  ), recorded as (${auditOfEach(actor, { action: `observation.${decision.toLowerCase()}`, subjectKind: 'Observation', subjects: sql`written` })})
  ${publishedWordsRecorded(actor, { wordsShown, revealing })}
  ${andWhatFollows(follows)} select measure_id from written`;

/** Whose words were published, and that marked ones were, each as an entry of its own. */
function publishedWordsRecorded(
  actor: Actor,
  { wordsShown, revealing }: Pick<SettledDecision, 'wordsShown' | 'revealing'>,
): Sql {
  const subject = { subjectKind: 'Observation', subjects: sql`written` } as const;
  const paraphrased =
    wordsShown === WordsShown.PARAPHRASED
      ? sql`, paraphrased as (${auditOfEach(actor, { action: 'observation.paraphrase', ...subject })})`
      : nothing;
  return revealing.kinds.length === 0
    ? paraphrased
    : sql`${paraphrased}, left_marked as (${auditOfEach(actor, { action: 'observation.publishMarkedWords', ...subject })})`;
}

function outcomeOf({
  decision,
  seenOn,
  today,
}: {
  readonly decision: VerificationDecision;
  readonly seenOn: LocalDate;
  readonly today: LocalDate;
}): { readonly state: ObservationState; readonly publishedOn: LocalDate | null } {
  if (decision === VerificationDecision.RETURNED) return { state: ObservationState.RETURNED, publishedOn: null };
  if (decision === VerificationDecision.REJECTED) return { state: ObservationState.REJECTED, publishedOn: null };
  const { publishedOn, replyDueOn } = publicationOf({
    seenMonth: monthOf(seenOn),
    verifiedOn: today,
    repliedOn: null,
    replyDueDays: defaultReplyDueDays,
    mode: publicationMode,
  });
  return replyDueOn === null
    ? { state: ObservationState.PUBLISHED, publishedOn }
    : { state: ObservationState.AWAITING_REPLY, publishedOn };
}
