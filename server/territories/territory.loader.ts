/** Reads of territories: rows as the register has them. */
import type { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import type { ConnectionArgs, ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { columnsOf, reading, type ReadingOf } from '../platform/reading.ts';
import type { SortKey } from '../platform/sort-key.ts';
import { every, sql, type Sql } from '../platform/sql.ts';
import type { Territory } from './territory.entity.ts';
import { isPublicSql } from './territory.policy.ts';
import { searchPattern } from './territory-search.ts';

export type TerritoryRow = Pick<
  Territory,
  'id' | 'kind' | 'code' | 'name' | 'nameEn' | 'settlementKind' | 'parentId' | 'longitude' | 'latitude'
>;

const asRead: Omit<ReadingOf<TerritoryRow>, 'from'> = {
  type: 'Territory',
  columns: columnsOf('t', [
    'id',
    'kind',
    'code',
    'name',
    'nameEn',
    'settlementKind',
    'parentId',
    'longitude',
    'latitude',
  ]),
  always: ['id', 'parentId'],
  rule: () => isPublicSql(sql`t`),
};

/** Territories as `t`. */
export const territories = reading<TerritoryRow>({ ...asRead, from: sql`territory t` });

export const byName: readonly SortKey[] = [{ by: sql`t.name collate "und-x-icu"` }, { by: sql`t.id`, as: 'uuid' }];

export const territoryById = territories.one({ key: sql`t.id` });

export const territoryByCode = territories.one({ key: sql`t.code`, keyAs: 'text' });

/** The territory and all above it, outermost first. */
export const territoryPath = reading<TerritoryRow>({
  ...asRead,
  from: sql`territory lowest cross join lateral (
    with recursive up as (
      select lowest.id, lowest.parent_id, 0 as depth
      union all select p.id, p.parent_id, up.depth + 1 from up join territory p on p.id = up.parent_id
    ) select id, depth from up
  ) up join territory t on t.id = up.id`,
}).many({ key: sql`lowest.id`, order: [{ by: sql`up.depth`, descending: true }] });

export const settlementsOf = territories.many({
  key: sql`t.parent_id`,
  where: () => sql`t.kind = 'SETTLEMENT'`,
  order: byName,
});

const kindRank = sql`case t.kind when 'MUNICIPALITY' then '0' when 'SETTLEMENT' then '1' else '2' end`;

/** Those directly in a territory: municipalities, then settlements, by name. */
export const childrenOf = territories.lists<{ readonly kind: TerritoryKind | null }>({
  key: sql`t.parent_id`,
  where: ({ kind }) => (kind === null ? null : sql`t.kind = ${kind}`),
  order: [{ by: kindRank }, ...byName],
});

export interface TerritoryFilter {
  readonly search?: string | null;
  readonly kind?: TerritoryKind | null;
  /** Code of a territory that the ones looked for lie in, at any depth. */
  readonly within?: string | null;
  /** Only municipalities, districts … with an action plan of their own. */
  readonly withPlansOnly?: boolean | null;
}

/** Territories by name. A name that begins with what was typed comes before one that contains it. */
export function listTerritories(
  context: RequestContext,
  page: ConnectionArgs,
  { search, kind, within, withPlansOnly }: TerritoryFilter,
): Promise<ConnectionSource<TerritoryRow>> {
  const pattern = searchPattern(search);
  const beginsRank =
    pattern === null ? sql`'0'` : sql`case when t.search_text like ${pattern.slice(1)} then '0' else '1' end`;
  const found = territories.list({
    where: () =>
      every([
        pattern === null ? null : sql`t.search_text like ${pattern}`,
        kind ? sql`t.kind = ${kind}` : null,
        withPlansOnly ? sql`exists (select from action_plan p where p.territory_id = t.id)` : null,
        within ? sql`t.id in (${territoriesWithin(within)})` : null,
      ]),
    order: [{ by: sql`${beginsRank} || ${kindRank}` }, ...byName],
  });
  return found(context, page);
}

/** A sub-select of ids: the territory with this code and all that lie in it. */
export const territoriesWithin = (code: string): Sql => sql`
  with recursive inside as (
    select id from territory where code = ${code}
    union all select c.id from territory c join inside on c.parent_id = inside.id
  ) select id from inside`;
