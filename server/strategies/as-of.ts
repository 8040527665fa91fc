import { assertNotFuture, type LocalDate } from '../../schema/rules/days.ts';
import type { RequestContext } from '../platform/context.ts';
import type { ToldLater } from '../platform/one-statement/telling.ts';

export const AS_OF =
  'The day to tell it for, today when left out. Only what was known by then counts. A future day is refused.';
export const ON_DAY =
  'The day to tell it for, today when left out; told from what is known today. A future day is refused.';

/** The day asked for, or today. @throws FUTURE_DAY */
export function dayAsked(context: RequestContext, day: LocalDate | null | undefined): LocalDate {
  if (day == null) return context.today;
  assertNotFuture(day, context.today);
  return day;
}

/** A day asked for, in a statement. */
export const dayTold = (day: LocalDate | null | undefined, context: RequestContext): LocalDate =>
  dayAsked(context, day);

/** The same of the argument `asOf`, in a statement. */
export const asOfTold = (later: ToldLater): LocalDate => later('asOf', dayTold);
