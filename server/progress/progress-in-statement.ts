/**
 * Progress as a part of a statement that tells a whole answer: the figures of progress.loader.ts, of the same sets of
 * measures. Where many rows of a list have progress, that of all of them is summed at once and joined to them.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Finding } from '../../schema/vocabulary/finding.ts';
import { objectivesOfPlan } from '../measures/objective.loader.ts';
import { organizationsOf } from '../organizations/organization.loader.ts';
import { NotTold } from '../platform/one-statement/not-told.ts';
import { plain, type Row } from '../platform/one-statement/row.ts';
import type { Parts } from '../platform/one-statement/telling.ts';
import { sql, type Sql } from '../platform/sql.ts';
import { notEnded } from '../strategies/in-force.ts';
import { childrenOf } from '../territories/territory.loader.ts';
import { isFound } from './finding-condition.ts';
import { stateOnDay, sumColumns, summedColumns, totalColumns } from './progress-sums.ts';

const always = (): Sql => sql`true`;
const totalOf = (row: Row, asOf: LocalDate, from: Sql): Parts =>
  progressParts(row.joined(`progress ${asOf}`, { from, on: always }), asOf);
const measureState = (asOf: LocalDate): Sql => stateOnDay(sql`m.id`, asOf);

/** Of the measures of a plan. */
export const planProgressParts = (row: Row, asOf: LocalDate): Parts =>
  totalOf(row, asOf, sql`select ${sumColumns} from ${statesOfPlan(row, asOf)} s`);

/** Of a node among those of its plan on the same day; null: it stands alone, or is of another day. */
export function objectiveProgressParts(row: Row, asOf: LocalDate): Parts | null {
  const { list } = row;
  if (list === null || list.source !== objectivesOfPlan.source || (list.args as { asOf: string }).asOf !== asOf)
    return null;
  // measures are summed by the leaf that they stand under, and leaves into the nodes above them
  const summed = row.joinedOnce(`progress ${asOf}`, {
    from: sql`select node, ${totalColumns} from (
        select s.objective_path as path, ${sumColumns} from ${statesOfPlan(list.parent, asOf)} s group by 1
      ) leaf cross join unnest(leaf.path) node group by node`,
    on: (alias) => sql`${alias}.node = ${row.column('id')}`,
  });
  return progressParts(summed, asOf);
}

/** States of the measures of a plan: read once for whatever the statement says of it, where it is found by what is asked. */
function statesOfPlan(plan: Row, asOf: LocalDate): Sql {
  const of = (planId: Sql): Sql =>
    sql`select s.objective_path, ${summedColumns} from measure m cross join ${measureState(asOf)} s where m.plan_id = ${planId} and not s.dropped`;
  return plan.found === null
    ? sql`(${of(plan.column('id'))})`
    : plan.statement.shared(`states of ${plan.alias} ${asOf}`, of(sql`(${plan.found})`));
}

/** Of the plans of a territory and of all in it. What a district has counted, its municipalities need not count again. */
export function territoryProgressParts(row: Row, asOf: LocalDate): Parts {
  const name = `progress ${asOf}`;
  const above = row.list?.source === childrenOf.source ? row.list.parent : null;
  if (above !== null && above.found !== null) {
    const byChild = sumsWithin(above, above.found, asOf);
    const summed = row.joinedOnce(name, {
      from: sql`select child_id, ${totalColumns} from ${byChild} group by child_id`,
      on: (alias) => sql`${alias}.child_id = ${row.column('id')}`,
    });
    return progressParts(summed, asOf);
  }
  const sums =
    row.found === null
      ? sql`(${sumsSql(sql`select ${row.column('id')} as id`, asOf)}) sums`
      : sumsWithin(row, row.found, asOf);
  return totalOf(row, asOf, sql`select ${totalColumns} from ${sums}`);
}

const sumsWithin = (territory: Row, found: Sql, asOf: LocalDate): Sql =>
  territory.statement.shared(`progress within ${territory.alias} ${asOf}`, sumsSql(found, asOf));

/** Of each plan in force within a territory, with the territory directly below it in which the plan's lies; null: the plan is its own. */
const sumsSql = (territoryId: Sql, asOf: LocalDate): Sql => sql`
  ${standingWithin(territoryId, asOf)} select standing.child_id, of_plan.* from standing
    cross join lateral (select ${sumColumns} from measure m cross join ${measureState(asOf)} s where m.plan_id = standing.plan_id and not s.dropped) of_plan`;

