/**
 * Who asks. A feature's rules stand in its own `*.policy.ts` as functions of the actor and the subject; this file only
 * says who the actor is and how a refusal reads.
 */
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import type { Role } from '../../schema/vocabulary/role.ts';
import { Problem, notFound } from './problem.ts';

/** A role with its scope, valid on the day of the request. */
export interface ActorMembership {
  readonly role: Role;
  readonly territoryId: string | null;
  readonly organizationId: string | null;
  readonly coalitionId: string | null;
}

export interface Actor {
  readonly personId: string;
  readonly memberships: readonly ActorMembership[];
  /** Roles that the person holds and that wait for a second factor; left out: none. */
  readonly sleepingRoles?: readonly Role[];
}

/** True when the actor holds the role anywhere, or in the given scope. */
export function hasRole(actor: Actor | null, role: Role, scope: Partial<Omit<ActorMembership, 'role'>> = {}): boolean {
  return (actor?.memberships ?? []).some(
    (membership) =>
      membership.role === role &&
      (scope.territoryId === undefined || membership.territoryId === scope.territoryId) &&
      (scope.organizationId === undefined || membership.organizationId === scope.organizationId) &&
      (scope.coalitionId === undefined || membership.coalitionId === scope.coalitionId),
  );
}

/** The signed-in actor. @throws UNAUTHENTICATED for the public. */
export function signedIn(context: { readonly actor: Actor | null }): Actor {
  if (context.actor === null) throw new Problem(ErrorCode.UNAUTHENTICATED, 'signInFirst');
  return context.actor;
}

/** Refuses as if the subject were not there. */
export function allowOnly(allowed: boolean): void {
  if (!allowed) throw notFound();
}
