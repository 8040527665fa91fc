/**
 * Progress of any set of measures as of a day, from the roll-up rows. Each measure costs one index look-up, however many
 * observations or change points it has. A plan and the nodes of its tree count the same rows by the rule itself; sets
 * that may hold a country are summed by the database.
 */
import { indexFromSums } from '../../schema/rules/progress.ts';
import type { LocalDate } from '../../schema/rules/days.ts';
import { batchMany, batchOne, type BatchedMany } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql, type Sql } from '../platform/sql.ts';
import { notEnded } from '../strategies/in-force.ts';
import { progressFromEntries, statesOfPlan } from './plan-states.loader.ts';
import { stateOnDay, sumColumns } from './progress-sums.ts';
import type { Progress, TrackProgress } from './progress.type.ts';

/** Selects `(key, measure_id)` pairs: which measures belong to each of the keys on a day. */
type Scope = (keys: readonly string[], asOf: LocalDate) => Sql;

type SumRow = { readonly key: string; readonly measures: number } & Record<string, number>;

async function sums(context: RequestContext, scope: Sql, asOf: LocalDate): Promise<SumRow[]> {
  return rows(
    context,
    sql`select scope.key, ${sumColumns}
        from (${scope}) scope cross join ${stateOnDay(sql`scope.measure_id`, asOf)} s
        where not s.dropped group by scope.key`,
  );
}

const at = (row: SumRow | undefined, name: string): number => row?.[name] ?? 0;

function trackOf(
  row: SumRow | undefined,
  { name, steps, uncertain }: { name: string; steps: number; uncertain: number },
): TrackProgress {
  return {
    notStarted: at(row, `${name}NotStarted`),
    limited: at(row, `${name}Limited`),
    substantial: at(row, `${name}Substantial`),
    complete: at(row, `${name}Complete`),
    none: at(row, `${name}None`),
    completionIndex: indexFromSums({ measures: at(row, 'measures'), steps, uncertain }),
  };
}

function progressFrom(row: SumRow | undefined, asOf: LocalDate): Progress {
  return {
    asOf,
    measures: at(row, 'measures'),
    official: trackOf(row, { name: 'official', steps: at(row, 'officialSteps'), uncertain: at(row, 'officialNone') }),
    community: trackOf(row, {
      name: 'community',
      steps: at(row, 'communitySteps'),
      uncertain: at(row, 'communityUncertain'),
    }),
    gaps: {
      aligned: at(row, 'gapAligned'),
      overstated: at(row, 'gapOverstated'),
      understated: at(row, 'gapUnderstated'),
      unreported: at(row, 'gapUnreported'),
      unmonitored: at(row, 'gapUnmonitored'),
      dark: at(row, 'gapDark'),
    },
    late: at(row, 'late'),
    contested: at(row, 'contested'),
    stale: at(row, 'stale'),
    unfunded: at(row, 'unfunded'),
    incomplete: at(row, 'incomplete'),
  };
}

/** A batched reader of progress for one kind of set. An unknown key has the progress of an empty set. */
function progressBy(scope: Scope) {
  const load = batchOne<Progress, LocalDate>(async (context, keys, asOf) => {
    const found = new Map((await sums(context, scope(keys, asOf), asOf)).map((row) => [row.key, row]));
    return keys.map((id) => ({ id, ...progressFrom(found.get(id), asOf) }));
  });
  return async (context: RequestContext, { id }: { readonly id: string }, asOf: LocalDate): Promise<Progress> =>
    (await load(context, id, asOf)) ?? progressFrom(undefined, asOf);
}

/** Of the nodes of a plan by their own version, for days on which another version counts. */
const progressOfNode = progressBy(
  (ids) =>
    sql`select node.id as key, mv.measure_id from objective node join measure_version mv on mv.version_id = node.version_id and node.id = any(mv.objective_path) where node.id = any(${ids}::uuid[])`,
);

export async function progressOfPlan(context: RequestContext, { id }: { readonly id: string }, asOf: LocalDate) {
  const states = await statesOfPlan(context, id, { asOf });
  return progressFromEntries(states?.all ?? [], asOf);
}

/** Of one objective and all below it, by the version that holds it. */
export async function progressOfObjective(
  context: RequestContext,
  { id, planId }: { readonly id: string; readonly planId: string },
  asOf: LocalDate,
): Promise<Progress> {
  const below = (await statesOfPlan(context, planId, { asOf }))?.byNode.get(id);
  return below === undefined ? progressOfNode(context, { id }, asOf) : progressFromEntries(below, asOf);
}

/** Sums of whole plans: what a district has counted, its municipalities need not count again. */
const sumsOfPlan = batchOne<SumRow, LocalDate>(async (context, planIds, asOf) => {
  const measures = sql`select m.plan_id as key, m.id as measure_id from measure m where m.plan_id = any(${planIds}::uuid[])`;
  return (await sums(context, measures, asOf)).map((row) => Object.assign(row, { id: row.key }));
});

/** A reader of progress for what has plans: `plansOf` says which. */
function progressOfPlans(plansOf: BatchedMany<{ readonly planId: string }, LocalDate>) {
  return async (context: RequestContext, { id }: { readonly id: string }, asOf: LocalDate): Promise<Progress> => {
    const plans = await plansOf(context, id, asOf);
    const found = await Promise.all(plans.map(({ planId }) => sumsOfPlan(context, planId, asOf)));
    return progressFrom(added(found), asOf);
  };
}

/** Sets of whole plans have no measure in common, so that their counts add up. */
function added(found: readonly (SumRow | null)[]): SumRow | undefined {
  const total: Record<string, number> = {};
  for (const row of found)
    for (const [name, count] of Object.entries(row ?? {}))
      if (typeof count === 'number') total[name] = (total[name] ?? 0) + count;
  return found.length === 0 ? undefined : (total as unknown as SumRow);
}

/** Of the plans of a territory and of all that lie in it, in force on the day. */
export const progressOfTerritory = progressOfPlans(
  batchMany((context, ids, asOf) =>
    rows(
      context,
      sql`with recursive inside as (
            select id as start_id, id from territory where id = any(${ids}::uuid[])
            union all select inside.start_id, c.id from territory c join inside on c.parent_id = inside.id where c.kind not in ('SETTLEMENT', 'NEIGHBOURHOOD')
          ) select inside.start_id as key, p.id as plan_id from inside join action_plan p on p.territory_id = inside.id and ${notEnded(asOf)}`,
    ),
  ),
);

/** Of the plans under a strategy and under all that implement it. */
export const progressOfStrategy = progressOfPlans(
  batchMany((context, ids) =>
    rows(
      context,
      sql`with recursive under as (
            select id as start_id, id from strategy where id = any(${ids}::uuid[])
            union select under.start_id, c.id from strategy c join under on c.implements_id = under.id
          ) select under.start_id as key, p.id as plan_id from under join action_plan p on p.strategy_id = under.id`,
    ),
  ),
);

/** Of the measures that name an organization as responsible on the day, in plans in force. */
export const progressOfOrganization = progressBy(
  (ids, asOf) => sql`
    select distinct r.organization_id as key, mv.measure_id
    from measure_responsible r join measure_version mv on mv.id = r.measure_version_id join measure m on m.id = mv.measure_id join action_plan p on p.id = m.plan_id and ${notEnded(asOf)}
    where r.organization_id = any(${ids}::uuid[])
      and mv.id = (select q.measure_version_id from measure_progress q where q.measure_id = mv.measure_id and q.from_day <= ${asOf}::date order by q.from_day desc limit 1)`,
);