const standingWithin = (territoryId: Sql, asOf: LocalDate): Sql => sql`
  with recursive inside as (
    select top.id, null::uuid as child_id from (${territoryId}) top
    union all select c.id, coalesce(inside.child_id, c.id) from inside join territory c on c.parent_id = inside.id where c.kind not in ('SETTLEMENT', 'NEIGHBOURHOOD')
  ), standing as materialized (
    select inside.child_id, p.id as plan_id from inside join action_plan p on p.territory_id = inside.id and ${notEnded(asOf)}
  )`;

/** The same as of a territory, where the statement asks of its measures one by one too. */
export const deskProgressParts = (desk: Row, asOf: LocalDate): Parts =>
  totalOf(desk, asOf, sql`select ${sumColumns} from ${statesWithin(desk, asOf)} s`);

/** Of a finding, among the measures that the desk's progress counts; of `mv` as findingCondition. */
export const findingAtDesk = (
  desk: Row,
  { finding, asOf }: { readonly finding: Finding; readonly asOf: LocalDate },
): Sql =>
  sql`mv.id = any(array(select s.measure_version_id from ${statesWithin(desk, asOf)} s where ${isFound[finding]}))`;

/** States of the measures of the plans in force within a territory, read once. @throws NotTold unless it is found by what is asked. */
function statesWithin({ statement, alias, found }: Row, asOf: LocalDate): Sql {
  if (found === null) throw new NotTold('states within');
  return statement.shared(
    `states within ${alias} ${asOf}`,
    sql`${standingWithin(found, asOf)} select s.measure_version_id, ${summedColumns} from standing join measure m on m.plan_id = standing.plan_id cross join ${measureState(asOf)} s where not s.dropped`,
  );
}

/** Of the measures that name a body, in plans in force. */
export function organizationProgressParts(row: Row, asOf: LocalDate): Parts {
  const { list } = row;
  const name = `progress ${asOf}`;
  const on = (alias: Sql): Sql => sql`${alias}.organization_id = ${row.column('id')}`;
  const from = (which: Sql): Sql => sql`select named.organization_id, ${sumColumns} from (
      select distinct r.organization_id, mv.measure_id, mv.id as measure_version_id
      from measure_responsible r join measure_version mv on mv.id = r.measure_version_id join plan_version v on v.id = mv.version_id join action_plan p on p.id = v.plan_id and ${notEnded(asOf)}
      where r.organization_id ${which}
    ) named cross join ${stateOnDay(sql`named.measure_id`, asOf)} s
    where s.measure_version_id = named.measure_version_id and not s.dropped group by named.organization_id`;
  const summed =
    list?.source === organizationsOf.source
      ? row.joinedOnce(name, { on, from: from(sql`in (select id from organization where territory_id = ${list.key})`) })
      : row.joined(name, { on, from: from(sql`= ${row.column('id')}`) });
  return progressParts(summed, asOf);
}

/** The fields of Progress over a row of sums, which may be missing: then of an empty set. */
function progressParts(summed: Sql, asOf: LocalDate): Parts {
  const at = (name: string): Sql => sql`coalesce(${summed}.${plain(name)}, 0)`;
  const counts = (names: Readonly<Record<string, string>>): Record<string, Sql> =>
    Object.fromEntries(Object.entries(names).map(([field, name]) => [field, at(name)]));
  const part = (parts: Parts) => ({ presentIf: always(), parts });
  const track = (name: 'official' | 'community', uncertain: string) =>
    part({
      ...counts({
        notStarted: `${name}_not_started`,
        limited: `${name}_limited`,
        substantial: `${name}_substantial`,
        complete: `${name}_complete`,
        none: `${name}_none`,
      }),
      completionIndex: {
        presentIf: sql`${at('measures')} > 0`,
        parts: {
          lower: sql`${at(`${name}_steps`)}::float8 / (3 * ${at('measures')})`,
          upper: sql`(${at(`${name}_steps`)} + 3 * ${at(uncertain)})::float8 / (3 * ${at('measures')})`,
        },
      },
    });
  return {
    asOf: sql`${asOf}::text`,
    measures: at('measures'),
    official: track('official', 'official_none'),
    community: track('community', 'community_uncertain'),
    gaps: part(
      counts({
        aligned: 'gap_aligned',
        overstated: 'gap_overstated',
        understated: 'gap_understated',
        unreported: 'gap_unreported',
        unmonitored: 'gap_unmonitored',
        dark: 'gap_dark',
      }),
    ),
    ...counts({
      late: 'late',
      contested: 'contested',
      stale: 'stale',
      unfunded: 'unfunded',
      incomplete: 'incomplete',
    }),
  };
}
