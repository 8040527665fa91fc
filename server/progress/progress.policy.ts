import { hasRole, type Actor } from '../platform/access.ts';
import { Role } from '../../schema/vocabulary/role.ts';

/** Who may see the level with the observations that still wait (R2): verifiers of the place and the responsible bodies. */
export function maySeePending(
  actor: Actor | null,
  subject: { readonly territoryIds: readonly string[]; readonly responsibleIds: readonly string[] },
): boolean {
  return (
    subject.territoryIds.some((territoryId) => hasRole(actor, Role.VERIFIER, { territoryId })) ||
    subject.responsibleIds.some((organizationId) => hasRole(actor, Role.OFFICIAL, { organizationId }))
  );
}
