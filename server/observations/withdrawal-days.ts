/** On which days the observations of one erased person go: none with another, as long as there are days. */
import { randomInt } from 'node:crypto';
import { addDays, type LocalDate } from '../../schema/rules/days.ts';
import { retentionPeriods } from '../../schema/vocabulary/retention.ts';

/** Days in the order of a draw, from the day after `after` on; each comes again only when all of them were drawn. */
export function drawDays(after: LocalDate, count: number): LocalDate[] {
  const { days } = retentionPeriods.ERASED_OBSERVATION;
  const drawn: LocalDate[] = [];
  let left: number[] = [];
  while (drawn.length < count) {
    if (left.length === 0) left = Array.from({ length: days }, (_, at) => at + 1);
    drawn.push(...left.splice(randomInt(left.length), 1).map((ahead) => addDays(after, ahead)));
  }
  return drawn;
}
