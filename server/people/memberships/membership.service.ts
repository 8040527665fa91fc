/** Gives and ends roles. A powerful one is asked for by one administrator and confirmed by another. */
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { addDays, type LocalDate } from '../../../schema/rules/days.ts';
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import { Role } from '../../../schema/vocabulary/role.ts';
import type { Actor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { RequestContext } from '../../platform/context.ts';
import { isUuid } from '../../platform/node.ts';
import { Problem, badInput, notFound, required } from '../../platform/problem.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { territoryByCode } from '../../territories/territory.loader.ts';
import { accountWithEmail, type KnownAccount } from '../accounts/new-account.ts';
import { administrationsLocked, isAdministrator } from '../administrators.ts';
import { needsTwoPeople } from '../staff.policy.ts';
import type { GrantMembershipInput } from './membership.input.ts';
import { membershipById, requestById } from './membership.loader.ts';
import { membershipMail } from './membership.mail.ts';
import { SCOPES, mayConfirm } from './membership.policy.ts';
import type { GrantOutcome, GrantedMembership } from './membership.type.ts';

interface Scope {
  readonly territoryId: string | null;
  readonly organizationId: string | null;
  readonly coalitionId: string | null;
  /** For the mail. */
  readonly place: string | null;
}

/** @throws BAD_INPUT for a scope that the role does not have, and for oneself; CONFLICT when it waits or holds already. */
export async function grantMembership(
  context: RequestContext,
  actor: Actor,
  input: GrantMembershipInput,
): Promise<GrantOutcome> {
  const { role } = input;
  const validFrom = input.validFrom ?? context.today;
  const validTo = input.validTo ?? null;
  // what was done before somebody had a role stays what it was: nobody is given a past
  if (validFrom < context.today) throw badInput('membership.startsInPast', { field: 'validFrom' });
  if (validTo !== null && validTo < validFrom) throw badInput('periodReversed', { field: 'validTo' });
  if (input.certificateValidTo && input.certificateValidTo < validFrom)
    throw badInput('periodReversed', { field: 'certificateValidTo' });
  try {
    const { outcome, account, scope } = await inTransaction(context, async (tx) => {
      const found = await scopeOf(tx, input);
      const person = await accountWithEmail(tx, input);
      if (person.personId === actor.personId) throw badInput('membership.toYourself', { field: 'email' });
      const grant = { ...found, role, validFrom, validTo, personId: person.personId };
      const given = needsTwoPeople(role)
        ? { membership: null, request: await ask(tx, actor, grant) }
        : { membership: await give(tx, actor, { grant, input }), request: null };
      return { outcome: given, account: person, scope: found };
    });
    if (outcome.membership !== null) tell(context, { account, role, place: scope.place });
    return outcome;
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException)
      throw new Problem(ErrorCode.CONFLICT, 'membership.waitsAlready');
    throw error;
  }
}

