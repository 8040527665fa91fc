/**
 * The limit that the server is measured against: each answer as one statement that builds the whole document in the
 * database. $1 is the id asked about, $2 the day.
 */
const LEVELS = [
  ['notStarted', 'NOT_STARTED'],
  ['limited', 'LIMITED'],
  ['substantial', 'SUBSTANTIAL'],
  ['complete', 'COMPLETE'],
] as const;
const GAPS = ['ALIGNED', 'OVERSTATED', 'UNDERSTATED', 'UNREPORTED', 'UNMONITORED', 'DARK'] as const;

const levelCounts = (column: string): string =>
  LEVELS.map(([name, level]) => `'${name}', count(*) filter (where ${column} = '${level}')`)
    .concat(`'none', count(*) filter (where ${column} is null)`)
    .join(', ');
const steps = (column: string): string =>
  `case ${column} when 'LIMITED' then 1 when 'SUBSTANTIAL' then 2 when 'COMPLETE' then 3 else 0 end`;
const certain = 'community_level is not null and not stale and not contested';

function completionIndex({ stepsSum, uncertain }: { readonly stepsSum: string; readonly uncertain: string }): string {
  return `json_build_object('lower', ${stepsSum}::float8 / (3 * count(*)), 'upper', (${stepsSum} + 3 * ${uncertain})::float8 / (3 * count(*)))`;
}

/** Progress of the rows of a group, as the API has it. */
const progress = `json_build_object('measures', count(*),
  'official', json_build_object(${levelCounts('official_level')}, 'completionIndex', ${completionIndex({ stepsSum: `sum(${steps('official_level')})`, uncertain: 'count(*) filter (where official_level is null)' })}),
  'community', json_build_object(${levelCounts('community_level')}, 'completionIndex', ${completionIndex({ stepsSum: `coalesce(sum(${steps('community_level')}) filter (where ${certain}), 0)`, uncertain: `count(*) filter (where not (${certain}))` })}),
  'gaps', json_build_object(${GAPS.map((kind) => `'${kind.toLowerCase()}', count(*) filter (where gap_kind = '${kind}')`).join(', ')}),
  'late', count(*) filter (where late), 'contested', count(*) filter (where contested), 'stale', count(*) filter (where stale),
  'unfunded', count(*) filter (where unfunded), 'incomplete', count(*) filter (where cardinality(incomplete) > 0))`;

const stateOn = (measureId: string): string =>
  `lateral (select * from measure_progress p where p.measure_id = ${measureId} and p.from_day <= $2::date order by p.from_day desc limit 1)`;

const version = `select v.id from plan_version v where v.plan_id = $1::uuid and greatest(v.known_from, v.adopted_on) <= $2::date order by v.number desc limit 1`;

export const councilStatement = /* sql */ `
with state as materialized (
  select s.* from measure m cross join ${stateOn('m.id')} s where m.plan_id = $1::uuid and not s.dropped
), summed as (
  select key, ${progress} as progress from (select $1::uuid as key, state.* from state union all select node, state.* from state, unnest(state.objective_path) node) scope group by key
)
select json_build_object('data', json_build_object('actionPlan', (
  select json_build_object('id', p.id, 'title', p.title, 'progress', (select progress from summed where key = p.id), 'objectives',
    (select json_agg(json_build_object('id', o.id, 'parentId', o.parent_id, 'kind', o.kind, 'code', o.code, 'wording', o.wording, 'progress', summed.progress) order by o.position)
     from objective o join summed on summed.key = o.id where o.version_id = (${version})))
  from action_plan p where p.id = $1::uuid)))::text as answer`;

const money = (amount: string, currency: string): string =>
  `json_build_object('amountCents', ${amount}, 'currency', ${currency}, 'eurCents', case ${currency} when 'EUR' then ${amount} else round(${amount} * 100000 / 195583.0)::bigint end)`;
const totals = (lines: string): string =>
  `(select coalesce(json_agg(${money('amount', 'currency')} order by currency desc), '[]') from (select f.currency, sum(f.amount_cents)::bigint as amount from ${lines} and f.currency is not null group by f.currency) total)`;

