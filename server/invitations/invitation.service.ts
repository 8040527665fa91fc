/** Makes invitations and takes them back. Joining with one is in join.service.ts. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../../schema/rules/days.ts';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { badInput, notFound, required } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import { tokenHash, tokenOf } from './invitation-token.ts';
import { invitationById, type InvitationRow } from './invitation.loader.ts';
import { invitedTerritoryIds, mayKeepInvitations } from './invitation.policy.ts';
import type { CreateInvitationInput } from './invitation.type.ts';

const MOST_USES = 200;
const MOST_DAYS = 180;

/** A card is for a place that a person can see with their own eyes. */
const INVITED_KINDS: ReadonlySet<string> = new Set([
  TerritoryKind.MUNICIPALITY,
  TerritoryKind.SETTLEMENT,
  TerritoryKind.NEIGHBOURHOOD,
]);

/** @throws NOT_FOUND for a place that is not the verifier's; BAD_INPUT for one too wide, and for uses and days out of range. */
export async function createInvitation(
  context: RequestContext,
  actor: Actor,
  { territory, usesAllowed, expiresOn, language }: CreateInvitationInput,
): Promise<InvitationRow> {
  if (usesAllowed < 1 || usesAllowed > MOST_USES)
    throw badInput('invitation.uses', { field: 'usesAllowed', min: 1, max: MOST_USES });
  if (expiresOn < context.today || expiresOn > addDays(context.today, MOST_DAYS))
    throw badInput('invitation.expires', { field: 'expiresOn', max: MOST_DAYS });
  return inTransaction(context, async (tx) => {
    const place = required(await territoryByCode(tx, territory));
    if (!INVITED_KINDS.has(place.kind)) throw badInput('invitation.placeTooWide', { field: 'territory' });
    if (!mayKeepInvitations(actor) && !(await liesIn(tx, place.id, invitedTerritoryIds(actor)))) throw notFound();
    const id = randomUUID();
    await rows(
      tx,
      sql`insert into invitation (id, token_hash, territory_id, made_by_id, language, uses_allowed, made_on, expires_on)
          values (${id}, ${tokenHash(tokenOf(tx.house, id))}, ${place.id}, ${actor.personId}, ${language}, ${usesAllowed}, ${tx.today}, ${expiresOn})`,
    );
    await audit(tx, { action: 'invitation.create', subjectKind: 'Invitation', subjectId: id });
    return required(await invitationById(tx, id));
  });
}

/** Nobody joins with it from now on; who did stays. @throws NOT_FOUND for another's, and one that is revoked already. */
export async function revokeInvitation(context: RequestContext, actor: Actor, id: string): Promise<InvitationRow> {
  if (!isUuid(id)) throw notFound();
  return inTransaction(context, async (tx) => {
    const revoked = await oneRow(
      tx,
      sql`update invitation set revoked_at = ${tx.now.toISOString()}::timestamptz
          where id = ${id}::uuid and revoked_at is null and (made_by_id = ${actor.personId}::uuid or ${mayKeepInvitations(actor)}::boolean) returning id`,
    );
    if (revoked === null) throw notFound();
    await audit(tx, { action: 'invitation.revoke', subjectKind: 'Invitation', subjectId: id });
    return required(await invitationById(tx, id));
  });
}

async function liesIn(tx: RequestContext, placeId: string, territoryIds: readonly string[]): Promise<boolean> {
  const above = await rows(
    tx,
    sql`with recursive up as (
          select id, parent_id from territory where id = ${placeId}::uuid
          union all select t.id, t.parent_id from up join territory t on t.id = up.parent_id
        ) select 1 from up where id = any(${territoryIds}::uuid[]) limit 1`,
  );
  return above.length > 0;
}
