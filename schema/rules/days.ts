/**
 * Days of the calendar in Europe/Sofia, as strings. They compare as strings, carry no time and no
 * zone, and so cannot slip by a day between server, browser and database.
 */
import { ErrorCode } from '../vocabulary/error-code.ts';
import { RuleError } from './rule-error.ts';

/** A day as 'YYYY-MM-DD'. */
export type LocalDate = string;

/** A month as 'YYYY-MM'. */
export type Month = string;

/** The day as count of days since 1970-01-01, for arithmetic only. */
const DAY_MS = 86_400_000;

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

const sofiaCalendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Sofia',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Whether the text is a day that exists: '2027-02-29' is none. */
export function isLocalDate(text: string): boolean {
  const match = dayPattern.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1000 || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** The day that a clock in Sofia shows at the instant. */
export function sofiaDay(instant: Date): LocalDate {
  const quarter = Math.floor(instant.getTime() / QUARTER_MS);
  if (quarter !== lastAsked.quarter) lastAsked = { quarter, day: dayOf(instant) };
  return lastAsked.day;
}

/** No day anywhere begins but at a full quarter of an hour; asking the calendar costs more than most questions do. */
const QUARTER_MS = 900_000;
let lastAsked: { readonly quarter: number; readonly day: LocalDate } = { quarter: Number.NaN, day: '' };

function dayOf(instant: Date): LocalDate {
  const parts = Object.fromEntries(sofiaCalendar.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

/** Negative, zero or positive as `a` is before, on or after `b`; for sorting. */
export function compareDays(a: LocalDate, b: LocalDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/**
 * The same day of a later month, or the last day of that month where it has no such day, as terms in
 * months end (R10): a month after 31 January is 28 February.
 */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const { year, month } = monthAfter(monthOf(day), months);
  const dayOfMonth = Math.min(Number(day.slice(8)), daysInMonth(year, month));
  return `${monthText(year, month)}-${twoDigits(dayOfMonth)}`;
}

export function monthOf(day: LocalDate): Month {
  return day.slice(0, 7);
}

/** The first day of the month that comes `months` after the given one. */
export function firstDayOfMonth(month: Month, months = 0): LocalDate {
  const later = monthAfter(month, months);
  return `${monthText(later.year, later.month)}-01`;
}

/** Months from `from` to `to`, days left out: from 31 January to 1 February is 1. */
export function monthsBetween(from: LocalDate, to: LocalDate): number {
  return monthNumber(monthOf(to)) - monthNumber(monthOf(from));
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: LocalDate): number {
  return new Date(Date.parse(day)).getUTCDay() || 7;
}

/**
 * Facts have happened: a day after `today` is refused.
 * @throws {RuleError} FUTURE_DAY
 */
export function assertNotFuture(day: LocalDate, today: LocalDate): void {
  if (day > today) throw new RuleError(ErrorCode.FUTURE_DAY, { day, today });
}

function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthAfter(month: Month, months: number): { year: number; month: number } {
  const number = monthNumber(month) + months;
  return { year: Math.floor(number / 12), month: (number % 12) + 1 };
}

function monthText(year: number, month: number): Month {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}`;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
