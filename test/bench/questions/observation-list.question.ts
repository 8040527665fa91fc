import { DAY } from '../limit-sql.ts';
import { QuestionName, type Question } from './question.ts';

/** What R11 withholds is found once for the measure: places that two groups share, then methods that two groups share at a shown place. */
const limitStatement = /* sql */ `
with published as materialized (
  select o.*, to_char(o.seen_on, 'YYYY-MM') as seen_month, a.group_key, o.withdrawn_on is null and not a.is_implementer as speaks
  from observation o join observation_author a on a.observation_id = o.id where o.measure_id = $1::uuid and o.published_on <= ${DAY}
), place as materialized (
  select settlement_id from published where speaks and settlement_id is not null group by settlement_id having min(group_key) <> max(group_key)
), way as materialized (
  select place.settlement_id as place_id, published.method from published left join place using (settlement_id)
  where speaks group by place.settlement_id, published.method having min(group_key) <> max(group_key)
), page as materialized (
  select * from published order by seen_month desc, id limit 20
)
select json_build_object('data', json_build_object('measure', (
  select json_build_object('id', mv.measure_id, 'code', mv.code, 'wording', mv.wording, 'observations', json_build_object(
    'totalCount', (select count(*) from published), 'pageInfo', json_build_object('hasNextPage', (select count(*) > 20 from published)), 'nodes',
    (select coalesce(json_agg((select row_to_json(j) from (select o.id, o.level, o.dont_know as "dontKnow", case when o.withdrawn_on is null then coalesce(o.public_words, o.words) end as "words", o.seen_month as "seenMonth", to_char(o.published_on, 'YYYY-MM') as "publishedMonth", o.withdrawn_on is not null as "withdrawn", case when o.withdrawn_on is null and t.id is not null then (select row_to_json(j) from (select t.id, t.name) j) end as "settlement", case when o.withdrawn_on is null and way.method is not null then o.method end as "method", (select p.official_level from measure_progress p where p.measure_id = o.measure_id and p.from_day <= least(${DAY}, (date_trunc('month', o.seen_on) + interval '1 month - 1 day')::date)
          order by p.from_day desc limit 1) as "officialLevelThen") j) order by o.seen_month desc, o.id), '[]')
     from page o left join place on place.settlement_id = o.settlement_id left join territory t on t.id = place.settlement_id
     left join way on way.place_id is not distinct from place.settlement_id and way.method = o.method)))
  from measure_version mv join plan_version v on v.id = mv.version_id
  where mv.measure_id = $1::uuid and mv.change <> 'DROPPED' and greatest(v.known_from, v.adopted_on) <= ${DAY} order by v.number desc limit 1)))::text as answer`;

export const observationList: Question = {
  name: QuestionName.OBSERVATION_LIST,
  says: "a measure's 20 newest observations, with what may be told of place and method",
  variables: { id: 'measureId', asOf: 'today' },
  document: `query ObservationList($id: ID!) { measure(id: $id) { id code wording observations(first: 20) { totalCount pageInfo { hasNextPage } nodes {
    id level dontKnow words seenMonth publishedMonth withdrawn method officialLevelThen settlement { id name } } } } }`,
  limitStatement,
  peerDocument: `query ObservationList($id: UUID!, $asOf: Date!) { measure: measureByRowId(rowId: $id) { id: rowId code(asOf: $asOf) wording(asOf: $asOf) observations(asOf: $asOf, first: 20) { totalCount pageInfo { hasNextPage } nodes {
    id: rowId level dontKnow words seenMonth publishedMonth withdrawn method officialLevelThen settlement: territoryBySettlementId { id: rowId name } } } } }`,
};
