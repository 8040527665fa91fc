/** Which roles ask more of a person: a second factor to act at all, a second administrator to be given. */
import { Role } from '../../schema/vocabulary/role.ts';

/** What they do binds others or shows what is not public. A monitor's phone and a coalition's member need no more than to sign in. */
const STAFF_ROLES: ReadonlySet<Role> = new Set([
  Role.VERIFIER,
  Role.OFFICIAL,
  Role.COUNCILLOR,
  Role.COALITION_LEAD,
  Role.HOTLINE_WORKER,
  Role.EXPORTER,
  Role.ADMINISTRATOR,
]);

/** Given by one administrator and confirmed by another. */
const TWO_PERSON_ROLES: ReadonlySet<Role> = new Set([Role.ADMINISTRATOR, Role.HOTLINE_WORKER, Role.EXPORTER]);

export const needsSecondFactor = (role: Role): boolean => STAFF_ROLES.has(role);

export const needsTwoPeople = (role: Role): boolean => TWO_PERSON_ROLES.has(role);
