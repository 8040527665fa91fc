/** Coalitions are public. What is theirs alone is for the people who work in them. */
import { Role } from '../../schema/vocabulary/role.ts';
import { hasRole, type Actor } from '../platform/access.ts';
import { sql, type Sql } from '../platform/sql.ts';

/** Whoever leads a coalition may form another; administrators form the first. */
export const mayCreateCoalition = (actor: Actor | null): boolean =>
  hasRole(actor, Role.COALITION_LEAD) || hasRole(actor, Role.ADMINISTRATOR);

/** An administrator keeps the register and need not belong. */
export const mayFormForOthers = (actor: Actor): boolean => hasRole(actor, Role.ADMINISTRATOR);

/** Whether the drafts, notes and plans of the coalition are this actor's own. */
export const worksIn = (actor: Actor | null, coalitionId: string): boolean =>
  hasRole(actor, Role.COALITION_LEAD, { coalitionId }) || hasRole(actor, Role.COALITION_MEMBER, { coalitionId });

/** The same of a column that holds the id of a coalition. */
export const worksInSql = (actor: Actor | null, coalitionId: Sql): Sql =>
  sql`${coalitionId} = any(${coalitionsOf(actor)}::uuid[])`;

/** The coalitions whose inner life is open to this actor. */
function coalitionsOf(actor: Actor | null): string[] {
  const ids = (actor?.memberships ?? []).flatMap(({ coalitionId }) => coalitionId ?? []);
  return [...new Set(ids)].filter((id) => worksIn(actor, id));
}
