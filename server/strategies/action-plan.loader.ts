import type { LocalDate } from '../../schema/rules/days.ts';
import type { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { every, oneRow, rows, sql } from '../platform/sql.ts';
import type { ActionPlan } from './action-plan.entity.ts';
import { inForceSql, newestFirst, widestFirst } from './in-force.ts';

export type ActionPlanRow = ActionPlan;

const p = sql`p`;
const columns = sql`p.id, p.level, p.title, p.territory_id, p.strategy_id, p.parent_id, p.period_text, p.period_from, p.period_to, p.adopted_by, p.act, p.adopted_on, p.source, p.is_sample, p.known_from`;
const order = sql`${widestFirst(p)}, ${newestFirst(p)}, p.title collate "und-x-icu", p.id`;

export const planById = batchOne<ActionPlanRow>((context, ids) =>
  rows(context, sql`select ${columns} from action_plan p where p.id = any(${ids}::uuid[])`),
);

/** Plans that implement a strategy directly. */
export const plansOfStrategy = batchMany<ActionPlanRow>((context, ids) =>
  rows(
    context,
    sql`select p.strategy_id as key, ${columns} from action_plan p where p.strategy_id = any(${ids}::uuid[]) order by ${order}`,
  ),
);

/** Plans that stand inside a longer one, newest first. */
export const annualPlansOf = batchMany<ActionPlanRow>((context, ids) =>
  rows(
    context,
    sql`select p.parent_id as key, ${columns} from action_plan p where p.parent_id = any(${ids}::uuid[]) order by ${order}`,
  ),
);

/** Plans of a territory itself, newest first. */
export const plansOfTerritory = batchMany<ActionPlanRow, { readonly inForceOn: LocalDate | null }>(
  (context, ids, { inForceOn }) =>
    rows(
      context,
      sql`select p.territory_id as key, ${columns} from action_plan p
        where p.territory_id = any(${ids}::uuid[]) and ${inForceOn === null ? sql`true` : sql`${inForceSql(p, inForceOn)}`} order by ${order}`,
    ),
);

export interface PlanFilter {
  /** Code of the territory that it is of. */
  readonly territory?: string | null;
  readonly level?: PolicyLevel | null;
  readonly inForceOn?: LocalDate | null;
}

/** Plans, the widest level first, within it the newest period. */
export async function listPlans(
  context: RequestContext,
  args: ConnectionArgs,
  { territory, level, inForceOn }: PlanFilter,
): Promise<ConnectionSource<ActionPlanRow>> {
  const page = pageOf(args, 4);
  const where = every([
    level ? sql`p.level = ${level}` : null,
    territory ? sql`p.territory_id = (select id from territory where code = ${territory})` : null,
    inForceOn ? inForceSql(p, inForceOn) : null,
  ]);
  const found = await rows<ActionPlanRow & { rank: string; age: string }>(
    context,
    sql`select ${columns}, ${widestFirst(p)} as rank, ${newestFirst(p)} as age from action_plan p
        where ${where} and ${page.after === null ? sql`true` : sql`(${widestFirst(p)}, ${newestFirst(p)}, p.title collate "und-x-icu", p.id) > (${page.after[0]}, ${page.after[1]}, ${page.after[2]}, ${page.after[3]}::uuid)`}
        order by ${order} limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found,
    sortKey: ({ rank, age, title, id }) => [rank, age, title, id],
    totalCount: async () =>
      (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from action_plan p where ${where}`))
        ?.count ?? 0,
  });
}