export const planPageStatement = /* sql */ `
with version as (${version})
select json_build_object('data', json_build_object('actionPlan', (
  select json_build_object('id', p.id, 'title', p.title, 'periodText', p.period_text, 'act', p.act, 'adoptedOn', p.adopted_on,
    'territory', (select json_build_object('id', t.id, 'code', t.code, 'name', t.name) from territory t where t.id = p.territory_id),
    'measureCount', (select count(*) from measure_version mv where mv.version_id = (select id from version) and mv.change <> 'DROPPED'),
    'plannedTotal', ${totals(`measure_version mv join funding_line f on f.measure_version_id = mv.id where mv.version_id = (select id from version) and mv.change <> 'DROPPED'`)},
    'measures', (
      select json_build_object('totalCount', count(*), 'pageInfo', json_build_object('hasNextPage', false), 'nodes', json_agg(json_build_object(
        'id', mv.measure_id, 'code', mv.code, 'wording', mv.wording, 'objectiveId', mv.objective_id,
        'period', json_build_object('text', mv.period_text, 'startsOn', mv.starts_on, 'endsOn', mv.ends_on, 'recurring', mv.recurring),
        'responsibles', (select coalesce(json_agg(json_build_object('asWritten', r.as_written, 'bodyKind', r.body_kind, 'leads', r.leads,
            'organization', case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end) order by r.position), '[]')
          from measure_responsible r left join organization g on g.id = r.organization_id where r.measure_version_id = mv.id),
        'plannedTotal', ${totals('funding_line f where f.measure_version_id = mv.id')},
        'assessment', json_build_object('officialLevel', s.official_level, 'communityLevel', s.community_level, 'confidence', s.confidence, 'contested', s.contested, 'stale', s.stale,
          'scheduleState', s.schedule_state, 'late', s.late, 'gapKind', s.gap_kind, 'gapValue', s.gap_value, 'unfunded', s.unfunded, 'incomplete', s.incomplete,
          'groups', s.groups, 'agreeingGroups', s.agreeing_groups, 'observationCount', s.observation_count, 'lastSeenMonth', s.last_seen_month, 'daysLeft', mv.ends_on - $2::date)
        ) order by mv.position))
      from measure_version mv cross join ${stateOn('mv.measure_id')} s where mv.version_id = (select id from version) and mv.change <> 'DROPPED'))
  from action_plan p where p.id = $1::uuid)))::text as answer`;

export const observationListStatement = /* sql */ `
with published as materialized (
  select o.*, to_char(o.seen_on, 'YYYY-MM') as seen_month, a.group_key, o.withdrawn_on is null and not a.is_implementer as speaks
  from observation o join observation_author a on a.observation_id = o.id where o.measure_id = $1::uuid and o.published_on <= $2::date
), place as materialized (
  select settlement_id from published where speaks and settlement_id is not null group by settlement_id having count(distinct group_key) > 1
), shown as (
  select published.*, place.settlement_id as place_id from published left join place on place.settlement_id = published.settlement_id
), way as materialized (
  select place_id, method from shown where speaks group by place_id, method having count(distinct group_key) > 1
), page as (
  select * from shown order by seen_month desc, id limit 20
)
select json_build_object('data', json_build_object('measure', (
  select json_build_object('id', mv.measure_id, 'code', mv.code, 'wording', mv.wording, 'observations', json_build_object(
    'totalCount', (select count(*) from published), 'pageInfo', json_build_object('hasNextPage', (select count(*) > 20 from published)), 'nodes',
    (select coalesce(json_agg(json_build_object('id', o.id, 'level', o.level, 'dontKnow', o.dont_know, 'words', case when o.withdrawn_on is null then coalesce(o.public_words, o.words) end,
        'seenMonth', o.seen_month, 'publishedMonth', to_char(o.published_on, 'YYYY-MM'), 'withdrawn', o.withdrawn_on is not null,
        'settlement', case when o.withdrawn_on is null and t.id is not null then json_build_object('id', t.id, 'name', t.name) end,
        'method', case when o.withdrawn_on is null and way.method is not null then o.method end,
        'officialLevelThen', (select p.official_level from measure_progress p where p.measure_id = o.measure_id and p.from_day <= least($2::date, (date_trunc('month', o.seen_on) + interval '1 month - 1 day')::date)
          order by p.from_day desc limit 1)) order by o.seen_month desc, o.id), '[]')
     from page o left join territory t on t.id = o.place_id left join way on way.place_id is not distinct from o.place_id and way.method = o.method)))
  from measure_version mv join plan_version v on v.id = mv.version_id where mv.measure_id = $1::uuid and greatest(v.known_from, v.adopted_on) <= $2::date order by v.number desc limit 1)))::text as answer`;
