import { hasRole, type Actor } from '../platform/access.ts';
import { Role } from '../../schema/vocabulary/role.ts';
import { sql, type Sql } from '../platform/sql.ts';

/** Who may send in a file and read what was understood of it. It enters only by `mayEnterPlan`. */
export const mayReadPlanFile = (actor: Actor | null): boolean =>
  [Role.ADMINISTRATOR, Role.OFFICIAL, Role.COALITION_LEAD].some((role) => hasRole(actor, role));

/** A file being read is seen by whoever sent it, and by administrators. */
export const maySeePlanImport = (
  actor: Actor | null,
  { uploadedById }: { readonly uploadedById: string | null },
): boolean => actor !== null && (actor.personId === uploadedById || hasRole(actor, Role.ADMINISTRATOR));

/** The same of a row `i` of plan_import. */
export function visiblePlanImport(actor: Actor | null): Sql {
  if (actor === null) return sql`false`;
  return hasRole(actor, Role.ADMINISTRATOR) ? sql`true` : sql`i.uploaded_by_id = ${actor.personId}::uuid`;
}

/** A plan enters by an administrator, or by an official of the territory that the plan is for. */
export const mayEnterPlan = (actor: Actor | null, { territoryId }: { readonly territoryId: string }): boolean =>
  hasRole(actor, Role.ADMINISTRATOR) || hasRole(actor, Role.OFFICIAL, { territoryId });
