/** All that is public of what happened to measures, on one line: promise, claim, what was seen, what was asked and answered. */
import { campaignHistoryOf } from '../campaigns/campaign-history.loader.ts';
import { batchMany } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import type { HistoryEntry } from './measure-history.type.ts';

const recordHistoryOf = batchMany<HistoryEntry>((context, measureIds) =>
  rows(
    context,
    sql`select mv.measure_id as key, coalesce(v.adopted_on, v.known_from) as on, null as month, 'PLAN_VERSION' as kind, null as level, v.act as text,
               v.known_from_source is not null as entered_afterwards, v.id as subject_id, null::uuid as organization_id, null::date as words_hidden_on
        from measure_version mv join plan_version v on v.id = mv.version_id
        where mv.measure_id = any(${measureIds}::uuid[]) and v.known_from <= ${context.today} and mv.change <> 'UNCHANGED'
        union all
        select s.from_measure_id, coalesce(v.adopted_on, v.known_from), null, 'PLAN_VERSION', null, v.act, v.known_from_source is not null, v.id, null, null::date
        from measure_succession s join plan_version v on v.id = s.version_id
        where s.from_measure_id = any(${measureIds}::uuid[]) and v.known_from <= ${context.today}
        union all
        select s.measure_id, coalesce(s.adopted_on, r.adopted_on, s.known_from), null, 'STATEMENT', s.level, r.title, r.known_from_source is not null, s.id, s.organization_id, r.words_hidden_on
        from measure_statement s join official_report r on r.id = s.report_id
        where s.measure_id = any(${measureIds}::uuid[]) and s.known_from <= ${context.today}
        union all
        select distinct o.measure_id, (o.seen_month || '-01')::date, o.seen_month, 'OBSERVATION', o.level, null, false, null::uuid, null::uuid, null::date
        from public_observation o
        where o.measure_id = any(${measureIds}::uuid[]) and o.published_on <= ${context.today} and (o.ended_on is null or o.ended_on > ${context.today})`,
  ),
);

/** Oldest first. */
export async function measureHistoryOf(context: RequestContext, measureId: string): Promise<HistoryEntry[]> {
  const [records, campaigns] = await Promise.all([
    recordHistoryOf(context, measureId),
    campaignHistoryOf(context, measureId),
  ]);
  const entries = [...records, ...campaigns.map((entry): HistoryEntry => ({ month: null, level: null, ...entry }))];
  return entries.toSorted((a, b) => a.on.localeCompare(b.on) || a.kind.localeCompare(b.kind));
}
