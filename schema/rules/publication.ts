/**
 * R2, R8: the day from which a verified observation is public. Were it public on the day of its verification, whoever asks
 * every day would learn that day, and in a month that still runs it narrows the day that was seen. So nothing of a month
 * is public before the month is over: by then its days can no longer be told apart.
 */
import { firstDayOfMonth, laterOf, type LocalDate, type Month } from './days.ts';

/** The day of the verification, but not before the first day of the month after the one in which it was seen. */
export function publicFrom({
  seenMonth,
  verifiedOn,
}: {
  readonly seenMonth: Month;
  readonly verifiedOn: LocalDate;
}): LocalDate {
  return laterOf(verifiedOn, firstDayOfMonth(seenMonth, 1));
}
