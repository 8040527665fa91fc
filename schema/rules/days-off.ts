/** Days on which offices are closed, as data: a term that ends on one ends on the next working day (R10). */
import { addDays, weekdayOf, type LocalDate } from './days.ts';

export interface DaysOffCalendar {
  /** Weekdays off, Monday is 1 and Sunday 7. */
  readonly weekend: readonly number[];
  /** Public holidays and the working days that replace them, within the years covered. */
  readonly holidays: ReadonlySet<LocalDate>;
  /** The first and the last day for which holidays are known; outside of them only weekends count. */
  readonly coversFrom: LocalDate;
  readonly coversTo: LocalDate;
}

export function isDayOff(day: LocalDate, daysOff: DaysOffCalendar): boolean {
  return daysOff.weekend.includes(weekdayOf(day)) || daysOff.holidays.has(day);
}

/** The day itself when offices work on it, else the next on which they do. */
export function workingDayFrom(day: LocalDate, daysOff: DaysOffCalendar): LocalDate {
  let working = day;
  while (isDayOff(working, daysOff)) working = addDays(working, 1);
  return working;
}
