import { DAY, EMPTY_PROGRESS, progressJson, versionOn } from '../limit-sql.ts';
import { progressSums, progressTotals, stateOn } from '../progress-columns.ts';
import { PEER_PROGRESS, PROGRESS } from './fragments.ts';
import { QuestionName, type Question } from './question.ts';

/** Measures are summed by the leaf that they stand under, and leaves into the nodes above them. */
const limitStatement = /* sql */ `
with leaf as materialized (
  select s.objective_path || m.plan_id as nodes, ${progressSums} from measure m cross join ${stateOn('m.id', DAY)}
  where m.plan_id = $1::uuid and not s.dropped group by 1
), summed as (
  select node, ${progressTotals} from leaf, unnest(nodes) node group by node
), told as materialized (
  select node, ${progressJson} as progress from summed
)
select json_build_object('data', json_build_object('actionPlan', (
  select json_build_object('id', p.id, 'title', p.title, 'progress', coalesce((select progress from told where node = p.id), ${EMPTY_PROGRESS}), 'objectives',
    (select coalesce(json_agg((select row_to_json(j) from (select o.id, o.parent_id as "parentId", o.kind, o.code, o.wording, coalesce(told.progress, ${EMPTY_PROGRESS}) as "progress") j) order by o.position, o.id), '[]')
     from objective o left join told on told.node = o.id where o.version_id = (${versionOn('$1::uuid')})))
  from action_plan p where p.id = $1::uuid)))::text as answer`;

export const council: Question = {
  name: QuestionName.COUNCIL,
  says: "a council's progress: the plan of a random municipality and its 21 objectives, on a random past day",
  variables: { id: 'planId', asOf: 'pastDay' },
  document: `query Council($id: ID!, $asOf: LocalDate) { actionPlan(id: $id) { id title progress(asOf: $asOf) { ${PROGRESS} }
    objectives(asOf: $asOf) { id parentId kind code wording progress(asOf: $asOf) { ${PROGRESS} } } } }`,
  limitStatement,
  peerDocument: `query Council($id: UUID!, $asOf: Date!) { actionPlan: actionPlanByRowId(rowId: $id) { id: rowId title progress__one: progressList(asOf: $asOf) { ${PEER_PROGRESS} }
    objectives: objectivesList(asOf: $asOf) { id: rowId parentId kind code wording progress__one: progressList(asOf: $asOf) { ${PEER_PROGRESS} } } } }`,
};
