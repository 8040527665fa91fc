import { batchOne } from '../platform/batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { every, oneRow, rows, sql } from '../platform/sql.ts';
import type { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import type { Organization } from './organization.entity.ts';

export type OrganizationRow = Pick<Organization, 'id' | 'name' | 'nameEn' | 'kind' | 'sector' | 'territoryId' | 'consentsToBeNamed'>;

const columns = sql`o.id, o.name, o.name_en, o.kind, o.sector, o.territory_id, o.consents_to_be_named`;

export const organizationById = batchOne<OrganizationRow>((context, ids) => rows(context, sql`select ${columns} from organization o where o.id = any(${ids}::uuid[])`));

export interface OrganizationFilter {
  readonly search?: string | null;
  readonly kind?: OrganizationKind | null;
  /** Code of a territory it belongs to. */
  readonly territory?: string | null;
  readonly territoryId?: string | null;
}

/** Organizations by name. */
export async function listOrganizations(context: RequestContext, args: ConnectionArgs, filter: OrganizationFilter): Promise<ConnectionSource<OrganizationRow>> {
  const page = pageOf(args, 2);
  const where = every([
    filter.search?.trim() ? sql`lower(o.name) like ${`%${filter.search.trim().toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}` : null,
    filter.kind ? sql`o.kind = ${filter.kind}` : null,
    filter.territory ? sql`o.territory_id = (select id from territory where code = ${filter.territory})` : null,
    filter.territoryId ? sql`o.territory_id = ${filter.territoryId}` : null,
  ]);
  const found = await rows<OrganizationRow>(
    context,
    sql`select ${columns} from organization o
        where ${where} and ${page.after === null ? sql`true` : sql`(o.name collate "und-x-icu", o.id) > (${page.after[0]}, ${page.after[1]}::uuid)`}
        order by o.name collate "und-x-icu", o.id limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found,
    sortKey: ({ name, id }) => [name, id],
    totalCount: async () => (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from organization o where ${where}`))?.count ?? 0,
  });
}
