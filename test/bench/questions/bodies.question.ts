import { DAY, EMPTY_PROGRESS, inForce, progressJson } from '../limit-sql.ts';
import { progressSums, stateOn } from '../progress-columns.ts';
import { PEER_PROGRESS, PROGRESS } from './fragments.ts';
import { QuestionName, type Question } from './question.ts';

const limitStatement = /* sql */ `
with place as materialized (
  select t.id, t.code, t.name from territory t where t.code = $1 and t.kind <> 'NEIGHBOURHOOD'
), body as materialized (
  select o.id, o.name, o.kind from place join organization o on o.territory_id = place.id
), page as materialized (
  select * from body order by name collate "und-x-icu", id limit 20
), named as (
  select distinct r.organization_id, mv.measure_id, mv.id as measure_version_id
  from page join measure_responsible r on r.organization_id = page.id join measure_version mv on mv.id = r.measure_version_id
  join measure m on m.id = mv.measure_id join action_plan p on p.id = m.plan_id and (${inForce('p')}) is not false
), by_body as materialized (
  select named.organization_id, ${progressSums} from named cross join ${stateOn('named.measure_id', DAY)}
  where s.measure_version_id = named.measure_version_id and not s.dropped group by named.organization_id
)
select json_build_object('data', json_build_object('territory', (
  select json_build_object('id', place.id, 'code', place.code, 'name', place.name,
    'organizations', json_build_object('totalCount', (select count(*) from body), 'nodes',
      (select coalesce(json_agg((select row_to_json(j) from (select page.id, page.name, page.kind, case when by_body.measures is null then ${EMPTY_PROGRESS} else ${progressJson} end as "progress") j) order by page.name collate "und-x-icu", page.id), '[]')
       from page left join by_body on by_body.organization_id = page.id)))
  from place)))::text as answer`;

export const bodies: Question = {
  name: QuestionName.BODIES,
  says: 'the bodies of a random municipality: how the measures go that each is responsible for, on a random past day',
  variables: { code: 'municipality', asOf: 'pastDay' },
  document: `query Bodies($code: String!, $asOf: LocalDate) { territory(code: $code) { id code name
    organizations(first: 20) { totalCount nodes { id name kind progress(asOf: $asOf) { ${PROGRESS} } } } } }`,
  limitStatement,
  peerDocument: `query Bodies($code: String!, $asOf: Date!) { territory: territoryByCode(code: $code) { id: rowId code name
    organizations: bodies(first: 20) { totalCount nodes { id: rowId name kind progress__one: progressList(asOf: $asOf) { ${PEER_PROGRESS} } } } } }`,
};
