import { ASSESSMENT_FIELDS, assessmentJson, DAY, moneyJson, responsibleJson, versionOn } from '../limit-sql.ts';
import { stateOn } from '../progress-columns.ts';
import { ASSESSMENT, MONEY } from './fragments.ts';
import { QuestionName, type Question } from './question.ts';

/** What hangs on the measures comes by one join for each kind, not measure by measure. */
const limitStatement = /* sql */ `
with listed as materialized (
  select mv.id, mv.measure_id, mv.code, mv.wording, mv.objective_id, mv.position, mv.period_text, mv.starts_on, mv.ends_on, mv.recurring
  from measure_version mv where mv.version_id = (${versionOn('$1::uuid')}) and mv.change <> 'DROPPED'
), page as materialized (
  select * from listed order by position, measure_id limit 60
), responsible as materialized (
  select r.measure_version_id, json_agg(${responsibleJson} order by r.position) as list
  from page join measure_responsible r on r.measure_version_id = page.id left join organization g on g.id = r.organization_id group by r.measure_version_id
), line as materialized (
  select f.measure_version_id, f.currency, sum(f.amount_cents)::bigint as amount
  from listed join funding_line f on f.measure_version_id = listed.id where f.currency is not null group by f.measure_version_id, f.currency
), total as materialized (
  select measure_version_id, json_agg(${moneyJson('amount', 'currency')} order by currency desc) as list from line group by measure_version_id
)
select json_build_object('data', json_build_object('actionPlan', (
  select json_build_object('id', p.id, 'title', p.title, 'periodText', p.period_text, 'act', p.act, 'adoptedOn', p.adopted_on,
    'territory', (select json_build_object('id', t.id, 'code', t.code, 'name', t.name) from territory t where t.id = p.territory_id),
    'measureCount', (select count(*) from listed),
    'plannedTotal', (select coalesce(json_agg(${moneyJson('amount', 'currency')} order by currency desc), '[]') from (select currency, sum(amount)::bigint as amount from line group by currency) whole),
    'measures', (select json_build_object('totalCount', (select count(*) from listed), 'pageInfo', json_build_object('hasNextPage', (select count(*) > 60 from listed)), 'nodes',
      coalesce(json_agg((select row_to_json(j) from (select page.measure_id as "id", page.code, page.wording, page.objective_id as "objectiveId", (select row_to_json(j) from (select page.period_text as "text", page.starts_on as "startsOn", page.ends_on as "endsOn", page.recurring) j) as "period", coalesce(responsible.list, '[]') as "responsibles", coalesce(total.list, '[]') as "plannedTotal", ${assessmentJson(ASSESSMENT_FIELDS, [`page.ends_on - ${DAY} as "daysLeft"`])} as "assessment") j) order by page.position, page.measure_id), '[]'))
      from page cross join ${stateOn('page.measure_id', DAY)} left join responsible on responsible.measure_version_id = page.id left join total on total.measure_version_id = page.id))
  from action_plan p where p.id = $1::uuid)))::text as answer`;

export const planPage: Question = {
  name: QuestionName.PLAN_PAGE,
  says: 'a plan page: 60 measures with assessment, responsible bodies and totals',
  variables: { id: 'planId', asOf: 'today' },
  document: `query PlanPage($id: ID!, $asOf: LocalDate) { actionPlan(id: $id) { id title periodText act adoptedOn territory { id code name } measureCount(asOf: $asOf)
    plannedTotal(asOf: $asOf) { ${MONEY} } measures(first: 60, asOf: $asOf) { totalCount pageInfo { hasNextPage } nodes {
      id code wording objectiveId period { text startsOn endsOn recurring } responsibles { asWritten bodyKind leads organization { id name } }
      plannedTotal { ${MONEY} } assessment(asOf: $asOf) { ${ASSESSMENT} } } } } }`,
  limitStatement,
  peerDocument: `query PlanPage($id: UUID!, $asOf: Date!) { actionPlan: actionPlanByRowId(rowId: $id) { id: rowId title periodText act adoptedOn territory: territoryByTerritoryId { id: rowId code name } measureCount(asOf: $asOf)
    plannedTotal: plannedTotalList(asOf: $asOf) { ${MONEY} } measures(first: 60, asOf: $asOf) { totalCount pageInfo { hasNextPage } nodes {
      id: measureId code wording objectiveId period__text: periodText period__startsOn: startsOn period__endsOn: endsOn period__recurring: recurring
      responsibles: responsiblesList { asWritten bodyKind leads organization: organizationByOrganizationId { id: rowId name } }
      plannedTotal: plannedTotalList { ${MONEY} } assessment__one: assessmentList(asOf: $asOf) { ${ASSESSMENT} } } } } }`,
};
