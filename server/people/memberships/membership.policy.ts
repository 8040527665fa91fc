/** Who may give and take roles, and what a role needs to hold anywhere. */
import { Role } from '../../../schema/vocabulary/role.ts';
import { hasRole, type Actor } from '../../platform/access.ts';

export const mayKeepMemberships = (actor: Actor | null): boolean => hasRole(actor, Role.ADMINISTRATOR);

/** Nobody gives themselves a role, nor confirms one that they asked for or that is for them. */
export const mayConfirm = (
  actor: Actor,
  { personId, askedById }: { readonly personId: string; readonly askedById: string },
): boolean => mayKeepMemberships(actor) && actor.personId !== personId && actor.personId !== askedById;

interface ScopeOfRole {
  /** Where it holds. */
  readonly territory: 'needed' | 'allowed' | 'none';
  /** The body that the person acts or belongs to. */
  readonly organization: 'needed' | 'allowed' | 'none';
  /** What the body is to the role: held in its name, or merely where the person belongs (R2, R7). */
  readonly actsFor: boolean;
  readonly affiliation: 'MEMBER' | 'EMPLOYEE' | null;
}

export const SCOPES: Readonly<Record<Role, ScopeOfRole>> = {
  MONITOR: { territory: 'needed', organization: 'allowed', actsFor: false, affiliation: 'MEMBER' },
  VERIFIER: { territory: 'needed', organization: 'allowed', actsFor: false, affiliation: 'MEMBER' },
  OFFICIAL: { territory: 'allowed', organization: 'needed', actsFor: true, affiliation: 'EMPLOYEE' },
  COUNCILLOR: { territory: 'needed', organization: 'allowed', actsFor: true, affiliation: null },
  COALITION_MEMBER: { territory: 'allowed', organization: 'needed', actsFor: true, affiliation: 'MEMBER' },
  COALITION_LEAD: { territory: 'allowed', organization: 'needed', actsFor: true, affiliation: 'MEMBER' },
  HOTLINE_WORKER: { territory: 'none', organization: 'none', actsFor: false, affiliation: null },
  EXPORTER: { territory: 'needed', organization: 'none', actsFor: false, affiliation: null },
  ADMINISTRATOR: { territory: 'none', organization: 'none', actsFor: false, affiliation: null },
};
