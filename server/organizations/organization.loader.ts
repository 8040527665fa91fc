import type { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import type { SortKey } from '../platform/sort-key.ts';
import { every, sql } from '../platform/sql.ts';
import type { Organization } from './organization.entity.ts';

export type OrganizationRow = Pick<
  Organization,
  'id' | 'name' | 'nameEn' | 'kind' | 'sector' | 'territoryId' | 'consentsToBeNamed'
>;

const organizations = reading<OrganizationRow>({
  type: 'Organization',
  from: sql`organization o`,
  columns: columnsOf('o', ['id', 'name', 'nameEn', 'kind', 'sector', 'territoryId', 'consentsToBeNamed']),
  always: ['id', 'territoryId'],
});

const byName: readonly SortKey[] = [{ by: sql`o.name collate "und-x-icu"` }, { by: sql`o.id`, as: 'uuid' }];

export const organizationById = organizations.one({ key: sql`o.id` });

/** Those that belong to a territory, by name. */
export const organizationsOf = organizations.lists({ key: sql`o.territory_id`, order: byName });

export interface OrganizationFilter {
  readonly search?: string | null;
  readonly kind?: OrganizationKind | null;
  /** Code of a territory it belongs to. */
  readonly territory?: string | null;
}

/** Organizations by name. */
export const listOrganizations = organizations.list<OrganizationFilter>({
  where: ({ search, kind, territory }) =>
    every([
      search?.trim() ? sql`lower(o.name) like ${containing(search)}` : null,
      kind ? sql`o.kind = ${kind}` : null,
      territory ? sql`o.territory_id = (select id from territory where code = ${territory})` : null,
    ]),
  order: byName,
});

/** A pattern for `like`. */
const containing = (text: string): string =>
  `%${text
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
