/** What a report on a plan is judged by: its measures as the newest known version that holds each has them. */
import { standsInPlan } from '../measures/measure.loader.ts';
import type { RequestContext } from '../platform/context.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { versionCountsFrom } from '../strategies/in-force.ts';
import type { Body } from './report.policy.ts';

export interface ReportedMeasure {
  readonly id: string;
  readonly measureVersionId: string;
  readonly code: string;
  readonly wording: string;
  /** The newest known version of the plan holds it no more. */
  readonly dropped: boolean;
  readonly responsibles: readonly Body[];
  /** Of all versions: an indicator keeps its series while its wording goes on. */
  readonly indicators: readonly { readonly id: string; readonly seriesId: string }[];
}

/** Every measure of a plan, in document order, those that were dropped last. */
export function reportedMeasures(context: RequestContext, planId: string): Promise<ReportedMeasure[]> {
  const { today } = context;
  return rows(
    context,
    sql`with known as (select id, number from plan_version where plan_id = ${planId}::uuid and ${versionCountsFrom(sql`plan_version`)} <= ${today}::date)
        select * from (
          select distinct on (mv.measure_id) mv.measure_id as id, mv.id as measure_version_id, mv.code, mv.wording, mv.position, known.number < (select max(number) from known) as dropped,
            (select coalesce(json_agg(json_build_object('organizationId', o.id, 'kind', o.kind, 'territoryId', o.territory_id) order by r.position), '[]')
             from measure_responsible r join organization o on o.id = r.organization_id where r.measure_version_id = mv.id) as responsibles,
            (select coalesce(json_agg(json_build_object('id', i.id, 'seriesId', i.series_id)), '[]')
             from indicator i join measure_version iv on iv.id = i.measure_version_id where iv.measure_id = mv.measure_id) as indicators
          from measure_version mv join known on known.id = mv.version_id where ${standsInPlan} order by mv.measure_id, known.number desc
        ) measures order by dropped, position, id`,
  );
}

/** A body as the rules of reporting see it; null when there is none. */
export const bodyById = (context: RequestContext, organizationId: string): Promise<Body | null> =>
  oneRow(
    context,
    sql`select id as organization_id, kind, territory_id from organization where id = ${organizationId}::uuid`,
  );
