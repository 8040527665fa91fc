/** Reads of territories: rows as the register has them. */
import { batchMany, batchOne } from '../platform/batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource, type Page } from '../platform/connection.ts';
import { connectionOfEach } from '../platform/connection-of-each.ts';
import type { RequestContext } from '../platform/context.ts';
import { every, oneRow, rows, sql } from '../platform/sql.ts';
import type { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import type { Territory } from './territory.entity.ts';
import { searchPattern } from './territory-search.ts';

export type TerritoryRow = Pick<
  Territory,
  'id' | 'kind' | 'code' | 'name' | 'nameEn' | 'settlementKind' | 'parentId' | 'longitude' | 'latitude'
>;

const columns = sql`t.id, t.kind, t.code, t.name, t.name_en, t.settlement_kind, t.parent_id, t.longitude, t.latitude`;
const publicKinds = sql`t.kind <> 'NEIGHBOURHOOD'`;

export const territoryById = batchOne<TerritoryRow>((context, ids) =>
  rows(context, sql`select ${columns} from territory t where t.id = any(${ids}::uuid[])`),
);

export const territoryByCode = (context: RequestContext, code: string): Promise<TerritoryRow | null> =>
  oneRow(context, sql`select ${columns} from territory t where t.code = ${code} and ${publicKinds}`);

/** The territory and all above it, outermost first. */
export const territoryPath = batchMany<TerritoryRow>((context, ids) =>
  rows(
    context,
    sql`with recursive up as (
          select id as start_id, id, 0 as depth from territory where id = any(${ids}::uuid[])
          union all select up.start_id, p.parent_id, up.depth + 1 from up join territory p on p.id = up.id where p.parent_id is not null
        ) select up.start_id as key, ${columns} from up join territory t on t.id = up.id order by up.start_id, up.depth desc`,
  ),
);

export const settlementsOf = batchMany<TerritoryRow>((context, ids) =>
  rows(
    context,
    sql`select t.parent_id as key, ${columns} from territory t where t.parent_id = any(${ids}::uuid[]) and t.kind = 'SETTLEMENT' order by t.name collate "und-x-icu", t.id`,
  ),
);

export interface TerritoryFilter {
  readonly search?: string | null;
  readonly kind?: TerritoryKind | null;
  /** Code of a territory that the ones looked for lie in, at any depth. */
  readonly within?: string | null;
  /** Only municipalities, districts … with an action plan of their own. */
  readonly withPlansOnly?: boolean | null;
}

type RankedTerritory = TerritoryRow & { readonly rank: string };

const kindRank = sql`case t.kind when 'MUNICIPALITY' then '0' when 'SETTLEMENT' then '1' else '2' end`;
const sortKey = ({ rank, name, id }: RankedTerritory): readonly string[] => [rank, name, id];
const afterOf = ({ after }: Page) =>
  after === null
    ? sql`true`
    : sql`(rank, name collate "und-x-icu", id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)`;
const ofKind = (kind: TerritoryKind | null) => (kind === null ? sql`true` : sql`t.kind = ${kind}`);

/** Those directly in a territory, by name. */
export const childrenOf = connectionOfEach<RankedTerritory, { readonly kind: TerritoryKind | null }>({
  keyParts: 3,
  sortKey,
  pages: (context, parentIds, { page, filter: { kind } }) =>
    rows(
      context,
      sql`select parent.key, child.* from unnest(${parentIds}::uuid[]) as parent(key)
          cross join lateral (
            select * from (select ${columns}, ${kindRank} as rank from territory t where ${publicKinds} and t.parent_id = parent.key and ${ofKind(kind)}) ranked
            where ${afterOf(page)} order by rank, name collate "und-x-icu", id limit ${page.limit}
          ) child order by child.rank, child.name collate "und-x-icu", child.id`,
    ),
  counts: (context, parentIds, { kind }) =>
    rows(
      context,
      sql`select t.parent_id as id, count(*)::int as count from territory t where ${publicKinds} and t.parent_id = any(${parentIds}::uuid[]) and ${ofKind(kind)} group by t.parent_id`,
    ),
});

/** Territories by name. A name that begins with what was typed comes before one that contains it. */
export async function listTerritories(
  context: RequestContext,
  args: ConnectionArgs,
  filter: TerritoryFilter,
): Promise<ConnectionSource<TerritoryRow>> {
  const page = pageOf(args, 3);
  const pattern = searchPattern(filter.search);
  const where = every([
    publicKinds,
    pattern === null ? null : sql`t.search_text like ${pattern}`,
    filter.kind ? sql`t.kind = ${filter.kind}` : null,
    filter.withPlansOnly ? sql`exists (select from action_plan p where p.territory_id = t.id)` : null,
    filter.within ? sql`t.id in (${territoriesWithin(filter.within)})` : null,
  ]);
  const rank =
    pattern === null ? sql`'0'` : sql`case when t.search_text like ${pattern.slice(1)} then '0' else '1' end`;
  const ranked = sql`select ${columns}, ${rank} || ${kindRank} as rank from territory t where ${where}`;
  const found = await rows<RankedTerritory>(
    context,
    sql`select * from (${ranked}) ranked
        where ${afterOf(page)}
        order by rank, name collate "und-x-icu", id limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found,
    sortKey,
    totalCount: async () =>
      (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from territory t where ${where}`))
        ?.count ?? 0,
  });
}

/** A sub-select of ids: the territory with this code and all that lie in it. */
export const territoriesWithin = (code: string) => sql`
  with recursive inside as (
    select id from territory where code = ${code}
    union all select c.id from territory c join inside on c.parent_id = inside.id
  ) select id from inside`;
