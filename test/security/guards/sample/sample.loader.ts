/** Places that ask, in each form that is known. */
import { ErrorCode } from '../../../../schema/vocabulary/error-code.ts';
import { Role } from '../../../../schema/vocabulary/role.ts';
import type { Actor } from '../../../../server/platform/access.ts';
import { Problem } from '../../../../server/platform/problem.ts';
import { sql, type Sql } from '../../../../server/platform/sql.ts';
import { allowOnly, hasRole, signedIn } from './platform/access.ts';
import { conditionOf, conditionOrNone, mayAsArrow } from './sample.policy.ts';

const from: Sql = sql`row`;
export const sampleReading = { from, rule: (): Sql | null => conditionOf('a') };
/** A condition that is the rule itself. */
export const namedReading = { from, rule: conditionOrNone };
export const filtered = (answers: readonly ('yes' | 'no')[]): readonly string[] => answers.filter(mayAsArrow);

export const signedInThere = (actor: Actor | null): Actor => signedIn({ actor });
export const allowedThere = (answer: 'yes' | 'no'): void => allowOnly(mayAsArrow(answer));
export const administers = (actor: Actor | null): boolean => hasRole(actor, Role.ADMINISTRATOR);

export function nothingForNobody(actor: Actor | null): string | null {
  if (actor === null) return null;
  return 'something';
}

export function refuseUnlessFine(isFine: boolean): void {
  if (!isFine) throw new Problem(ErrorCode.FORBIDDEN, 'knownFromOnlyAdministrator');
}

export const ownRow = (actor: Actor): Sql =>
  sql`select 1 from row where id = 1 and person_id = ${actor.personId}::uuid`;
