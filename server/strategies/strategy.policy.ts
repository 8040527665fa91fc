import { hasRole, type Actor } from '../platform/access.ts';
import { Role } from '../../schema/vocabulary/role.ts';

/** Strategies and plans are public. Administrators keep the register of them. */
export const mayKeepPolicyDocuments = (actor: Actor | null): boolean => hasRole(actor, Role.ADMINISTRATOR);

/** R6: only an administrator says that something was known earlier than it entered. */
export const mayEnterAfterwards = (actor: Actor | null): boolean => hasRole(actor, Role.ADMINISTRATOR);
