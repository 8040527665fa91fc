/**
 * Days off in Bulgaria: weekends, the holidays of чл. 154, ал. 1 КТ, and the working days that
 * replace those of them that fall on a weekend (ал. 2; Easter replaces nothing). Days that the
 * government gives once by decision are not among them: a calendar with those is passed instead.
 */
import { addDays, compareDays, weekdayOf, type LocalDate } from './days.ts';
import type { DaysOffCalendar } from './days-off.ts';

const weekend: readonly number[] = [6, 7];

/** Month and day of the holidays that stand still. */
const fixedHolidays = ['01-01', '03-03', '05-01', '05-06', '05-24', '09-06', '09-22', '12-24', '12-25', '12-26'];

/** Good Friday to Easter Monday, in days from Easter Sunday. */
const easterDays = [-2, -1, 0, 1];

/** The days between the Julian and the Gregorian calendar, from 1900 to 2099. */
const julianLagDays = 13;

/** Orthodox Easter Sunday by Meeus's Julian algorithm; holds from 1900 to 2099. */
export function orthodoxEaster(year: number): LocalDate {
  const moon = (19 * (year % 19) + 15) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  return addDays(`${year}-03-22`, moon + sunday + julianLagDays);
}

/** All holidays of the year with their replacements, sorted. */
export function bulgarianHolidays(year: number): LocalDate[] {
  const easter = orthodoxEaster(year);
  const fixed = fixedHolidays.map((monthAndDay) => `${year}-${monthAndDay}`);
  const off = new Set([...fixed, ...easterDays.map((days) => addDays(easter, days))]);
  for (const holiday of fixed.filter((day) => weekend.includes(weekdayOf(day)))) {
    let replacement = holiday;
    while (off.has(replacement) || weekend.includes(weekdayOf(replacement))) replacement = addDays(replacement, 1);
    off.add(replacement);
  }
  return [...off].toSorted(compareDays);
}

const coveredYears = [2025, 2026, 2027, 2028];

export const bulgarianDaysOff: DaysOffCalendar = {
  weekend,
  holidays: new Set(coveredYears.flatMap(bulgarianHolidays)),
  coversFrom: '2025-01-01',
  coversTo: '2028-12-31',
};
