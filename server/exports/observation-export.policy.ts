/** Who takes observations out in bulk, of which places, and who sees that somebody did. */
import { Role } from '../../schema/vocabulary/role.ts';
import { hasRole, type Actor } from '../platform/access.ts';
import { sql, type Sql } from '../platform/sql.ts';

/** The territories that a person may export, with all that lies in them. Without a territory the role opens nothing. */
export const exportedTerritoryIds = (actor: Actor | null): readonly string[] =>
  (actor?.memberships ?? [])
    .filter(({ role }) => role === Role.EXPORTER)
    .flatMap(({ territoryId }) => territoryId ?? []);

export const mayExport = (actor: Actor | null): boolean => exportedTerritoryIds(actor).length > 0;

/** @param path ids of the territory asked for and of all above it. */
export const mayExportOf = (actor: Actor | null, path: readonly string[]): boolean =>
  exportedTerritoryIds(actor).some((id) => path.includes(id));

const mayOversee = (actor: Actor | null): boolean => hasRole(actor, Role.ADMINISTRATOR);

export const mayListExports = (actor: Actor | null): boolean => mayOversee(actor) || mayExport(actor);

/** Of a row `e`: administrators see every export, an exporter their own. */
export const seenBy = (actor: Actor | null): Sql | null => {
  if (mayOversee(actor)) return null;
  return mayExport(actor) ? sql`e.asked_by_id = ${actor?.personId ?? null}::uuid` : sql`false`;
};
