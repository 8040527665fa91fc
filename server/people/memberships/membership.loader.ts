/** Memberships as administrators list them. Everything here is for them alone: the rule stands in every statement. */
import type { Role } from '../../../schema/vocabulary/role.ts';
import type { RequestContext } from '../../platform/context.ts';
import { every, oneRow, rows, sql, type Sql } from '../../platform/sql.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../../platform/connection.ts';
import { isAdministration } from '../administrators.ts';
import { mayKeepMemberships } from './membership.policy.ts';
import type { GrantedMembership, MembershipRequest } from './membership.type.ts';

export interface MembershipFilter {
  readonly role?: Role | null;
  readonly search?: string | null;
  /** Those that have ended too. */
  readonly withEnded?: boolean | null;
}

const columns = ({ today, actor }: RequestContext): Sql =>
  sql`m.id, p.display_name, m.role, m.valid_from, m.valid_to, m.territory_id, m.organization_id, m.coalition_id,
      m.valid_from <= ${today}::date and (m.valid_to is null or ${today}::date <= m.valid_to) as holds,
      m.person_id is not distinct from ${actor?.personId ?? null}::uuid as is_own, g.display_name as granted_by, a.display_name as asked_by,
      e.display_name as erasure_asked_by, m.erasure_asked_on`;

const from = sql`membership m join person p on p.id = m.person_id left join person g on g.id = m.granted_by_id left join person a on a.id = m.asked_by_id
  left join person e on e.id = m.erasure_asked_by_id`;

type MembershipRow = GrantedMembership & { readonly sortName: string };

/** By name, the role that ends last first. */
export async function listMemberships(
  context: RequestContext,
  { role, search, withEnded }: MembershipFilter,
  args: ConnectionArgs,
): Promise<ConnectionSource<GrantedMembership>> {
  const page = pageOf(args, 2);
  const where = every([
    mayKeepMemberships(context.actor) ? null : sql`false`,
    role ? sql`m.role = ${role}` : null,
    search?.trim() ? sql`strpos(lower(p.display_name), ${search.trim().toLowerCase()}) > 0` : null,
    withEnded ? null : sql`(m.valid_to is null or ${context.today}::date <= m.valid_to)`,
  ]);
  const after = page.after;
  const found = await rows<MembershipRow>(
    context,
    sql`select ${columns(context)}, p.display_name as sort_name from ${from}
        where ${where} and ${after === null ? sql`true` : sql`(p.display_name collate "und-x-icu", m.id) > (${after[0]} collate "und-x-icu", ${after[1]}::uuid)`}
        order by p.display_name collate "und-x-icu", m.id limit ${page.limit}`,
  );
  return toConnection<GrantedMembership>({
    page,
    rows: found,
    sortKey: ({ displayName, id }) => [displayName, id],
    totalCount: async () =>
      (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from ${from} where ${where}`))
        ?.count ?? 0,
  });
}

export const membershipById = (context: RequestContext, id: string): Promise<GrantedMembership | null> =>
  oneRow(
    context,
    sql`select ${columns(context)} from ${from} where m.id = ${id}::uuid and ${mayKeepMemberships(context.actor)}::boolean`,
  );

const requestColumns = ({ actor, today, house }: RequestContext): Sql =>
  sql`r.id, p.display_name, r.role, a.display_name as asked_by, to_char(r.asked_at at time zone 'Europe/Sofia', 'YYYY-MM-DD') as asked_on, r.valid_to,
      r.person_id is distinct from ${actor?.personId ?? null}::uuid and r.asked_by_id is distinct from ${actor?.personId ?? null}::uuid
        and exists (select from membership m where m.person_id = r.asked_by_id and ${isAdministration({ today, house })}) as may_confirm`;

/** What waits, the oldest first. */
export const waitingRequests = (context: RequestContext): Promise<MembershipRequest[]> =>
  rows(
    context,
    sql`select ${requestColumns(context)} from membership_request r join person p on p.id = r.person_id join person a on a.id = r.asked_by_id
        where r.state = 'WAITING' and ${mayKeepMemberships(context.actor)}::boolean order by r.asked_at, r.id`,
  );

export const requestById = (context: RequestContext, id: string): Promise<MembershipRequest | null> =>
  oneRow(
    context,
    sql`select ${requestColumns(context)} from membership_request r join person p on p.id = r.person_id join person a on a.id = r.asked_by_id
        where r.id = ${id}::uuid and ${mayKeepMemberships(context.actor)}::boolean`,
  );

/** How many hold the role of administrator today. */
export const administratorCount = async (context: RequestContext): Promise<number> =>
  (
    await oneRow<{ count: number }>(
      context,
      sql`select count(distinct m.person_id)::int as count from membership m where ${isAdministration(context)}`,
    )
  )?.count ?? 0;
