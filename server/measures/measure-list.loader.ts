/**
 * Lists of measures. A condition on progress comes from downstream as a part of the statement, so that a page of
 * findings costs the same as any other page.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Finding } from '../../schema/vocabulary/finding.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource, type Page } from '../platform/connection.ts';
import { connectionOfEach } from '../platform/connection-of-each.ts';
import type { RequestContext } from '../platform/context.ts';
import { every, oneRow, rows, sql, type Sql } from '../platform/sql.ts';
import { inForceSql, versionCountsFrom } from '../strategies/in-force.ts';
import { territoriesWithin } from '../territories/territory.loader.ts';
import { measureSearchPatterns } from './measure-search.ts';
import { measureColumns, standsInPlan, type MeasureRow } from './measure.loader.ts';

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

/** The measures of a plan as of a day, in the order of the document. */
export const measuresOfPlan = (findingCondition: FindingCondition) => {
  const conditions = ({ search, finding, asOf }: PlanMeasureFilter, planId: Sql): Sql =>
    every([
      measuresStanding({ search, versions: newestVersions(asOf, sql`v.plan_id = ${planId}`) }),
      finding === null ? null : findingCondition(sql`mv.measure_id`, { finding, asOf }),
    ]);
  return connectionOfEach<PlacedMeasure, PlanMeasureFilter>({
    keyParts: 4,
    sortKey,
    pages: (context, planIds, { page, filter }) =>
      rows(
        context,
        sql`select plan.key, listed.* from unnest(${planIds}::uuid[]) as plan(key)
            cross join lateral (${pageStatement(conditions(filter, sql`plan.key`), page)}) listed order by listed.rank, listed.id`,
      ),
    counts: (context, planIds, filter) =>
      rows(
        context,
        sql`select plan.key as id, counted.count from unnest(${planIds}::uuid[]) as plan(key)
            cross join lateral (${countStatement(conditions(filter, sql`plan.key`))}) counted`,
      ),
  });
};

/** Measures of plans that are, or may be, in force on the day: those that give no period are not left out. By territory, then in the order of the document. */
export async function measuresInForce(
  context: RequestContext,
  args: ConnectionArgs,
  { asOf, within, search, condition = null }: PlacedMeasureFilter,
): Promise<ConnectionSource<MeasureRow>> {
  const page = pageOf(args, 4);
  const plans = every([
    sql`${inForceSql(sql`p`, asOf)} is not false`,
    within ? sql`p.territory_id in (${territoriesWithin(within)})` : null,
  ]);
  const versions = newestVersions(asOf, sql`v.plan_id in (select p.id from action_plan p where ${plans})`);
  const where = every([measuresStanding({ search, versions }), condition]);
  return toConnection({
    page,
    rows: await rows<PlacedMeasure>(context, pageStatement(where, page)),
    sortKey,
    totalCount: async () => (await oneRow<{ count: number }>(context, countStatement(where)))?.count ?? 0,
  });
}

/** The version that counts on the day, of each plan that the condition lets through. */
const newestVersions = (asOf: LocalDate, condition: Sql): Sql => sql`
  select distinct on (v.plan_id) v.id from plan_version v where ${condition} and ${versionCountsFrom(sql`v`)} <= ${asOf}::date order by v.plan_id, v.number desc`;

const position = sql`lpad(mv.position::text, 8, '0')`;

type PlacedMeasure = MeasureRow & { readonly place: string; readonly rank: string };

const sortKey = ({ place, planId, rank, id }: PlacedMeasure): readonly string[] => [place, planId, rank, id];

/** Measures of these versions that still stand in their plan, with these words. */
function measuresStanding({ versions, search }: { readonly versions: Sql; readonly search?: string | null }): Sql {
  const words = measureSearchPatterns(search).map((pattern) => sql`mv.search_text like ${pattern}`);
  return every([sql`mv.version_id in (${versions})`, standsInPlan, ...words]);
}

const from = sql`measure_version mv join plan_version v on v.id = mv.version_id join action_plan p on p.id = v.plan_id join territory t on t.id = p.territory_id`;

const pageStatement = (where: Sql, { after, limit }: Page): Sql => sql`
  select ${measureColumns}, false as dropped, t.name as place, ${position} as rank from ${from}
  where ${where} and ${after === null ? sql`true` : sql`(t.name collate "und-x-icu", v.plan_id, ${position}, mv.measure_id) > (${after[0]}, ${after[1]}::uuid, ${after[2]}, ${after[3]}::uuid)`}
  order by t.name collate "und-x-icu", v.plan_id, ${position}, mv.measure_id limit ${limit}`;

const countStatement = (where: Sql): Sql => sql`select count(*)::int as count from ${from} where ${where}`;
