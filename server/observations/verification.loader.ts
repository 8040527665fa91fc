/**
 * Observations as their verifiers see them. Each statement is bound to the verifier: to the places they verify, to those
 * nearby where nobody is independent (R7), and to observers they are not close to.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { VerificationBar } from '../../schema/vocabulary/verification-bar.ts';
import type { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import { standsInPlan } from '../measures/measure.loader.ts';
import type { Actor } from '../platform/access.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { every, oneRow, rows, sql, type Sql } from '../platform/sql.ts';
import { versionCountsFrom } from '../strategies/in-force.ts';
import { territoriesWithin } from '../territories/territory.loader.ts';
import {
  rightToDecide,
  roleOrganizationIds,
  verifiedTerritoryIds,
  type ObservationOriginRow,
  type Verifier,
} from './observation.policy.ts';
import type { VerificationItem } from './observation.type.ts';

export type VerificationItemRow = Omit<VerificationItem, '__typename'>;

interface JudgedRow extends Omit<VerificationItemRow, 'mayDecide' | 'whyNot'> {
  readonly origin: ObservationOriginRow;
  readonly state: ObservationState;
}

const validOn = (day: LocalDate): Sql =>
  sql`valid_from <= ${day}::date and (valid_to is null or ${day}::date <= valid_to)`;

export async function verifierOf(context: RequestContext, actor: Actor): Promise<Verifier> {
  const { today } = context;
  const found = await oneRow<{ bodyIds: string[]; certificateValidUntil: LocalDate | null }>(
    context,
    sql`select (select coalesce(json_agg(distinct organization_id), '[]') from affiliation where person_id = ${actor.personId}::uuid and ${validOn(today)}) as body_ids,
          (select max(valid_to) from certificate where person_id = ${actor.personId}::uuid and competence = 'MONITORING' and valid_from <= ${today}::date and ${today}::date <= valid_to) as certificate_valid_until`,
  );
  return {
    personId: actor.personId,
    bodyIds: [...new Set([...(found?.bodyIds ?? []), ...roleOrganizationIds(actor)])],
    certificateValidUntil: found?.certificateValidUntil ?? null,
  };
}

/** Everyone who carries the measure out, by the version of the plan in force on the day. */
const implementers = (day: LocalDate): Sql => sql`
  (select coalesce(array_agg(distinct r.organization_id), '{}') from measure_responsible r join measure_version mv on mv.id = r.measure_version_id
   where mv.measure_id = o.measure_id and r.organization_id is not null and mv.version_id =
     (select v.id from plan_version v join measure_version mv on mv.version_id = v.id and mv.measure_id = o.measure_id and ${standsInPlan} where ${versionCountsFrom(sql`v`)} <= ${day}::date order by v.number desc limit 1))`;

/** The territories with these ids and all that lie in them, down to municipalities. */
const inside = (ids: readonly string[]): Sql => sql`
  (with recursive inside as (
    select id from territory where id = any(${ids}::uuid[])
    union select c.id from territory c join inside on c.parent_id = inside.id where c.kind not in ('SETTLEMENT', 'NEIGHBOURHOOD')
  ) select id from inside)`;

/** The same of one plan, from its own territory upwards: its plan of execution is good for any verifier, and is made once. */
const holdsPlan = (ids: readonly string[]): Sql => sql`
  exists (
    with recursive above as (
      select t.id, t.parent_id from territory t where t.id = p.territory_id
      union all select t.id, t.parent_id from territory t join above on t.id = above.parent_id
    ) select from above where above.id = any(${ids}::uuid[]))`;

/** Municipalities of the same district as those the verifier verifies. */
const nearby = (ids: readonly string[]): Sql => sql`
  (select n.id from territory own join territory n on n.parent_id = own.parent_id and n.kind = 'MUNICIPALITY' where own.id = any(${ids}::uuid[]) and own.kind = 'MUNICIPALITY')`;

const isNearby = (ids: readonly string[]): Sql => sql`
  exists (select from territory own join territory n on n.parent_id = own.parent_id where n.id = p.territory_id and n.kind = 'MUNICIPALITY' and own.id = any(${ids}::uuid[]) and own.kind = 'MUNICIPALITY')`;

