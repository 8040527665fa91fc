import { assessmentJson, DAY, EMPTY_PROGRESS, progressJson, versionOn, type AssessmentField } from '../limit-sql.ts';
import { progressSums, stateOn } from '../progress-columns.ts';
import { LEVELS, PEER_PROGRESS, PROGRESS } from './fragments.ts';
import { QuestionName, type Question } from './question.ts';

const levels = assessmentJson(LEVELS.split(' ') as AssessmentField[]);
const progressOn = (moment: string): string =>
  `coalesce((select ${progressJson} from by_moment where moment = '${moment}'), ${EMPTY_PROGRESS})`;

const limitStatement = /* sql */ `
with state as materialized (
  select moment, s.* from (values ('now', ${DAY}), ('before', $3::date)) asked (moment, day) cross join measure m cross join ${stateOn('m.id', 'asked.day')}
  where m.plan_id = $1::uuid
), by_moment as materialized (
  select moment, ${progressSums} from state s where not dropped group by moment
), told as materialized (
  select measure_id, moment, ${levels} as levels from state s
)
select json_build_object('data', json_build_object('actionPlan', (
  select json_build_object('id', p.id, 'title', p.title, 'before', ${progressOn('before')}, 'now', ${progressOn('now')},
    'measures', json_build_object('nodes', (
      select coalesce(json_agg((select row_to_json(j) from (select mv.measure_id as "id", mv.code, before.levels as "before", now.levels as "now") j) order by mv.position, mv.measure_id), '[]')
      from (
        select * from measure_version where version_id = (${versionOn('$1::uuid')}) and change <> 'DROPPED' order by position, measure_id limit 60
      ) mv join told now on now.measure_id = mv.measure_id and now.moment = 'now' join told before on before.measure_id = mv.measure_id and before.moment = 'before')))
  from action_plan p where p.id = $1::uuid)))::text as answer`;

export const changes: Question = {
  name: QuestionName.CHANGES,
  says: 'what changed in the plan of a random municipality between two random past days, on the whole and in each of its measures',
  variables: { id: 'planId', asOf: 'pastDay', before: 'earlierDay' },
  document: `query Changes($id: ID!, $asOf: LocalDate, $before: LocalDate) { actionPlan(id: $id) { id title before: progress(asOf: $before) { ${PROGRESS} } now: progress(asOf: $asOf) { ${PROGRESS} }
    measures(first: 60, asOf: $asOf) { nodes { id code before: assessment(asOf: $before) { ${LEVELS} } now: assessment(asOf: $asOf) { ${LEVELS} } } } } }`,
  limitStatement,
  peerDocument: `query Changes($id: UUID!, $asOf: Date!, $before: Date!) { actionPlan: actionPlanByRowId(rowId: $id) { id: rowId title before__one: progressList(asOf: $before) { ${PEER_PROGRESS} } now__one: progressList(asOf: $asOf) { ${PEER_PROGRESS} }
    measures(first: 60, asOf: $asOf) { nodes { id: measureId code before__one: assessmentList(asOf: $before) { ${LEVELS} } now__one: assessmentList(asOf: $asOf) { ${LEVELS} } } } } }`,
};
