/**
 * A submission in one statement: it reads what the observation is judged by, writes it when nothing speaks against it,
 * and tells what it found. One round trip, and one transaction without a word about it: a monitor's phone waits on a bad
 * network. That the observation came before is decided by the primary key alone.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import { CONSENT_VERSION } from '../../schema/vocabulary/consent.ts';
import type { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import { standsInPlan } from '../measures/measure.loader.ts';
import type { Actor } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { oneRow, sql, type Sql } from '../platform/sql.ts';
import { versionCountsFrom } from '../strategies/in-force.ts';
import { drawPseudonym, type ObservationContent } from './observation-content.ts';
import { observerGroup } from './observation-group.ts';
import { monitoredTerritoryIds, roleOrganizationIds } from './observation.policy.ts';

/** What a submission was judged by. It was written only if all of it allowed, and its id was free. */
export interface SubmissionFinding {
  /** The version of the plan in force today has the measure. */
  readonly stands: boolean;
  /** Some territory that the person monitors holds the plan's territory, or lies in it. */
  readonly monitoredHere: boolean;
  /** Null when no settlement was named, or none has the code. */
  readonly settlementId: string | null;
  readonly settlementInPlace: boolean;
  /** Of the observation that is revised, when it is the person's own and of this measure. */
  readonly revisedState: ObservationState | null;
  /** They agreed to the text of today of who will see what. */
  readonly consented: boolean;
  /** False: it was refused, or its id is taken. */
  readonly received: boolean;
}

/**
 * Null: there is no such measure.
 * @throws UniqueConstraintViolationException when another has revised the same observation.
 */
export function writeSubmission(
  context: RequestContext,
  actor: Actor,
  { content, hash }: { readonly content: ObservationContent; readonly hash: string },
): Promise<SubmissionFinding | null> {
  const { today } = context;
  const { id, measureId, level, dontKnow, method, seenOn, settlement, words, revises } = content;
  const scopes = monitoredTerritoryIds(actor);
  return oneRow(
    context,
    sql`with
        subject as (
          select m.id as measure_id, p.territory_id,
            (select v.id from plan_version v where v.plan_id = p.id and ${versionCountsFrom(sql`v`)} <= ${today}::date order by v.number desc limit 1) as version_id
          from measure m join action_plan p on p.id = m.plan_id where m.id = ${measureId}::uuid
        ),
        place as (select t.id, t.parent_id from territory t where t.code = ${settlement}::text and t.kind = 'SETTLEMENT'),
        observer as (
          select id, consent_version, invited_by_person_id, invited_by_organization_id, invited_for_territory_id from person where id = ${actor.personId}::uuid
        ),
        finding as (
          select s.territory_id, mv.id is not null as stands,
            ${scopes === null}::boolean or s.territory_id = any(${scopes ?? []}::uuid[]) or territory_path(s.territory_id) && ${scopes ?? []}::uuid[]
              or exists (select from unnest(${scopes ?? []}::uuid[]) as scope (id) where s.territory_id = any(territory_path(scope.id))) as monitored_here,
            (select id from place) as settlement_id,
            exists (select from place where place.parent_id = s.territory_id or s.territory_id = any(territory_path(place.id))) as settlement_in_place,
            ${revises === null ? sql`null::text` : stateOfRevised(actor, revises)} as revised_state,
            exists (select from observer where consent_version = ${CONSENT_VERSION}) as consented,
            (select known.pseudonym from observer_pseudonym known where known.person_id = ${actor.personId}::uuid and known.territory_id = s.territory_id) as pseudonym,
            (select coalesce(array_agg(r.organization_id), '{}') from measure_responsible r where r.measure_version_id = mv.id and r.organization_id is not null) as implementer_ids
          from subject s left join measure_version mv on mv.version_id = s.version_id and mv.measure_id = s.measure_id and ${standsInPlan}
        ),
        received as (
          insert into observation (id, measure_id, settlement_id, level, dont_know, method, seen_on, words, state, official_level_then, revises_id, content_hash, submitted_at, submitted_on, consent_version)
          select ${id}::uuid, ${measureId}::uuid, settlement_id, ${level}, ${dontKnow}::boolean, ${method}, ${seenOn}::date, ${words}, 'SUBMITTED', ${officialLevelOn(measureId, seenOn)}, ${revises}::uuid, ${hash}, ${context.now.toISOString()}::timestamptz, ${today}::date, ${CONSENT_VERSION}
          from finding
          where consented and monitored_here and stands and (${settlement}::text is null or settlement_in_place) and (${revises}::uuid is null or revised_state = 'RETURNED')
          on conflict (id) do nothing returning id
        ),
        called as (
          insert into observer_pseudonym (person_id, territory_id, pseudonym)
          select ${actor.personId}::uuid, finding.territory_id, ${drawPseudonym()} from received, finding where finding.pseudonym is null
          on conflict (person_id, territory_id) do update set pseudonym = observer_pseudonym.pseudonym returning pseudonym
        ),
        seen_by as (
          insert into observation_author (observation_id, person_id, pseudonym, organization_id, group_key, is_implementer, body_ids, invited_by_person_id)
          select received.id, person.id, coalesce(finding.pseudonym, (select pseudonym from called)), who.organization_id, who.group_key, who.own_body_ids && finding.implementer_ids, who.body_ids, person.invited_by_person_id
          from received, finding, observer as person cross join lateral (${observerGroup(today, roleOrganizationIds(actor))}) who
        ),
        recorded as (
          insert into audit_entry (actor_id, action, subject_kind, subject_id) select ${actor.personId}::uuid, 'observation.submit', 'Observation', id from received
        )
        select stands, monitored_here, settlement_id, settlement_in_place, revised_state, consented, exists (select from received) as received from finding`,
  );
}

const stateOfRevised = (actor: Actor, revises: string): Sql => sql`
  (select o.state from observation o join observation_author oa on oa.observation_id = o.id
   where o.id = ${revises}::uuid and oa.person_id = ${actor.personId}::uuid and o.measure_id = s.measure_id)`;

/** As the roll-up has it, which follows rule R1; null: nothing was claimed by then. */
const officialLevelOn = (measureId: string, day: LocalDate): Sql => sql`
  (select official_level from measure_progress where measure_id = ${measureId}::uuid and from_day <= ${day}::date order by from_day desc limit 1)`;
