/** Which roles ask more of a person: a second factor to act at all, a second administrator to be given. */
import { Role, STAFF_ROLES } from '../../schema/vocabulary/role.ts';

/** Given by one administrator and confirmed by another. */
const TWO_PERSON_ROLES: ReadonlySet<Role> = new Set([Role.ADMINISTRATOR, Role.HOTLINE_WORKER, Role.EXPORTER]);

export const needsSecondFactor = (role: Role): boolean => STAFF_ROLES.includes(role);

export const needsTwoPeople = (role: Role): boolean => TWO_PERSON_ROLES.has(role);
