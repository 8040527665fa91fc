/**
 * What the peer needs beside the tables to give the same answers: functions in a schema of its own that it shows as
 * fields, as its users write them: one for each field of the API that has an argument or a derived value, none for a
 * whole page. Each is a stable SQL function whose body the planner can take into the statement around it; its tables
 * and indexes are those of the server.
 */
import { runStatements, type GeneratedDatabase } from './bench-cluster.ts';
import { deskFunctions } from './peer-desk.ts';
import { observationFunctions } from './peer-observations.ts';
import { inForce, MEASURES_OF_PLAN, progressOf, progressType, versionOn } from './peer-sql.ts';
import { stateOn } from './progress-columns.ts';

const money = `select sum(f.amount_cents)::float8 as amount_cents, f.currency,
  (case f.currency when 'EUR' then sum(f.amount_cents) else round(sum(f.amount_cents) * 100000 / 195583.0) end)::float8 as eur_cents`;
const ofPlansInside = `peer.plans_inside(territory, as_of) p cross join ${MEASURES_OF_PLAN} cross join ${stateOn('m.id', 'as_of')}`;

const types = /* sql */ `
create type peer.progress as (${progressType});
create type peer.money as (amount_cents float8, currency text, eur_cents float8);
create type peer.assessment as (official_level text, community_level text, confidence text, contested boolean, stale boolean, schedule_state text, late boolean,
  gap_kind text, gap_value int, unfunded boolean, incomplete text[], groups int, agreeing_groups int, observation_count int, last_seen_month text, days_left int);
`;

const ofPlans = /* sql */ `
create function peer.action_plan_progress(action_plan public.action_plan, as_of date) returns setof peer.progress rows 1 language sql stable as $$
  ${progressOf(`public.measure m cross join ${stateOn('m.id', 'as_of')}`, 'm.plan_id = action_plan.id')} $$;
create function peer.action_plan_objectives(action_plan public.action_plan, as_of date) returns setof public.objective language sql stable as $$
  select o.* from public.objective o where o.version_id = (${versionOn('action_plan.id')}) order by o.position, o.id $$;
create function peer.objective_progress(objective public.objective, as_of date) returns setof peer.progress rows 1 language sql stable as $$
  ${progressOf(`public.measure_version mv cross join ${stateOn('mv.measure_id', 'as_of')}`, 'mv.version_id = objective.version_id and objective.id = any(mv.objective_path)')} $$;
create function peer.action_plan_measures(action_plan public.action_plan, as_of date) returns setof public.measure_version language sql stable as $$
  select mv.* from public.measure_version mv where mv.version_id = (${versionOn('action_plan.id')}) and mv.change <> 'DROPPED' order by mv.position, mv.measure_id $$;
create function peer.action_plan_measure_count(action_plan public.action_plan, as_of date) returns int language sql stable as $$
  select count(*)::int from public.measure_version mv where mv.version_id = (${versionOn('action_plan.id')}) and mv.change <> 'DROPPED' $$;
create function peer.action_plan_planned_total(action_plan public.action_plan, as_of date) returns setof peer.money language sql stable as $$
  ${money} from public.measure_version mv join public.funding_line f on f.measure_version_id = mv.id
  where mv.version_id = (${versionOn('action_plan.id')}) and mv.change <> 'DROPPED' and f.currency is not null group by f.currency order by f.currency desc $$;
`;

const ofMeasures = /* sql */ `
create function peer.measure_version_assessment(measure_version public.measure_version, as_of date) returns setof peer.assessment rows 1 language sql stable as $$
  select s.official_level, s.community_level, s.confidence, s.contested, s.stale, s.schedule_state, s.late, s.gap_kind, s.gap_value, s.unfunded, s.incomplete, s.groups, s.agreeing_groups,
    s.observation_count, s.last_seen_month, (select v.ends_on from public.measure_version v where v.id = s.measure_version_id) - as_of
  from (select 1) one cross join ${stateOn('measure_version.measure_id', 'as_of')} $$;
create function peer.measure_version_responsibles(measure_version public.measure_version) returns setof public.measure_responsible language sql stable as $$
  select r.* from public.measure_responsible r where r.measure_version_id = measure_version.id order by r.position $$;
create function peer.measure_version_planned_total(measure_version public.measure_version) returns setof peer.money language sql stable as $$
  ${money} from public.funding_line f where f.measure_version_id = measure_version.id and f.currency is not null group by f.currency order by f.currency desc $$;
`;

const ofPlaces = /* sql */ `
create function peer.plans_inside(territory public.territory, as_of date) returns setof public.action_plan language sql stable as $$
  with recursive inside as (
    select territory.id
    union all select t.id from inside cross join lateral (
      select t.id from public.territory t where t.parent_id = inside.id and t.kind not in ('SETTLEMENT', 'NEIGHBOURHOOD') offset 0) t
  ) select p.* from inside cross join lateral (select p.* from public.action_plan p where p.territory_id = inside.id offset 0) p where (${inForce('p', 'as_of')}) is not false $$;
create function peer.territory_progress(territory public.territory, as_of date) returns setof peer.progress rows 1 language sql stable as $$
  ${progressOf(ofPlansInside, 'true')} $$;
create function peer.territory_children(territory public.territory) returns setof public.territory language sql stable as $$
  select t.* from public.territory t where t.parent_id = territory.id and t.kind = 'MUNICIPALITY' order by t.name collate "und-x-icu", t.id $$;
create function peer.territory_bodies(territory public.territory) returns setof public.organization language sql stable as $$
  select o.* from public.organization o where o.territory_id = territory.id order by o.name collate "und-x-icu", o.id $$;
create function peer.organization_progress(organization public.organization, as_of date) returns setof peer.progress rows 1 language sql stable as $$
  ${progressOf(
    `(select distinct mv.measure_id, mv.id from public.measure_responsible r join public.measure_version mv on mv.id = r.measure_version_id join public.measure m on m.id = mv.measure_id
      join public.action_plan p on p.id = m.plan_id and (${inForce('p', 'as_of')}) is not false where r.organization_id = organization.id) named cross join ${stateOn('named.measure_id', 'as_of')}`,
    's.measure_version_id = named.id',
  )} $$;
`;

/**
 * These come as plain lists: where the API has lists, and of one row each where a function of a single row would be
 * called row by row, while one of a set is taken into the statement around it.
 */
const LISTS = [
  'action_plan_progress(public.action_plan, date)',
  'objective_progress(public.objective, date)',
  'territory_progress(public.territory, date)',
  'organization_progress(public.organization, date)',
  'measure_version_assessment(public.measure_version, date)',
  'desk_progress(peer.desk)',
  'action_plan_objectives(public.action_plan, date)',
  'action_plan_planned_total(public.action_plan, date)',
  'measure_version_responsibles(public.measure_version)',
  'measure_version_planned_total(public.measure_version)',
  'desk_plans(peer.desk)',
  'desk_late_reports(peer.desk)',
];

const statements: readonly string[] = [
  'drop schema if exists peer cascade',
  'create schema peer',
  types,
  ofPlans,
  ofMeasures,
  ofPlaces,
  observationFunctions,
  deskFunctions,
  ...LISTS.map((signature) => `comment on function peer.${signature} is E'@behavior -connection +list'`),
];

/** Made anew in each run, so that a database kept from an earlier one has them as they are now. */
export async function preparePeer({ url }: GeneratedDatabase): Promise<void> {
  await runStatements(url, statements);
}
