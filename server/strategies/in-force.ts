/**
 * Whether a strategy or plan is in force on a day, once as a function and once as SQL, which must say the same (the
 * test compares them). A document counts within its period and never before its act; a side of the period that the
 * source leaves out stays open. When it gives no period at all, nobody can tell.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { SortKey } from '../platform/sort-key.ts';
import { sql, type Sql } from '../platform/sql.ts';

export interface DatedDocument {
  readonly periodFrom: LocalDate | null;
  readonly periodTo: LocalDate | null;
  readonly adoptedOn: LocalDate | null;
}

/** @returns null when the source gives no period */
export function inForce({ periodFrom, periodTo, adoptedOn }: DatedDocument, on: LocalDate): boolean | null {
  const began = [periodFrom, adoptedOn].every((day) => day === null || day <= on);
  if (!began || (periodTo !== null && on > periodTo)) return false;
  return periodFrom === null && periodTo === null ? null : true;
}

/** The same of a row of `strategy` or `action_plan`: true, false or null. */
export const inForceSql = (row: Sql, on: LocalDate): Sql => sql`
  case when ${on}::date < ${row}.period_from or ${on}::date < ${row}.adopted_on or ${on}::date > ${row}.period_to then false
       when ${row}.period_from is null and ${row}.period_to is null then null
       else true end`;

/** Of rows `p` of action_plan: in force on the day, or of a period of which the source says nothing. */
export const notEnded = (asOf: LocalDate): Sql => sql`(${inForceSql(sql`p`, asOf)}) is not false`;

/** The day from which a row of `plan_version` counts: that of its act, and never before it was known (R6). */
export const versionCountsFrom = (version: Sql): Sql => sql`greatest(${version}.known_from, ${version}.adopted_on)`;

/** Sorts newest period first as text, for keyset pages; documents without a period come last. */
const newestFirst = (row: Sql): Sql =>
  sql`lpad((date '9999-12-31' - coalesce(${row}.period_from, date '0001-01-01'))::text, 8, '0')`;

/** Widest level first, as text. */
const widestFirst = (row: Sql): Sql =>
  sql`case ${row}.level when 'EU' then '0' when 'NATIONAL' then '1' when 'DISTRICT' then '2' else '3' end`;

/** The widest level first, within it the newest period. The row has a title and an id. */
export const byLevelAndAge = (row: Sql): readonly SortKey[] => [
  { by: widestFirst(row) },
  { by: newestFirst(row) },
  { by: sql`${row}.title collate "und-x-icu"` },
  { by: sql`${row}.id`, as: 'uuid' },
];
