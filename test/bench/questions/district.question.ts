import { DAY, EMPTY_PROGRESS, inForce, progressJson } from '../limit-sql.ts';
import { progressSums, progressTotals, stateOn } from '../progress-columns.ts';
import { PEER_PROGRESS, PROGRESS } from './fragments.ts';
import { QuestionName, type Question } from './question.ts';

/** Measures are summed by the municipality that they lie in, and municipalities into the district. */
const limitStatement = /* sql */ `
with recursive place as materialized (
  select t.id, t.code, t.name from territory t where t.code = $1 and t.kind <> 'NEIGHBOURHOOD'
), inside as (
  select id, null::uuid as child_id from place
  union all select t.id, coalesce(inside.child_id, t.id) from inside join territory t on t.parent_id = inside.id and t.kind not in ('SETTLEMENT', 'NEIGHBOURHOOD')
), by_child as materialized (
  select inside.child_id, ${progressSums}
  from inside join action_plan p on p.territory_id = inside.id and (${inForce('p')}) is not false join measure m on m.plan_id = p.id cross join ${stateOn('m.id', DAY)}
  where not s.dropped group by inside.child_id
), child as materialized (
  select t.id, t.code, t.name from place join territory t on t.parent_id = place.id and t.kind = 'MUNICIPALITY'
), page as (
  select * from child order by name collate "und-x-icu", id limit 100
)
select json_build_object('data', json_build_object('territory', (
  select json_build_object('id', place.id, 'code', place.code, 'name', place.name,
    'progress', (select ${progressJson} from (select ${progressTotals} from by_child) whole),
    'children', json_build_object('totalCount', (select count(*) from child), 'nodes',
      (select coalesce(json_agg((select row_to_json(j) from (select page.id, page.code, page.name, case when by_child.measures is null then ${EMPTY_PROGRESS} else ${progressJson} end as "progress") j) order by page.name collate "und-x-icu", page.id), '[]')
       from page left join by_child on by_child.child_id = page.id)))
  from place)))::text as answer`;

export const district: Question = {
  name: QuestionName.DISTRICT,
  says: 'a random district: progress of the whole and of each of its municipalities, on a random past day',
  variables: { code: 'district', asOf: 'pastDay' },
  document: `query District($code: String!, $asOf: LocalDate) { territory(code: $code) { id code name progress(asOf: $asOf) { ${PROGRESS} }
    children(first: 100, kind: MUNICIPALITY) { totalCount nodes { id code name progress(asOf: $asOf) { ${PROGRESS} } } } } }`,
  limitStatement,
  peerDocument: `query District($code: String!, $asOf: Date!) { territory: territoryByCode(code: $code) { id: rowId code name progress__one: progressList(asOf: $asOf) { ${PEER_PROGRESS} }
    children(first: 100) { totalCount nodes { id: rowId code name progress__one: progressList(asOf: $asOf) { ${PEER_PROGRESS} } } } } }`,
};
