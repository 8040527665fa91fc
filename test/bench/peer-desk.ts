/** The peer's council desk: a place and a day, and the fields that stand on them. */
import { inForce, MEASURES_OF_PLAN, progressOf } from './peer-sql.ts';
import { stateOn } from './progress-columns.ts';

/** Measures of the plans inside the place, in force on the day, with their state. */
const statesInside = `
  public.territory t cross join peer.plans_inside(t, desk.as_of) p cross join ${MEASURES_OF_PLAN} cross join ${stateOn('m.id', 'desk.as_of')}`;

export const deskFunctions = /* sql */ `
create type peer.desk as (as_of date, territory_id uuid);
comment on type peer.desk is E'@foreignKey (territory_id) references public.territory (id)';
create function peer.council_desk(code text, day date) returns peer.desk language sql stable as $$
  select day, t.id from public.territory t where t.code = council_desk.code and t.kind <> 'NEIGHBOURHOOD' $$;
create function peer.desk_progress(desk peer.desk) returns setof peer.progress rows 1 language sql stable as $$
  ${progressOf(statesInside, 't.id = desk.territory_id')} $$;
create function peer.desk_plans(desk peer.desk) returns setof public.action_plan language sql stable as $$
  select p.* from public.action_plan p where p.territory_id = desk.territory_id and p.known_from <= desk.as_of and (${inForce('p', 'desk.as_of')}) is not false
  order by case p.level when 'EU' then 0 when 'NATIONAL' then 1 when 'DISTRICT' then 2 else 3 end, p.period_from desc nulls last, p.title collate "und-x-icu", p.id $$;
create function peer.desk_late_reports(desk peer.desk) returns setof public.reporting_obligation language sql stable as $$
  select b.* from public.action_plan p join public.reporting_obligation b on b.plan_id = p.id
  where p.territory_id = desk.territory_id and b.known_from <= desk.as_of and b.due_on < desk.as_of
    and not coalesce(b.received_on <= desk.as_of and coalesce(b.received_known_from, b.received_on) <= desk.as_of, false)
  order by b.due_on, b.id $$;
create function peer.reporting_obligation_days_late(reporting_obligation public.reporting_obligation, as_of date) returns int language sql stable as $$
  select greatest(0, case when reporting_obligation.received_on <= as_of and coalesce(reporting_obligation.received_known_from, reporting_obligation.received_on) <= as_of
    then reporting_obligation.received_on else as_of end - reporting_obligation.due_on) $$;
create function peer.desk_findings(desk peer.desk, finding text) returns setof public.measure_version language sql stable as $$
  select mv.* from ${statesInside} join public.measure_version mv on mv.id = s.measure_version_id join public.territory place on place.id = p.territory_id
  where t.id = desk.territory_id and not s.dropped and case finding when 'LATE' then s.late when 'UNREPORTED' then s.official_level is null when 'UNMONITORED' then s.community_level is null
    when 'OVERSTATED' then s.gap_kind = 'OVERSTATED' when 'UNFUNDED' then s.unfunded when 'INCOMPLETE' then cardinality(s.incomplete) > 0 when 'CONTESTED' then s.contested when 'STALE' then s.stale end
  order by place.name collate "und-x-icu", p.id, mv.position, mv.measure_id $$;
`;
