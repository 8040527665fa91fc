/**
 * Which observations a verifier is shown: those of the places they verify, those nearby where nobody is independent (R7),
 * and none of observers they are close to. A condition on an observation `o`, its author `a` and its plan `p`.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import { standsInPlan } from '../measures/measure.loader.ts';
import type { Actor } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { every, sql, type Sql } from '../platform/sql.ts';
import { versionCountsFrom } from '../strategies/in-force.ts';
import { roleOrganizationIds, verifiedTerritoryIds } from './observation.policy.ts';

type PlaceAmong = (territoryIds: readonly string[]) => { readonly verified: Sql; readonly nearby: Sql };

/** Of many: places first, then what stands in them. */
const ofMany: PlaceAmong = (ids) => ({
  verified: sql`p.territory_id in ${inside(ids)}`,
  nearby: sql`p.territory_id in ${nearby(ids)}`,
});
/** Of one, from its own place upwards: such a plan of execution is good for any verifier, and is made once. */
const ofOne: PlaceAmong = (ids) => ({ verified: holdsPlan(ids), nearby: isNearby(ids) });

export const shownInQueue = (context: RequestContext): Sql => shown(context, ofMany);
export const shownAsItem = (context: RequestContext): Sql => shown(context, ofOne);

/**
 * Of what is public the observer makes no difference to who is shown it, nor to what they may do: anybody has its id, and
 * whoever gets another answer for it than for the rest learns that the observer is close to them.
 */
export const publicInQueue = (context: RequestContext): Sql => shownOncePublic(context, ofMany);
export const publicAsItem = (context: RequestContext): Sql => shownOncePublic(context, ofOne);

function shownOncePublic({ actor, today }: RequestContext, placeAmong: PlaceAmong): Sql {
  if (actor === null) return sql`false`;
  const place = placeAmong(verifiedTerritoryIds(actor));
  return every([
    sql`o.published_on <= ${today}::date`,
    sql`o.withdrawn_on is null`,
    sql`(${place.verified} or (${place.nearby} and (${confirmedBy(actor)} or not ${placeHasVerifier(today)})))`,
  ]);
}

function shown({ actor, today }: RequestContext, placeAmong: PlaceAmong): Sql {
  if (actor === null) return sql`false`;
  const place = placeAmong(verifiedTerritoryIds(actor));
  return every([
    sql`o.withdrawn_on is null`,
    notCloseToObserver(actor, today),
    sql`(${place.verified} or (${place.nearby} and not ${placeHasIndependentVerifier(today)}))`,
  ]);
}

/** Of a row of affiliation, membership or certificate. */
export const validOn = (day: LocalDate): Sql =>
  sql`valid_from <= ${day}::date and (valid_to is null or ${day}::date <= valid_to)`;

/** Everyone who carries the measure out, by the version of the plan in force on the day. */
export const implementers = (day: LocalDate): Sql => sql`
  (select coalesce(array_agg(distinct r.organization_id), '{}') from measure_responsible r join measure_version mv on mv.id = r.measure_version_id
   where mv.measure_id = o.measure_id and r.organization_id is not null and mv.version_id =
     (select v.id from plan_version v join measure_version mv on mv.version_id = v.id and mv.measure_id = o.measure_id and ${standsInPlan} where ${versionCountsFrom(sql`v`)} <= ${day}::date order by v.number desc limit 1))`;

/** The territories with these ids and all that lie in them, down to municipalities. */
const inside = (ids: readonly string[]): Sql => sql`
  (with recursive inside as (
    select id from territory where id = any(${ids}::uuid[])
    union select c.id from territory c join inside on c.parent_id = inside.id where c.kind not in ('SETTLEMENT', 'NEIGHBOURHOOD')
  ) select id from inside)`;

/** Whether the plan's territory is one of these or lies in one. Cheap for whatever ids, so that one plan of execution serves all. */
const holdsPlan = (ids: readonly string[]): Sql => sql`
  (p.territory_id = any(${ids}::uuid[]) or territory_path(p.territory_id) && ${ids}::uuid[])`;

/** Municipalities of the same district as those the verifier verifies. */
const nearby = (ids: readonly string[]): Sql => sql`
  (select n.id from territory own join territory n on n.parent_id = own.parent_id and n.kind = 'MUNICIPALITY' where own.id = any(${ids}::uuid[]) and own.kind = 'MUNICIPALITY')`;

const isNearby = (ids: readonly string[]): Sql => sql`
  exists (select from territory own join territory n on n.parent_id = own.parent_id where n.id = p.territory_id and n.kind = 'MUNICIPALITY' and own.id = any(${ids}::uuid[]) and own.kind = 'MUNICIPALITY')`;

const confirmedBy = ({ personId }: Actor): Sql => sql`
  exists (select from observation_decision d where d.observation_id = o.id and d.decision = 'VERIFIED' and d.decided_by_id = ${personId}::uuid)`;

/** Somebody verifies the place and is independent of the observation. */
const placeHasIndependentVerifier = (day: LocalDate): Sql =>
  placeHasSeat(day, {
    ofObserver: sql`v.person_id <> a.person_id and v.person_id is distinct from a.invited_by_person_id`,
    bodyIds: sql`a.body_ids || ${implementers(day)}`,
  });

/** Somebody verifies the place who neither carries the measure out nor confirmed the observation, whoever the observer is. */
const placeHasVerifier = (day: LocalDate): Sql =>
  placeHasSeat(day, { ofObserver: sql`true`, bodyIds: sql`'{}'::uuid[] || ${implementers(day)}` });

/** Of a seat `v`: what it must be to the observer, and the bodies that it must not belong to. */
const placeHasSeat = (
  day: LocalDate,
  { ofObserver, bodyIds }: { readonly ofObserver: Sql; readonly bodyIds: Sql },
): Sql => sql`
  exists (
    select from unnest(territory_path(p.territory_id)) as place (id) join verifier_seat v on v.territory_id = place.id where v.valid_from <= ${day}::date and (v.valid_to is null or ${day}::date <= v.valid_to)
      and ${ofObserver} and not exists (select from observation_decision d where d.observation_id = o.id and d.decision = 'VERIFIED' and d.decided_by_id = v.person_id)
      and exists (select from verifier_certificate c where c.person_id = v.person_id and c.competence = 'MONITORING' and c.valid_from <= ${day}::date and ${day}::date <= c.valid_to)
      and not exists (
        select from verifier_body body where body.person_id = v.person_id and ${validOn(day)} and body.organization_id = any(${bodyIds}))
  )`;

/**
 * Whose observations the verifier is never shown: of their own organisation, and of those they invited. Told apart from
 * the rest, even such a pseudonym would name its person.
 */
const notCloseToObserver = (actor: Actor, day: LocalDate): Sql => sql`
  (a.person_id = ${actor.personId}::uuid or (a.invited_by_person_id is distinct from ${actor.personId}::uuid
     and not a.body_ids && ${roleOrganizationIds(actor)}::uuid[]
     and not a.body_ids && array(select organization_id from affiliation where person_id = ${actor.personId}::uuid and ${validOn(day)})))`;