/** Somebody verifies the place and is independent of the observation. */
const placeHasIndependentVerifier = (day: LocalDate): Sql => sql`
  exists (
    with recursive above as (
      select t.id, t.parent_id from territory t where t.id = p.territory_id
      union all select t.id, t.parent_id from territory t join above on t.id = above.parent_id
    )
    select from membership v where v.role = 'VERIFIER' and v.territory_id in (select id from above) and v.valid_from <= ${day}::date and (v.valid_to is null or ${day}::date <= v.valid_to)
      and v.person_id <> a.person_id and v.person_id is distinct from a.invited_by_person_id
      and exists (select from certificate c where c.person_id = v.person_id and c.competence = 'MONITORING' and c.valid_from <= ${day}::date and ${day}::date <= c.valid_to)
      and not exists (
        select from (
          select organization_id from affiliation where person_id = v.person_id and ${validOn(day)}
          union select organization_id from membership where person_id = v.person_id and organization_id is not null and ${validOn(day)}
        ) body where body.organization_id = any(a.body_ids || ${implementers(day)}))
  )`;

/**
 * Whose observations the verifier is never shown: of their own organisation, and of those they invited. Told apart from
 * the rest, even such a pseudonym would name its person.
 */
const notCloseToObserver = ({ personId, bodyIds }: Verifier): Sql => sql`
  (a.person_id = ${personId}::uuid or (a.invited_by_person_id is distinct from ${personId}::uuid and not a.body_ids && ${bodyIds}::uuid[]))`;

interface ItemsWanted {
  readonly condition: Sql;
  /** Whether the plan applies in what is verified, and whether it applies nearby. */
  readonly place: { readonly verified: Sql; readonly nearby: Sql };
}

function itemsFor({ context, verifier }: VerifierReading, { condition, place }: ItemsWanted): Sql {
  const day = context.today;
  return sql`
    select o.id, o.measure_id, a.pseudonym, o.level, o.dont_know, o.words, o.seen_on, o.settlement_id, o.method, o.submitted_on, o.official_level_then, o.revises_id as revises, o.state,
      json_build_object('personId', a.person_id, 'bodyIds', a.body_ids, 'invitedByPersonId', a.invited_by_person_id, 'implementerIds', ${implementers(day)}) as origin
    from observation o join observation_author a on a.observation_id = o.id join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id
    where ${condition} and o.withdrawn_on is null and ${notCloseToObserver(verifier)}
      and (${place.verified} or (${place.nearby} and not ${placeHasIndependentVerifier(day)}))`;
}

export interface VerifierReading {
  readonly context: RequestContext;
  readonly actor: Actor;
  readonly verifier: Verifier;
}

/** Takes the observer off the row and leaves what follows from them. */
function judged(
  { verifier, context }: VerifierReading,
  { origin, state, ...item }: JudgedRow,
): VerificationItemRow & { readonly state: ObservationState; readonly bar: VerificationBar | null } {
  const right = rightToDecide({ verifier, origin, day: context.today });
  const bar = right.ok ? null : right.bar;
  return { ...item, state, bar, mayDecide: right.ok, whyNot: bar };
}

/** What waits for a decision in the verifier's places, the longest waiting day first. */
export async function listVerificationItems(
  reading: VerifierReading,
  args: ConnectionArgs,
  territory: string | null,
): Promise<ConnectionSource<VerificationItemRow>> {
  const { context } = reading;
  const page = pageOf(args, 2);
  const territoryIds = verifiedTerritoryIds(reading.actor);
  const waiting = itemsFor(reading, {
    condition: every([
      sql`o.state = 'SUBMITTED'`,
      territory === null ? null : sql`p.territory_id in (${territoriesWithin(territory)})`,
    ]),
    place: {
      verified: sql`p.territory_id in ${inside(territoryIds)}`,
      nearby: sql`p.territory_id in ${nearby(territoryIds)}`,
    },
  });
  const found = await rows<JudgedRow>(
    context,
    sql`select * from (${waiting}) waiting
        where ${page.after === null ? sql`true` : sql`(submitted_on, id) > (${page.after[0]}::date, ${page.after[1]}::uuid)`}
        order by submitted_on, id limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found.map((row): VerificationItemRow => judged(reading, row)),
    sortKey: ({ submittedOn, id }) => [submittedOn, id],
    totalCount: async () =>
      (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from (${waiting}) waiting`))?.count ??
      0,
  });
}

/** One observation of the verifier's places, whatever its state; null when it is none, or is withdrawn. */
export async function verificationItem(
  reading: VerifierReading,
  id: string,
): Promise<(VerificationItemRow & { readonly state: ObservationState; readonly bar: VerificationBar | null }) | null> {
  const territoryIds = verifiedTerritoryIds(reading.actor);
  const item = itemsFor(reading, {
    condition: sql`o.id = ${id}::uuid`,
    place: { verified: holdsPlan(territoryIds), nearby: isNearby(territoryIds) },
  });
  const row = await oneRow<JudgedRow>(reading.context, item);
  return row === null ? null : judged(reading, row);
}
