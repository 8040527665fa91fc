/** The days of the demo, told from the day it is loaded: the demo is always in the middle of its life. */
import { addMonths, firstDayOfMonth, monthOf, type LocalDate } from '../../schema/rules/days.ts';

const PLAN_AGE_MONTHS = 16;

export interface DemoDays {
  readonly today: LocalDate;
  /** First year of the demo plans. */
  readonly firstYear: number;
  readonly adopted: LocalDate;
  /** The annual report on the first year. */
  readonly firstReport: LocalDate;
  monthsAgo(months: number): LocalDate;
}

export function demoDays(today: LocalDate): DemoDays {
  const monthsAgo = (months: number): LocalDate => addMonths(today, -months);
  const firstYear = Number(monthsAgo(PLAN_AGE_MONTHS).slice(0, 4));
  return { today, firstYear, adopted: `${firstYear}-02-12`, firstReport: `${firstYear + 1}-02-14`, monthsAgo };
}

/** The last day of the month before a day. */
export function endOfMonthBefore(day: LocalDate): LocalDate {
  const first = firstDayOfMonth(monthOf(day));
  return new Date(Date.parse(`${first}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
