/**
 * Which territories have a document under a strategy: a district its strategies and plans, a municipality its plans. Only
 * documents that implement the strategy count, directly or through others, and a strategy applies within its territory.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { batchOne } from '../platform/batch.ts';
import { every, rows, sql, type Sql } from '../platform/sql.ts';
import { byName, territories, territoriesWithin } from '../territories/territory.loader.ts';
import type { CoverageCount } from './coverage.type.ts';
import { inForceSql } from './in-force.ts';

/** `standing`: for each strategy asked about, each district and municipality in it with WITH, WITHOUT or UNKNOWN. */
const standingOf = (strategyIds: readonly string[], on: LocalDate): Sql => sql`
  with recursive under as (
    select id as root_id, id from strategy where id = any(${strategyIds}::uuid[])
    union select under.root_id, s.id from under join strategy s on s.implements_id = under.id
  ), plan_under as (
    select under.root_id, p.id from under join action_plan p on p.strategy_id = under.id
    union select plan_under.root_id, p.id from plan_under join action_plan p on p.parent_id = plan_under.id
  ), document as (
    select under.root_id, s.territory_id, 'DISTRICT' as counts_for, ${inForceSql(sql`s`, on)} as in_force from under join strategy s using (id)
    union all
    select plan_under.root_id, p.territory_id, null, ${inForceSql(sql`p`, on)} from plan_under join action_plan p using (id)
  ), inside as (
    select s.id as root_id, t.id from strategy s join territory t on t.id = s.territory_id
    where s.id = any(${strategyIds}::uuid[])
    union all select inside.root_id, t.id from inside join territory t on t.parent_id = inside.id where t.kind in ('COUNTRY', 'DISTRICT', 'MUNICIPALITY')
  ), standing as (
    select inside.root_id, t.id as territory_id, t.kind,
           case when bool_or(d.in_force) then 'WITH' when bool_or(d.root_id is not null and d.in_force is null) then 'UNKNOWN' else 'WITHOUT' end as state
    from inside join territory t on t.id = inside.id and t.kind in ('DISTRICT', 'MUNICIPALITY')
    left join document d on d.root_id = inside.root_id and d.territory_id = t.id and (d.counts_for is null or d.counts_for = t.kind)
    group by inside.root_id, t.id, t.kind
  )`;

interface CountedCoverage {
  readonly id: string;
  readonly districts: CoverageCount;
  readonly municipalities: CoverageCount;
}

const countsOf = (kind: 'DISTRICT' | 'MUNICIPALITY'): Sql => sql`
  json_build_object(
    'total', count(*) filter (where kind = ${kind}),
    'withPlan', count(*) filter (where kind = ${kind} and state = 'WITH'),
    'withoutKnownPlan', count(*) filter (where kind = ${kind} and state = 'WITHOUT'),
    'periodUnknown', count(*) filter (where kind = ${kind} and state = 'UNKNOWN'))`;

export const coverageOf = batchOne<CountedCoverage, { readonly on: LocalDate }>((context, ids, { on }) =>
  rows(
    context,
    sql`${standingOf(ids, on)} select root_id as id, ${countsOf('DISTRICT')} as districts, ${countsOf('MUNICIPALITY')} as municipalities from standing group by root_id`,
  ),
);

export const EMPTY_COUNT: CoverageCount = { total: 0, withPlan: 0, withoutKnownPlan: 0, periodUnknown: 0 };

export interface UncoveredFilter {
  readonly strategyId: string;
  readonly on: LocalDate;
  readonly kind: TerritoryKind;
  /** Code of a territory that they lie in. */
  readonly within?: string | null;
}

/** Territories that have none known to us in force on the day, by name. */
export const listUncovered = territories.list<UncoveredFilter>({
  where: ({ strategyId, on, kind, within }) =>
    every([
      sql`t.id in (${standingOf([strategyId], on)} select territory_id from standing where state = 'WITHOUT' and kind = ${kind})`,
      within ? sql`t.id in (${territoriesWithin(within)})` : null,
    ]),
  order: byName,
});
