/** R10: the clock of an ask. Everything legal comes in as data; silence is counted in days. */
import { AskClockState } from '../vocabulary/ask-clock-state.ts';
import { compareDays, daysBetween, type LocalDate } from './days.ts';
import { workingDayFrom, type DaysOffCalendar } from './days-off.ts';
import { lastDayOf, longerTerm, type Term } from './term.ts';

/** More time that the authority took, with its reason. */
export interface TermExtension {
  readonly adds: Term;
  readonly reason: string;
  /** The day the asker was told. */
  readonly announcedOn: LocalDate;
}

export interface AskClock {
  readonly state: AskClockState;
  /** The last day to answer, extensions included; null: unregistered, or the way has no term. */
  readonly dueOn: LocalDate | null;
  /** The last day of the term without any extension; null with `dueOn`. */
  readonly firstDueOn: LocalDate | null;
  /** The last day to tell the asker that a procedure began; null where the way asks for none. */
  readonly noticeDueOn: LocalDate | null;
  /** Calendar days after the due day, until the answer or until today; 0 while in time. */
  readonly daysLate: number;
  /** The last day to contest the silence; null unless overdue, and where the data gives no term. */
  readonly lastDayToContest: LocalDate | null;
}

export interface AskClockInput {
  /** The day of the incoming number; null: not registered. */
  readonly registeredOn: LocalDate | null;
  /** Null: the way sets no term. */
  readonly term: Term | null;
  readonly extensions: readonly TermExtension[];
  /** For the notice that a procedure began; null: none is owed. */
  readonly noticeTerm: Term | null;
  /** For going to court over silence, from the day the term ended; null: not possible, or not known. */
  readonly contestTerm: Term | null;
  readonly daysOff: DaysOffCalendar;
  /** The day of an answer in substance; null: none. */
  readonly answeredOn: LocalDate | null;
  readonly day: LocalDate;
}

/**
 * What the clock shows on the day, by what was known then.
 *
 * An extension counts from the day it is announced, and only when that was in time: one announced
 * after the term had ended extends nothing. Extensions lengthen the term itself, and only the last
 * day of the whole moves off a day off.
 */
export function askClock(input: AskClockInput): AskClock {
  const { registeredOn, day } = input;
  if (registeredOn === null || registeredOn > day) return unregistered;
  const answeredOn = input.answeredOn !== null && input.answeredOn <= day ? input.answeredOn : null;
  const firstDueOn = dueDay({ from: registeredOn, term: input.term, daysOff: input.daysOff });
  const dueOn = dueDay({
    from: registeredOn,
    term: extendedTerm(input, registeredOn),
    daysOff: input.daysOff,
  });
  const noticeDueOn = dueDay({
    from: registeredOn,
    term: input.noticeTerm,
    daysOff: input.daysOff,
  });
  const daysLate = dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, answeredOn ?? day));
  const state = stateOf({ answeredOn, daysLate });
  const contestFrom = state === AskClockState.OVERDUE ? dueOn : null;
  const lastDayToContest = dueDay({
    from: contestFrom,
    term: input.contestTerm,
    daysOff: input.daysOff,
  });
  return { state, dueOn, firstDueOn, noticeDueOn, daysLate, lastDayToContest };
}

const unregistered: AskClock = {
  state: AskClockState.UNREGISTERED,
  dueOn: null,
  firstDueOn: null,
  noticeDueOn: null,
  daysLate: 0,
  lastDayToContest: null,
};

function extendedTerm(input: AskClockInput, registeredOn: LocalDate): Term | null {
  const announced = input.extensions
    .filter(({ announcedOn }) => announcedOn <= input.day)
    .toSorted((a, b) => compareDays(a.announcedOn, b.announcedOn));
  let term = input.term;
  for (const { adds, announcedOn } of announced) {
    const dueOn = dueDay({ from: registeredOn, term, daysOff: input.daysOff });
    if (term !== null && dueOn !== null && announcedOn <= dueOn) term = longerTerm(term, adds);
  }
  return term;
}

function dueDay(input: {
  readonly from: LocalDate | null;
  readonly term: Term | null;
  readonly daysOff: DaysOffCalendar;
}): LocalDate | null {
  const { from, term, daysOff } = input;
  if (from === null || term === null) return null;
  return workingDayFrom(lastDayOf(term, from), daysOff);
}

function stateOf(input: { readonly answeredOn: LocalDate | null; readonly daysLate: number }): AskClockState {
  const late = input.daysLate > 0;
  if (input.answeredOn === null) return late ? AskClockState.OVERDUE : AskClockState.RUNNING;
  return late ? AskClockState.ANSWERED_LATE : AskClockState.ANSWERED;
}
