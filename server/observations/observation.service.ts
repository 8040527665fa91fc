/** What monitors do. A submission is one read and one write; that it came before is decided by the primary key alone. */
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, notFound, required } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { officialLevelOn } from '../reports/official-level.loader.ts';
import { myObservationById, type MyObservationRow } from './my-observation.loader.ts';
import { contentHash, contentOf, drawPseudonym, receiptOf, type ObservationContent } from './observation-content.ts';
import { groupOfObserver } from './observation-group.ts';
import type { SubmitObservationInput } from './observation.input.ts';
import { roleOrganizationIds } from './observation.policy.ts';
import { submissionFacts, type SubmissionFacts } from './submission.loader.ts';

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
  let observation: MyObservationRow | null;
  try {
    observation = await insertObservation(context, actor, { content, hash });
  } catch (error) {
    const earlier = await receivedBefore(context, actor, { id: content.id, hash });
    if (earlier !== null) return { receipt: receiptOf(content.id), observation: earlier, alreadyReceived: true };
    if (error instanceof UniqueConstraintViolationException)
      throw new Problem(ErrorCode.CONFLICT, 'observation.alreadyRevised', { field: 'revises' });
    throw error;
  }
  if (observation !== null) return { receipt: receiptOf(content.id), observation, alreadyReceived: false };
  const earlier = await receivedBefore(context, actor, { id: content.id, hash });
  // One answer for other content and for another person: who has the id is not told.
  if (earlier === null) throw new Problem(ErrorCode.CONFLICT, 'observation.idTaken', { field: 'id' });
  return { receipt: receiptOf(content.id), observation: earlier, alreadyReceived: true };
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
async function insertObservation(
  context: RequestContext,
  actor: Actor,
  { content, hash }: { readonly content: ObservationContent; readonly hash: string },
): Promise<MyObservationRow | null> {
  const { id, measureId, level, dontKnow, method, seenOn, words, revises } = content;
  const [facts, officialLevelThen] = await Promise.all([
    submissionFacts(context, actor, content),
    officialLevelOn(context, measureId, seenOn),
  ]);
  const known = assertSubmittable(facts, content);
  const group = groupOfObserver(
    { ...known, personId: actor.personId, roleOrganizationIds: roleOrganizationIds(actor) },
    known.implementerIds,
  );
  const submittedAt = context.now.toISOString();
  const taken = await oneRow(
    context,
    sql`with received as (
          insert into observation (id, measure_id, settlement_id, level, dont_know, method, seen_on, words, state, official_level_then, revises_id, content_hash, submitted_at, submitted_on)
          values (${id}, ${measureId}, ${known.settlementId}, ${level}, ${dontKnow}, ${method}, ${seenOn}, ${words}, 'SUBMITTED', ${officialLevelThen}, ${revises}, ${hash}, ${submittedAt}::timestamptz, ${context.today})
          on conflict (id) do nothing returning id
        ), called as (
          insert into observer_pseudonym (person_id, territory_id, pseudonym)
          select ${actor.personId}::uuid, ${known.planTerritoryId}::uuid, ${drawPseudonym()} from received
          on conflict (person_id, territory_id) do update set pseudonym = observer_pseudonym.pseudonym returning pseudonym
        ), seen_by as (
          insert into observation_author (observation_id, person_id, pseudonym, organization_id, group_key, is_implementer, body_ids, invited_by_person_id)
          select received.id, ${actor.personId}::uuid, called.pseudonym, ${group.organizationId}::uuid, ${group.groupKey}, ${group.isImplementer}, ${group.bodyIds}::uuid[], ${known.invitedByPersonId}::uuid from received, called
        ), recorded as (
          insert into audit_entry (actor_id, action, subject_kind, subject_id) select ${actor.personId}::uuid, 'observation.submit', 'Observation', id from received
        ) select id from received`,
  );
  if (taken === null) return null;
  return {
    id,
    measureId,
    level,
    dontKnow,
    words,
    seenOn,
    settlementId: known.settlementId,
    method,
    state: ObservationState.SUBMITTED,
    submittedAt,
    reason: null,
    revises,
    publishedOn: null,
  };
}

function assertSubmittable(
  facts: SubmissionFacts | null,
  { settlement, revises }: ObservationContent,
): SubmissionFacts {
  const known = required(facts);
  // Measures are public: that one is there need not be hidden from those who may not observe it.
  if (!known.monitoredHere) throw new Problem(ErrorCode.FORBIDDEN, 'observation.notYourPlace');
  if (!known.stands) throw badInput('observation.measureDropped', { field: 'measureId' });
  if (settlement !== null && !known.settlementInPlace)
    throw badInput('observation.settlementElsewhere', { field: 'settlement' });
  if (revises !== null && known.revisedState !== ObservationState.RETURNED)
    throw badInput('observation.cannotRevise', { field: 'revises' });
  return known;
}

/**
 * Takes one's own observation back, at once and for good: its words are gone, and it counts no more from today.
 * Withdrawing again changes nothing. @throws NOT_FOUND for anybody else's.
 */
export async function withdrawObservation(
  context: RequestContext,
  actor: Actor,
  id: string,
): Promise<MyObservationRow> {
  if (!isUuid(id)) throw notFound();
  return inTransaction(context, async (tx) => {
    const withdrawn = await rows<{ measureId: string; wasPublic: boolean }>(
      tx,
      sql`update observation o set state = 'WITHDRAWN', withdrawn_on = ${tx.today}::date, words = null, public_words = null
          from observation_author a
          where o.id = ${id}::uuid and a.observation_id = o.id and a.person_id = ${actor.personId}::uuid and o.withdrawn_on is null
          returning o.measure_id, o.published_on is not null as was_public`,
    );
    for (const { measureId, wasPublic } of withdrawn) {
      await audit(tx, { action: 'observation.withdraw', subjectKind: 'Observation', subjectId: id });
      if (wasPublic) await tx.events.emit(tx, 'measures.changed', { measureIds: [measureId], fromDay: tx.today });
    }
    return required(await myObservationById(tx, actor.personId, id));
  });
}
