/**
 * Lists of measures. A condition on progress comes from downstream as a part of the statement, so that a page of
 * findings costs the same as any other page.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Finding } from '../../schema/vocabulary/finding.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
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
  /** A further condition; it may speak of `mv` (measure_version), `v` (plan_version), `p` (action_plan) and `t` (its territory). */
  readonly condition?: Sql | null;
}

export interface PlacedMeasureFilter extends MeasureFilter {
  readonly asOf: LocalDate;
  /** Code of a territory in which the plans apply, at any depth. */
  readonly within?: string | null;
}

/** The measures of one plan as of a day, in the order of the document. */
export function measuresOfPlan(
  context: RequestContext,
  args: ConnectionArgs,
  { planId, asOf, ...filter }: MeasureFilter & { readonly planId: string; readonly asOf: LocalDate },
): Promise<ConnectionSource<MeasureRow>> {
  return listMeasures(context, args, { ...filter, versions: newestVersions(asOf, sql`v.plan_id = ${planId}`) });
}

/** Measures of plans that are, or may be, in force on the day: those that give no period are not left out. By territory, then in the order of the document. */
export function measuresInForce(
  context: RequestContext,
  args: ConnectionArgs,
  { asOf, within, ...filter }: PlacedMeasureFilter,
): Promise<ConnectionSource<MeasureRow>> {
  const plans = every([
    sql`${inForceSql(sql`p`, asOf)} is not false`,
    within ? sql`p.territory_id in (${territoriesWithin(within)})` : null,
  ]);
  return listMeasures(context, args, {
    ...filter,
    versions: newestVersions(asOf, sql`v.plan_id in (select p.id from action_plan p where ${plans})`),
  });
}

/** The version that counts on the day, of each plan that the condition lets through. */
const newestVersions = (asOf: LocalDate, condition: Sql): Sql => sql`
  select distinct on (v.plan_id) v.id from plan_version v where ${condition} and ${versionCountsFrom(sql`v`)} <= ${asOf}::date order by v.plan_id, v.number desc`;

const position = sql`lpad(mv.position::text, 8, '0')`;

async function listMeasures(
  context: RequestContext,
  args: ConnectionArgs,
  { versions, search, condition = null }: MeasureFilter & { readonly versions: Sql },
): Promise<ConnectionSource<MeasureRow>> {
  const page = pageOf(args, 4);
  const words = measureSearchPatterns(search).map((pattern) => sql`mv.search_text like ${pattern}`);
  const where = every([sql`mv.version_id in (${versions})`, standsInPlan, ...words, condition]);
  const from = sql`measure_version mv join plan_version v on v.id = mv.version_id join action_plan p on p.id = v.plan_id join territory t on t.id = p.territory_id`;
  const found = await rows<MeasureRow & { place: string; rank: string }>(
    context,
    sql`select ${measureColumns}, false as dropped, t.name as place, ${position} as rank from ${from}
        where ${where} and ${page.after === null ? sql`true` : sql`(t.name collate "und-x-icu", v.plan_id, ${position}, mv.measure_id) > (${page.after[0]}, ${page.after[1]}::uuid, ${page.after[2]}, ${page.after[3]}::uuid)`}
        order by t.name collate "und-x-icu", v.plan_id, ${position}, mv.measure_id limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found,
    sortKey: ({ place, planId, rank, id }) => [place, planId, rank, id],
    totalCount: async () =>
      (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from ${from} where ${where}`))
        ?.count ?? 0,
  });
}
