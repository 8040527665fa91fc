import { assertNotFuture, type LocalDate } from '../../schema/rules/days.ts';
import type { RequestContext } from '../platform/context.ts';

export const AS_OF = 'The day to tell it for, today when left out. Only what was known by then counts. A future day is refused.';

/** The day asked for, or today. @throws FUTURE_DAY */
export function dayAsked(context: RequestContext, asOf: LocalDate | null | undefined): LocalDate {
  if (asOf == null) return context.today;
  assertNotFuture(asOf, context.today);
  return asOf;
}
