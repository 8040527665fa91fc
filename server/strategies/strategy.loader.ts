import type { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { every, oneRow, rows, sql } from '../platform/sql.ts';
import { newestFirst, widestFirst } from './in-force.ts';
import type { Strategy } from './strategy.entity.ts';

export type StrategyRow = Strategy;

const s = sql`s`;
const columns = sql`s.id, s.level, s.title, s.territory_id, s.period_text, s.period_from, s.period_to, s.adopted_by, s.act, s.adopted_on, s.source, s.implements_id, s.known_from`;
const order = sql`${widestFirst(s)}, ${newestFirst(s)}, s.title collate "und-x-icu", s.id`;

export const strategyById = batchOne<StrategyRow>((context, ids) =>
  rows(context, sql`select ${columns} from strategy s where s.id = any(${ids}::uuid[])`),
);

/** Strategies that implement the given one directly. */
export const strategiesImplementing = batchMany<StrategyRow>((context, ids) =>
  rows(
    context,
    sql`select s.implements_id as key, ${columns} from strategy s where s.implements_id = any(${ids}::uuid[]) order by ${order}`,
  ),
);

export const strategiesOfTerritory = batchMany<StrategyRow>((context, ids) =>
  rows(
    context,
    sql`select s.territory_id as key, ${columns} from strategy s where s.territory_id = any(${ids}::uuid[]) order by ${order}`,
  ),
);

export interface StrategyFilter {
  readonly level?: PolicyLevel | null;
  /** Code of the territory that it is of. */
  readonly territory?: string | null;
}

/** Strategies, the widest level first, within it the newest period. */
export async function listStrategies(
  context: RequestContext,
  args: ConnectionArgs,
  { level, territory }: StrategyFilter,
): Promise<ConnectionSource<StrategyRow>> {
  const page = pageOf(args, 4);
  const where = every([
    level ? sql`s.level = ${level}` : null,
    territory ? sql`s.territory_id = (select id from territory where code = ${territory})` : null,
  ]);
  const found = await rows<StrategyRow & { rank: string; age: string }>(
    context,
    sql`select ${columns}, ${widestFirst(s)} as rank, ${newestFirst(s)} as age from strategy s
        where ${where} and ${page.after === null ? sql`true` : sql`(${widestFirst(s)}, ${newestFirst(s)}, s.title collate "und-x-icu", s.id) > (${page.after[0]}, ${page.after[1]}, ${page.after[2]}, ${page.after[3]}::uuid)`}
        order by ${order} limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found,
    sortKey: ({ rank, age, title, id }) => [rank, age, title, id],
    totalCount: async () =>
      (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from strategy s where ${where}`))
        ?.count ?? 0,
  });
}
