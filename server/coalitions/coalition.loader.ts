/** Reads of coalitions and of who is in them. */
import type { LocalDate } from '../../schema/rules/days.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { territoriesWithin } from '../territories/territory.loader.ts';
import type { Coalition, CoalitionMember } from './coalition.entity.ts';

export type CoalitionRow = Pick<Coalition, 'id' | 'name' | 'territoryId' | 'purpose' | 'foundedOn'>;
export type CoalitionMemberRow = Pick<CoalitionMember, 'organizationId' | 'leads' | 'joinedOn'>;

const columns = sql`c.id, c.name, c.territory_id, c.purpose, c.founded_on`;

export const coalitionById = batchOne<CoalitionRow>((context, ids) =>
  rows(context, sql`select ${columns} from coalition c where c.id = any(${ids}::uuid[])`),
);

/** Those that act for exactly this territory, by name. */
export const coalitionsOfTerritory = batchMany<CoalitionRow>((context, ids) =>
  rows(
    context,
    sql`select c.territory_id as key, ${columns} from coalition c
        where c.territory_id = any(${ids}::uuid[]) order by c.name collate "und-x-icu", c.id`,
  ),
);

/** The organizations that belong today, the leading one first. */
export const membersOfCoalition = batchMany<CoalitionMemberRow>((context, ids) =>
  rows(
    context,
    sql`select m.coalition_id as key, m.organization_id, m.leads, m.joined_on
        from coalition_member m join organization o on o.id = m.organization_id
        where m.coalition_id = any(${ids}::uuid[]) and (m.left_on is null or ${context.today} <= m.left_on)
        order by m.leads desc, o.name collate "und-x-icu", o.id`,
  ),
);

/** Organizations that a person belongs to or works for on the day, by affiliation or by a role held for them. */
export async function organizationsOfPerson(
  context: RequestContext,
  personId: string,
  day: LocalDate,
): Promise<string[]> {
  const found = await rows<{ organizationId: string }>(
    context,
    sql`select organization_id from affiliation
        where person_id = ${personId} and valid_from <= ${day} and (valid_to is null or ${day} <= valid_to)
        union select organization_id from membership
        where person_id = ${personId} and valid_from <= ${day} and (valid_to is null or ${day} <= valid_to) and organization_id is not null`,
  );
  return found.map(({ organizationId }) => organizationId);
}

/** Coalitions by name, of all territories or of one and those inside it. */
export async function listCoalitions(
  context: RequestContext,
  args: ConnectionArgs,
  territory: string | null | undefined,
): Promise<ConnectionSource<CoalitionRow>> {
  const page = pageOf(args, 2);
  const where = territory ? sql`c.territory_id in (${territoriesWithin(territory)})` : sql`true`;
  const found = await rows<CoalitionRow>(
    context,
    sql`select ${columns} from coalition c
        where ${where} and ${page.after === null ? sql`true` : sql`(c.name collate "und-x-icu", c.id) > (${page.after[0]}, ${page.after[1]}::uuid)`}
        order by c.name collate "und-x-icu", c.id limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found,
    sortKey: ({ name, id }) => [name, id],
    totalCount: async () =>
      (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from coalition c where ${where}`))
        ?.count ?? 0,
  });
}
