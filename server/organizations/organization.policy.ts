import { hasRole, type Actor } from '../platform/access.ts';
import { Role } from '../../schema/vocabulary/role.ts';

/** Organizations are public. Administrators keep the register; a coalition's lead enters those it works with. */
export const mayCreateOrganization = (actor: Actor | null): boolean =>
  hasRole(actor, Role.ADMINISTRATOR) || hasRole(actor, Role.COALITION_LEAD);
