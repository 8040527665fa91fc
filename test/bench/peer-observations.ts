/** The peer's list of observations as the public may know them (R11), and the measure's words on a day. */
import { stateOn } from './progress-columns.ts';

const wordsOn = (column: string): string => `
  select mv.${column} from public.measure_version mv join public.plan_version v on v.id = mv.version_id
  where mv.measure_id = measure.id and mv.change <> 'DROPPED' and greatest(v.known_from, v.adopted_on) <= as_of order by v.number desc limit 1`;

export const observationFunctions = /* sql */ `
create function peer.measure_code(measure public.measure, as_of date) returns text language sql stable as $$ ${wordsOn('code')} $$;
create function peer.measure_wording(measure public.measure, as_of date) returns text language sql stable as $$ ${wordsOn('wording')} $$;
create type peer.public_observation as (id uuid, level text, dont_know boolean, words text, seen_month text, published_month text, withdrawn boolean, settlement_id uuid, method text, official_level_then text);
comment on type peer.public_observation is E'@foreignKey (settlement_id) references public.territory (id)';
create function peer.measure_observations(measure public.measure, as_of date) returns setof peer.public_observation language sql stable as $$
  with published as materialized (
    select o.*, to_char(o.seen_on, 'YYYY-MM') as seen_month, a.group_key, o.withdrawn_on is null and not a.is_implementer as speaks
    from public.observation o join public.observation_author a on a.observation_id = o.id where o.measure_id = measure.id and o.published_on <= as_of
  ), place as materialized (
    select settlement_id from published where speaks and settlement_id is not null group by settlement_id having min(group_key) <> max(group_key)
  ), way as materialized (
    select place.settlement_id as place_id, published.method from published left join place using (settlement_id)
    where speaks group by place.settlement_id, published.method having min(group_key) <> max(group_key)
  )
  select o.id, o.level, o.dont_know, case when o.withdrawn_on is null then coalesce(o.public_words, o.words) end, o.seen_month, to_char(o.published_on, 'YYYY-MM'), o.withdrawn_on is not null,
    case when o.withdrawn_on is null then place.settlement_id end, case when o.withdrawn_on is null then way.method end, s.official_level
  from published o left join place on place.settlement_id = o.settlement_id
  left join way on way.place_id is not distinct from place.settlement_id and way.method = o.method
  left join ${stateOn('o.measure_id', "least(as_of, (date_trunc('month', o.seen_on) + interval '1 month - 1 day')::date)")} on true
  order by o.seen_month desc, o.id $$;
`;
