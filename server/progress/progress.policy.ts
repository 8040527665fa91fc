import { hasRole, type Actor } from '../platform/access.ts';
import { Role } from '../../schema/vocabulary/role.ts';

/** What somebody may know of the observations that still wait (R2). */
export const PendingSight = {
  /** Verifiers of the place: what their queue shows them, as it stands. */
  QUEUE: 'QUEUE',
  /** Officials of the responsible bodies: as it stood when the month began, until the month is over. */
  MONTH_START: 'MONTH_START',
} as const;
export type PendingSight = (typeof PendingSight)[keyof typeof PendingSight];

/** Null: nothing. Who is both sees what verifiers see: from the difference they would learn whom their queue hides. */
export function pendingSightOf(
  actor: Actor | null,
  subject: { readonly territoryIds: readonly string[]; readonly responsibleIds: readonly string[] },
): PendingSight | null {
  if (subject.territoryIds.some((territoryId) => hasRole(actor, Role.VERIFIER, { territoryId })))
    return PendingSight.QUEUE;
  return subject.responsibleIds.some((organizationId) => hasRole(actor, Role.OFFICIAL, { organizationId }))
    ? PendingSight.MONTH_START
    : null;
}
