import {
  ASSESSMENT_FIELDS,
  assessmentJson,
  DAY,
  inForce,
  progressJson,
  responsibleJson,
  versionOn,
} from '../limit-sql.ts';
import { progressSums, stateOn } from '../progress-columns.ts';
import { ASSESSMENT, PEER_PROGRESS, PROGRESS } from './fragments.ts';
import { QuestionName, type Question } from './question.ts';

const limitStatement = /* sql */ `
with recursive place as materialized (
  select t.id, t.code, t.name, t.name_en, t.kind from territory t where t.code = $1 and t.kind <> 'NEIGHBOURHOOD'
), inside as (
  select id, name from place
  union all select t.id, t.name from inside join territory t on t.parent_id = inside.id and t.kind not in ('SETTLEMENT', 'NEIGHBOURHOOD')
), state as materialized (
  select inside.name as place_name, s.* from inside join action_plan p on p.territory_id = inside.id and (${inForce('p')}) is not false
  join measure m on m.plan_id = p.id cross join ${stateOn('m.id', DAY)} where not s.dropped
), found as materialized (
  select * from state s where case $3 when 'LATE' then s.late when 'UNREPORTED' then s.official_level is null when 'UNMONITORED' then s.community_level is null
    when 'OVERSTATED' then s.gap_kind = 'OVERSTATED' when 'UNFUNDED' then s.unfunded when 'INCOMPLETE' then cardinality(s.incomplete) > 0 when 'CONTESTED' then s.contested when 'STALE' then s.stale end
), page as materialized (
  select found.*, mv.code, mv.wording, mv.ends_on, row_number() over (order by place_name collate "und-x-icu", found.plan_id, mv.position, mv.measure_id) as place_in_list
  from found join measure_version mv on mv.id = found.measure_version_id order by place_in_list limit 20
), responsible as materialized (
  select r.measure_version_id, json_agg(${responsibleJson} order by r.position) as list
  from page join measure_responsible r on r.measure_version_id = page.measure_version_id left join organization g on g.id = r.organization_id group by r.measure_version_id
)
select json_build_object('data', json_build_object('councilDesk', (
  select json_build_object('asOf', ${DAY}, 'territory', json_build_object('code', place.code, 'name', place.name, 'nameEn', place.name_en, 'kind', place.kind),
    'progress', (select ${progressJson} from (select ${progressSums} from state s) whole),
    'plans', (
      select coalesce(json_agg((select row_to_json(j) from (select p.id, p.title, (select count(*) from measure_version mv where mv.version_id = (${versionOn('p.id')}) and mv.change <> 'DROPPED') as "measureCount") j)
        order by case p.level when 'EU' then 0 when 'NATIONAL' then 1 when 'DISTRICT' then 2 else 3 end, p.period_from desc nulls last, p.title collate "und-x-icu", p.id), '[]')
      from action_plan p where p.territory_id = place.id and p.known_from <= ${DAY} and (${inForce('p')}) is not false),
    'lateReports', (
      select coalesce(json_agg((select row_to_json(j) from (select b.id, (select row_to_json(j) from (select debtor.name) j) as "debtor", (select row_to_json(j) from (select creditor.name) j) as "creditor", b.period_label as "periodLabel", b.due_on as "dueOn", b.received_on as "receivedOn", b.adopted_on as "adoptedOn", b.forwarded_on as "forwardedOn", b.source, ${DAY} - b.due_on as "daysLate") j) order by b.due_on, b.id), '[]')
      from action_plan p join reporting_obligation b on b.plan_id = p.id join organization debtor on debtor.id = b.debtor_organization_id join organization creditor on creditor.id = b.creditor_organization_id
      where p.territory_id = place.id and b.known_from <= ${DAY} and b.due_on < ${DAY}
        and not coalesce(b.received_on <= ${DAY} and coalesce(b.received_known_from, b.received_on) <= ${DAY}, false)),
    'findings', json_build_object('totalCount', (select count(*) from found), 'pageInfo', json_build_object('hasNextPage', (select count(*) > 20 from found)), 'nodes', (
      select coalesce(json_agg((select row_to_json(j) from (select s.measure_id as "id", s.code, s.wording, coalesce(responsible.list, '[]') as "responsibles", ${assessmentJson(ASSESSMENT_FIELDS, [`s.ends_on - ${DAY} as "daysLeft"`])} as "assessment") j) order by s.place_in_list), '[]')
      from page s left join responsible on responsible.measure_version_id = s.measure_version_id)))
  from place)))::text as answer`;

export const desk: Question = {
  name: QuestionName.DESK,
  says: "a council's desk: progress, plans, late reports and the first 20 measures of a random finding, on a random past day",
  variables: { code: 'municipality', asOf: 'pastDay', finding: 'finding' },
  document: `query Desk($code: String!, $asOf: LocalDate, $finding: Finding!) { councilDesk(territory: $code, asOf: $asOf) { asOf territory { code name nameEn kind } progress { ${PROGRESS} }
    plans { id title measureCount(asOf: $asOf) }
    lateReports { id debtor { name } creditor { name } periodLabel dueOn receivedOn adoptedOn forwardedOn source daysLate(asOf: $asOf) }
    findings(finding: $finding, first: 20) { totalCount pageInfo { hasNextPage } nodes { id code wording responsibles { asWritten bodyKind leads organization { id name } } assessment(asOf: $asOf) { ${ASSESSMENT} } } } } }`,
  limitStatement,
  peerDocument: `query Desk($code: String!, $asOf: Date!, $finding: String!) { councilDesk: peerCouncilDesk(code: $code, day: $asOf) { asOf territory: territoryByTerritoryId { code name nameEn kind } progress__one: progressList { ${PEER_PROGRESS} }
    plans: plansList { id: rowId title measureCount(asOf: $asOf) }
    lateReports: lateReportsList { id: rowId debtor: organizationByDebtorOrganizationId { name } creditor: organizationByCreditorOrganizationId { name } periodLabel dueOn receivedOn adoptedOn forwardedOn source daysLate(asOf: $asOf) }
    findings(finding: $finding, first: 20) { totalCount pageInfo { hasNextPage } nodes { id: measureId code wording responsibles: responsiblesList { asWritten bodyKind leads organization: organizationByOrganizationId { id: rowId name } } assessment__one: assessmentList(asOf: $asOf) { ${ASSESSMENT} } } } } }`,
};
