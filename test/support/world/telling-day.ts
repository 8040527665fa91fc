/** Days of which each says itself alone: the first of a month is also how the API tells the month. */
import { addDays, type LocalDate } from '../../../schema/rules/days.ts';

/** So many days away, firsts of months not counted; another number is another day. */
export function tellingDay(from: LocalDate, days: number): LocalDate {
  const step = Math.sign(days);
  let day = from;
  for (let left = Math.abs(days); left > 0;) {
    day = addDays(day, step);
    if (!day.endsWith('-01')) left -= 1;
  }
  return day;
}
