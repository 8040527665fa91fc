/** Who may invite, and whom an invitation is shown to. */
import { Role } from '../../schema/vocabulary/role.ts';
import { hasRole, type Actor } from '../platform/access.ts';
import { sql, type Sql } from '../platform/sql.ts';

/** Invites anywhere, and sees every invitation: how often it was used, never by whom. */
export const mayKeepInvitations = (actor: Actor | null): boolean => hasRole(actor, Role.ADMINISTRATOR);

/** Territories for which a verifier may invite, and for what lies in them. */
export const invitedTerritoryIds = (actor: Actor): readonly string[] =>
  actor.memberships.filter(({ role }) => role === Role.VERIFIER).flatMap(({ territoryId }) => territoryId ?? []);

export const mayInvite = (actor: Actor): boolean => mayKeepInvitations(actor) || invitedTerritoryIds(actor).length > 0;

/** Their own, and everybody's for administrators. */
export const seenBy = (actor: Actor | null): Sql | null =>
  mayKeepInvitations(actor) ? null : sql`i.made_by_id = ${actor?.personId ?? null}::uuid`;
