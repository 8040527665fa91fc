/**
 * Lists of measures. A condition on progress comes from downstream as a part of the statement, so that a page of
 * findings costs the same as any other page.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Finding } from '../../schema/vocabulary/finding.ts';
import { reading } from '../platform/reading.ts';
import type { SortKey } from '../platform/sort-key.ts';
import { every, sql, type Sql } from '../platform/sql.ts';
import { inForceSql } from '../strategies/in-force.ts';
import { territoriesWithin } from '../territories/territory.loader.ts';
import { measureSearchPatterns } from './measure-search.ts';
import { measureReading, newestNumber, standsInPlan } from './measure.loader.ts';

/** Which measures a finding is true of on a day; `measureId` is the column to compare with. Whoever knows progress provides it. */
export type FindingCondition = (measureId: Sql, wanted: { readonly finding: Finding; readonly asOf: LocalDate }) => Sql;

export interface MeasureFilter {
  /** Words that the measure must have. */
  readonly search?: string | null;
  readonly asOf: LocalDate;
}

export interface PlacedMeasureFilter extends MeasureFilter {
  /** Code of a territory in which the plans apply, at any depth. */
  readonly within?: string | null;
  /** A further condition; it may speak of `mv` (measure_version), `v` (plan_version), `p` (action_plan) and `t` (its territory). */
  readonly condition?: Sql | null;
}

export interface PlanMeasureFilter extends MeasureFilter {
  /** Only those of which this is true on the day. */
  readonly finding: Finding | null;
}

const inOrderOfDocument: readonly SortKey[] = [
  { by: sql`mv.position`, as: 'int' },
  { by: sql`mv.measure_id`, as: 'uuid' },
];

/** The measures of a plan as of a day, in the order of the document. */
export const measuresOfPlan = (findingCondition: FindingCondition) =>
  reading(measureReading).lists<PlanMeasureFilter>({
    key: sql`v.plan_id`,
    where: ({ search, finding, asOf }) =>
      every([
        standingOn(asOf, search),
        finding === null ? null : findingCondition(sql`mv.measure_id`, { finding, asOf }),
      ]),
    order: inOrderOfDocument,
  });

/** Measures of plans that are, or may be, in force on the day: those that give no period are not left out. By territory, then in the order of the document. */
export const measuresInForce = reading({
  ...measureReading,
  from: sql`${measureReading.from} join action_plan p on p.id = v.plan_id join territory t on t.id = p.territory_id`,
}).list<PlacedMeasureFilter>({
  where: ({ asOf, within, search, condition = null }) =>
    every([
      standingOn(asOf, search),
      sql`${inForceSql(sql`p`, asOf)} is not false`,
      within ? sql`p.territory_id in (${territoriesWithin(within)})` : null,
      condition,
    ]),
  order: [{ by: sql`t.name collate "und-x-icu"` }, { by: sql`v.plan_id`, as: 'uuid' }, ...inOrderOfDocument],
});

/** Of the version that counts on the day, measures that still stand in their plan, with these words. */
function standingOn(asOf: LocalDate, search: string | null | undefined): Sql {
  const words = measureSearchPatterns(search).map((pattern) => sql`mv.search_text like ${pattern}`);
  return every([sql`v.number = ${newestNumber(asOf)}`, standsInPlan, ...words]);
}
