/** The length of a legal term: months first, then days. */
import { addDays, addMonths, type LocalDate } from './days.ts';

export interface Term {
  readonly months?: number;
  readonly days?: number;
}

/** The last day of the term, which starts on the day after `from`; a term in months ends on its same day, or its last. */
export function lastDayOf(term: Term, from: LocalDate): LocalDate {
  return addDays(addMonths(from, term.months ?? 0), term.days ?? 0);
}

export function longerTerm(term: Term, by: Term): Term {
  return { months: (term.months ?? 0) + (by.months ?? 0), days: (term.days ?? 0) + (by.days ?? 0) };
}
