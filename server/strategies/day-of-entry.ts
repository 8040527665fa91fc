/** R6: what enters counts as known from that day on; only an administrator says that it was known earlier, and where from. */
import { assertNotFuture, type LocalDate } from '../../schema/rules/days.ts';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import type { RequestContext } from '../platform/context.ts';
import { Problem, badInput } from '../platform/problem.ts';
import { mayEnterAfterwards } from './strategy.policy.ts';

export interface DayOfEntry {
  readonly knownFrom: LocalDate;
  /** Null when it is known from today. */
  readonly knownFromSource: string | null;
}

/** As it was sent in. */
interface DaySaid {
  /** Null: today. */
  readonly knownFrom?: LocalDate | null;
  readonly knownFromSource?: string | null;
}

/**
 * Today, or the earlier day with its source. Whoever may enter the thing today is told that an earlier day is not theirs
 * to say: that is no secret, so ask this after what hides the thing itself.
 * @throws FUTURE_DAY, FORBIDDEN; BAD_INPUT when the source is missing.
 */
export function dayOfEntry({ today, actor }: RequestContext, said: DaySaid): DayOfEntry {
  const { knownFrom = null, knownFromSource = null } = said;
  if (knownFrom === null || knownFrom === today) return { knownFrom: today, knownFromSource: null };
  assertNotFuture(knownFrom, today);
  if (!mayEnterAfterwards(actor))
    throw new Problem(ErrorCode.FORBIDDEN, 'knownFromOnlyAdministrator', { field: 'knownFrom' });
  const source = knownFromSource?.trim() ?? '';
  if (source === '') throw badInput('knownFromNeedsSource', { field: 'knownFromSource' });
  return { knownFrom, knownFromSource: source };
}
