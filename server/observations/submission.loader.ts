/** Everything that a submission is judged by, in one statement: a monitor's phone waits for it on a bad network. */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import { standsInPlan } from '../measures/measure.loader.ts';
import type { Actor } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { oneRow, sql } from '../platform/sql.ts';
import { versionCountsFrom } from '../strategies/in-force.ts';
import type { ObservationContent } from './observation-content.ts';
import type { ObserverAffiliation } from './observation-group.ts';
import { monitoredTerritoryIds } from './observation.policy.ts';

export interface SubmissionFacts {
  readonly planTerritoryId: string;
  /** The version of the plan in force today has the measure. */
  readonly stands: boolean;
  readonly implementerIds: readonly string[];
  /** Some territory that the person monitors holds the plan's territory, or lies in it. */
  readonly monitoredHere: boolean;
  /** Null when no settlement was named, or none has the code. */
  readonly settlementId: string | null;
  readonly settlementInPlace: boolean;
  readonly invitedByPersonId: string | null;
  readonly invitedByOrganizationId: string | null;
  readonly invitedForTerritoryId: string | null;
  readonly inviterOrganizationId: string | null;
  readonly affiliations: readonly (ObserverAffiliation & { readonly validFrom: LocalDate })[];
  /** Of the observation that is revised, when it is the person's own and of this measure. */
  readonly revisedState: ObservationState | null;
}

/** Null: there is no such measure. */
export function submissionFacts(
  context: RequestContext,
  actor: Actor,
  { measureId, settlement, revises }: ObservationContent,
): Promise<SubmissionFacts | null> {
  const { today } = context;
  const { personId } = actor;
  const scopes = monitoredTerritoryIds(actor);
  return oneRow(
    context,
    sql`with recursive
        subject as (
          select m.id as measure_id, p.id as plan_id, p.territory_id,
            (select v.id from plan_version v where v.plan_id = p.id and ${versionCountsFrom(sql`v`)} <= ${today}::date order by v.number desc limit 1) as version_id
          from measure m join action_plan p on p.id = m.plan_id where m.id = ${measureId}::uuid
        ),
        place as (select t.id from territory t where t.code = ${settlement}::text and t.kind = 'SETTLEMENT'),
        up as (
          select t.id as start_id, t.id, t.parent_id from territory t
          where t.id in (select territory_id from subject) or t.id in (select id from place) or t.id = any(${scopes ?? []}::uuid[])
          union all select up.start_id, t.id, t.parent_id from up join territory t on t.id = up.parent_id
        )
      select s.territory_id as plan_territory_id, mv.id is not null as stands,
        (select coalesce(json_agg(distinct r.organization_id), '[]') from measure_responsible r where r.measure_version_id = mv.id and r.organization_id is not null) as implementer_ids,
        ${scopes === null}::boolean or exists (
          select from up where (up.start_id = s.territory_id and up.id = any(${scopes ?? []}::uuid[])) or (up.start_id = any(${scopes ?? []}::uuid[]) and up.id = s.territory_id)
        ) as monitored_here,
        (select id from place) as settlement_id,
        exists (select from up where up.start_id = (select id from place) and up.id = s.territory_id) as settlement_in_place,
        person.invited_by_person_id, person.invited_by_organization_id, person.invited_for_territory_id,
        (select a.organization_id from affiliation a where a.person_id = person.invited_by_person_id and ${validOn(today)} order by a.kind desc, a.valid_from, a.organization_id limit 1) as inviter_organization_id,
        (select coalesce(json_agg(json_build_object('organizationId', a.organization_id, 'kind', a.kind, 'validFrom', a.valid_from)), '[]')
         from affiliation a where a.person_id = person.id and ${validOn(today)}) as affiliations,
        (select o.state from observation o join observation_author oa on oa.observation_id = o.id
         where o.id = ${revises}::uuid and oa.person_id = person.id and o.measure_id = s.measure_id) as revised_state
      from subject s join person on person.id = ${personId}::uuid
      left join measure_version mv on mv.version_id = s.version_id and mv.measure_id = s.measure_id and ${standsInPlan}`,
  );
}

const validOn = (day: LocalDate) =>
  sql`a.valid_from <= ${day}::date and (a.valid_to is null or ${day}::date <= a.valid_to)`;
