/**
 * Verifiers have no say over what bodies claim or coalitions write. Whoever keeps the house answers for the personal data in
 * it, and so settles what is reported of those words.
 */
import { Role } from '../../schema/vocabulary/role.ts';
import { hasRole, type Actor } from '../platform/access.ts';

export const maySettlePublicTexts = (actor: Actor | null): boolean => hasRole(actor, Role.ADMINISTRATOR);
