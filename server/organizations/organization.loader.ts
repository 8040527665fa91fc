import { batchOne } from '../platform/batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource, type Page } from '../platform/connection.ts';
import { connectionOfEach } from '../platform/connection-of-each.ts';
import type { RequestContext } from '../platform/context.ts';
import { every, oneRow, rows, sql } from '../platform/sql.ts';
import type { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import type { Organization } from './organization.entity.ts';

export type OrganizationRow = Pick<
  Organization,
  'id' | 'name' | 'nameEn' | 'kind' | 'sector' | 'territoryId' | 'consentsToBeNamed'
>;

const columns = sql`o.id, o.name, o.name_en, o.kind, o.sector, o.territory_id, o.consents_to_be_named`;

export const organizationById = batchOne<OrganizationRow>((context, ids) =>
  rows(context, sql`select ${columns} from organization o where o.id = any(${ids}::uuid[])`),
);

export interface OrganizationFilter {
  readonly search?: string | null;
  readonly kind?: OrganizationKind | null;
  /** Code of a territory it belongs to. */
  readonly territory?: string | null;
}

const sortKey = ({ name, id }: OrganizationRow): readonly string[] => [name, id];
const afterOf = ({ after }: Page) =>
  after === null ? sql`true` : sql`(o.name collate "und-x-icu", o.id) > (${after[0]}, ${after[1]}::uuid)`;

/** Those that belong to a territory, by name. */
export const organizationsOf = connectionOfEach<OrganizationRow, null>({
  keyParts: 2,
  sortKey,
  pages: (context, territoryIds, { page }) =>
    rows(
      context,
      sql`select place.key, o.* from unnest(${territoryIds}::uuid[]) as place(key)
          cross join lateral (
            select ${columns} from organization o where o.territory_id = place.key and ${afterOf(page)}
            order by o.name collate "und-x-icu", o.id limit ${page.limit}
          ) o order by o.name collate "und-x-icu", o.id`,
    ),
  counts: (context, territoryIds) =>
    rows(
      context,
      sql`select o.territory_id as id, count(*)::int as count from organization o where o.territory_id = any(${territoryIds}::uuid[]) group by o.territory_id`,
    ),
});

/** Organizations by name. */
export async function listOrganizations(
  context: RequestContext,
  args: ConnectionArgs,
  filter: OrganizationFilter,
): Promise<ConnectionSource<OrganizationRow>> {
  const page = pageOf(args, 2);
  const where = every([
    filter.search?.trim()
      ? sql`lower(o.name) like ${`%${filter.search
          .trim()
          .toLowerCase()
          .replace(/[\\%_]/g, '\\$&')}%`}`
      : null,
    filter.kind ? sql`o.kind = ${filter.kind}` : null,
    filter.territory ? sql`o.territory_id = (select id from territory where code = ${filter.territory})` : null,
  ]);
  const found = await rows<OrganizationRow>(
    context,
    sql`select ${columns} from organization o
        where ${where} and ${afterOf(page)}
        order by o.name collate "und-x-icu", o.id limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found,
    sortKey,
    totalCount: async () =>
      (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from organization o where ${where}`))
        ?.count ?? 0,
  });
}
