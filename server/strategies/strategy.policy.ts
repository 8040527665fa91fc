import { hasRole, type Actor } from '../platform/access.ts';
import { Role } from '../../schema/vocabulary/role.ts';

/** Strategies and plans are public. Administrators keep the register of them, and alone say that something was known earlier (R6). */
export const mayKeepPolicyDocuments = (actor: Actor | null): boolean => hasRole(actor, Role.ADMINISTRATOR);
