/**
 * Which independent group an observer's word belongs to (R2), and every body that could bend it (R7). Decided once, in the
 * statement that takes the observation, and frozen with it.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import { sql, type Sql } from '../platform/sql.ts';

const validOn = (day: LocalDate): Sql =>
  sql`a.valid_from <= ${day}::date and (a.valid_to is null or ${day}::date <= a.valid_to)`;

/** Of several bodies the one they belong to before one that employs them, then the longest standing. */
const bodiesInOrder = (personId: Sql, day: LocalDate): Sql => sql`
  (select array_agg(a.organization_id order by a.kind = 'MEMBER' desc, a.valid_from, a.organization_id) as ids from affiliation a where a.person_id = ${personId} and ${validOn(day)})`;

/**
 * For a row `person`: `organization_id` they speak for (null: none), `group_key`, `own_body_ids` (those they belong to,
 * work for or hold a role in) and `body_ids` (with the body that invited whoever belongs nowhere).
 *
 * Ten accounts from one hand are one voice, in each place that the hand invited for; nobody's guest speaks for themselves.
 */
export function observerGroup(day: LocalDate, roleOrganizationIds: readonly string[]): Sql {
  const [firstRoleOrganizationId = null] = roleOrganizationIds.toSorted();
  return sql`
    select own.organization_id, bodies.ids as own_body_ids,
      case when own.organization_id is not null then 'organization:' || own.organization_id
           when hand.organization_id is not null then 'invited-by-organization:' || hand.organization_id || ':' || hand.place
           when person.invited_by_person_id is not null then 'invited-by-person:' || person.invited_by_person_id || ':' || hand.place
           else 'person:' || person.id end as group_key,
      case when own.organization_id is null and person.invited_by_organization_id is not null and person.invited_by_organization_id <> all(bodies.ids) then bodies.ids || person.invited_by_organization_id else bodies.ids end as body_ids
    from ${bodiesInOrder(sql`person.id`, day)} affiliated
      cross join lateral (select coalesce(affiliated.ids[1], ${firstRoleOrganizationId}::uuid) as organization_id) own
      cross join lateral (select array(select unnest(affiliated.ids) union select unnest(${roleOrganizationIds}::uuid[])) as ids ${lookedUpOnce}) bodies
      cross join lateral (select case when own.organization_id is null then coalesce(person.invited_by_organization_id, ${bodiesInOrder(sql`person.invited_by_person_id`, day)}[1]) end as organization_id,
        coalesce(person.invited_for_territory_id::text, 'anywhere') as place ${lookedUpOnce}) hand`;
}

/** Else the planner copies what is looked up to each place where it is named. */
const lookedUpOnce = sql`offset 0`;