interface Grant extends Omit<Scope, 'place'> {
  readonly personId: string;
  readonly role: Role;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

async function ask(tx: RequestContext, actor: Actor, { personId, role, territoryId, validFrom, validTo }: Grant) {
  const asked = required(
    await oneRow<{ id: string }>(
      tx,
      sql`insert into membership_request (person_id, role, territory_id, valid_from, valid_to, asked_by_id, asked_at)
          values (${personId}, ${role}, ${territoryId}, ${validFrom}, ${validTo}, ${actor.personId}, ${tx.now.toISOString()}::timestamptz) returning id`,
    ),
  );
  await audit(tx, { action: 'membership.ask', subjectKind: 'MembershipRequest', subjectId: asked.id });
  return required(await requestById(tx, asked.id));
}

async function give(
  tx: RequestContext,
  actor: Actor,
  { grant, input }: { readonly grant: Grant; readonly input: GrantMembershipInput },
): Promise<GrantedMembership> {
  const { personId, role, territoryId, organizationId, coalitionId, validFrom, validTo } = grant;
  const { actsFor, affiliation } = SCOPES[role];
  const heldFor = actsFor ? organizationId : null;
  const holds = await rows(
    tx,
    sql`select 1 from membership where person_id = ${personId} and role = ${role} and territory_id is not distinct from ${territoryId}::uuid
          and organization_id is not distinct from ${heldFor}::uuid and coalition_id is not distinct from ${coalitionId}::uuid
          and (valid_to is null or ${validFrom}::date <= valid_to)`,
  );
  if (holds.length > 0) throw new Problem(ErrorCode.CONFLICT, 'membership.holdsAlready');
  const given = required(
    await oneRow<{ id: string }>(
      tx,
      sql`insert into membership (person_id, role, territory_id, organization_id, coalition_id, valid_from, valid_to, granted_by_id)
          values (${personId}, ${role}, ${territoryId}, ${heldFor}, ${coalitionId}, ${validFrom}, ${validTo}, ${actor.personId}) returning id`,
    ),
  );
  await audit(tx, { action: 'membership.grant', subjectKind: 'Membership', subjectId: given.id });
  if (organizationId !== null && affiliation !== null)
    await rows(
      tx,
      sql`insert into affiliation (person_id, organization_id, kind, valid_from, valid_to)
          select ${personId}, ${organizationId}, ${affiliation}, ${validFrom}, ${validTo}
          where not exists (select from affiliation where person_id = ${personId} and organization_id = ${organizationId} and valid_to is null)`,
    );
  if (role === Role.VERIFIER && input.certificateValidTo)
    await rows(
      tx,
      sql`insert into certificate (person_id, competence, valid_from, valid_to) values (${personId}, 'MONITORING', ${validFrom}, ${input.certificateValidTo})`,
    );
  return required(await membershipById(tx, given.id));
}

/** Confirms what another administrator asked for. @throws NOT_FOUND when it waits no more; FORBIDDEN for one's own; CONFLICT when who asked is no administrator any more. */
export async function confirmMembership(context: RequestContext, actor: Actor, id: string): Promise<GrantedMembership> {
  if (!isUuid(id)) throw notFound();
  const { membership, account } = await inTransaction(context, async (tx) => {
    const waiting = required(
      await oneRow<Grant & { askedById: string }>(
        tx,
        sql`select person_id, role, territory_id, organization_id, valid_from, valid_to, asked_by_id from membership_request
            where id = ${id}::uuid and state = 'WAITING' for update`,
      ),
    );
    if (!mayConfirm(actor, waiting)) throw new Problem(ErrorCode.FORBIDDEN, 'membership.needsAnother');
    if (!(await isAdministrator(tx, waiting.askedById))) throw new Problem(ErrorCode.CONFLICT, 'membership.askerGone');
    await decide(tx, actor, { id, state: 'CONFIRMED' });
    const { personId, role, territoryId, organizationId, validFrom, validTo, askedById } = waiting;
    const given = required(
      await oneRow<{ id: string }>(
        tx,
        sql`insert into membership (person_id, role, territory_id, organization_id, valid_from, valid_to, granted_by_id, asked_by_id)
            values (${personId}, ${role}, ${territoryId}, ${organizationId}, greatest(${validFrom}::date, ${tx.today}::date), ${validTo}, ${actor.personId}, ${askedById}) returning id`,
      ),
    );
    await audit(tx, { action: 'membership.confirm', subjectKind: 'Membership', subjectId: given.id });
    return {
      membership: required(await membershipById(tx, given.id)),
      account: await oneRow<KnownAccount>(
        tx,
        sql`select id as person_id, email, language from account where id = ${personId}`,
      ),
    };
  });
  if (account !== null) tell(context, { account, role: membership.role, place: null });
  return membership;
}

/** Refuses what waits; whoever asked may take it back so too. @throws NOT_FOUND when it waits no more. */
export async function refuseMembership(context: RequestContext, actor: Actor, id: string): Promise<void> {
  if (!isUuid(id)) throw notFound();
  await inTransaction(context, async (tx) => {
    await decide(tx, actor, { id, state: 'REFUSED' });
    await audit(tx, { action: 'membership.refuse', subjectKind: 'MembershipRequest', subjectId: id });
  });
}

async function decide(
  tx: RequestContext,
  actor: Actor,
  { id, state }: { readonly id: string; readonly state: 'CONFIRMED' | 'REFUSED' },
): Promise<void> {
  const decided = await rows(
    tx,
    sql`update membership_request set state = ${state}, decided_by_id = ${actor.personId}, decided_at = ${tx.now.toISOString()}::timestamptz
        where id = ${id}::uuid and state = 'WAITING' returning id`,
  );
  if (decided.length === 0) throw notFound();
}

/**
 * Ends a role at once, on open sessions too: its last day becomes yesterday, and who ended it when is kept.
 * @throws NOT_FOUND when it has ended; CONFLICT for the last administrator.
 */
export async function endMembership(context: RequestContext, actor: Actor, id: string): Promise<GrantedMembership> {
  if (!isUuid(id)) throw notFound();
  return inTransaction(context, async (tx) => {
    // the second of two who end each other finds themselves the last
    const administrators = await administrationsLocked(tx);
    const ending = administrators.find((one) => one.id === id);
    if (ending !== undefined && administrators.every((one) => one.id === id))
      throw new Problem(ErrorCode.CONFLICT, 'membership.lastAdministrator');
    const ended = await rows(
      tx,
      sql`update membership set valid_to = ${addDays(tx.today, -1)}, ended_at = ${tx.now.toISOString()}::timestamptz, ended_by_id = ${actor.personId}
          where id = ${id}::uuid and (valid_to is null or ${tx.today}::date <= valid_to) returning id`,
    );
    if (ended.length === 0) throw notFound();
    await audit(tx, { action: 'membership.end', subjectKind: 'Membership', subjectId: id });
    return required(await membershipById(tx, id));
  });
}

async function scopeOf(
  tx: RequestContext,
  { role, territory, organizationId, coalitionId }: GrantMembershipInput,
): Promise<Scope> {
  const needs = SCOPES[role];
  const ofCoalition = role === Role.COALITION_LEAD || role === Role.COALITION_MEMBER;
  if (needs.territory === 'needed' && !territory) throw badInput('membership.territoryMissing', { field: 'territory' });
  if (needs.territory === 'none' && territory) throw badInput('membership.noTerritory', { field: 'territory' });
  if (needs.organization === 'needed' && !organizationId)
    throw badInput('membership.organizationMissing', { field: 'organizationId' });
  if (needs.organization === 'none' && organizationId)
    throw badInput('membership.noOrganization', { field: 'organizationId' });
  if (coalitionId && !ofCoalition) throw badInput('membership.noCoalition', { field: 'coalitionId' });
  const place = territory ? required(await territoryByCode(tx, territory)) : null;
  const body = organizationId
    ? required(
        await oneRow<{ name: string }>(tx, sql`select name from organization where id = ${organizationId}::uuid`),
      )
    : null;
  if (coalitionId) required(await oneRow(tx, sql`select id from coalition where id = ${coalitionId}::uuid`));
  return {
    territoryId: place?.id ?? null,
    organizationId: organizationId ?? null,
    coalitionId: coalitionId ?? null,
    place: [place?.name, body?.name].filter(Boolean).join(', ') || null,
  };
}

function tell(
  { house }: RequestContext,
  { account, role, place }: { readonly account: KnownAccount; readonly role: Role; readonly place: string | null },
): void {
  const { email: to, language } = account;
  house.mail.post(membershipMail({ to, language, role, place, publicUrl: house.publicUrl }));
}
