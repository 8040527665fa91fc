import { batchMany } from '../platform/batch.ts';
import { rows, sql, type Sql } from '../platform/sql.ts';
import { standsInPlan, type MeasureVersionRow } from './measure.loader.ts';
import { versionChanges, type ChangeEntry, type ComparedFields, type Succession } from './version-changes.ts';

type ComparedRow = MeasureVersionRow & {
  readonly key: string;
  readonly side: 'BEFORE' | 'AFTER';
  readonly compared: ComparedFields;
};

const columns = sql`
  mv.id, mv.measure_id, mv.version_id, mv.objective_id, mv.objective_path, mv.position, mv.code, mv.code_generated, mv.wording, mv.period_text,
  mv.starts_on, mv.ends_on, mv.recurring, mv.change`;

/** Each field as one text; names as when a file is compared before it enters. Order does not matter in lists. */
const compared: Sql = sql`
  json_build_object(
    'CODE', mv.code,
    'WORDING', mv.wording,
    'OBJECTIVE', (select coalesce(json_agg(o.wording order by path.depth), '[]')::text from unnest(mv.objective_path) with ordinality as path (id, depth) join objective o on o.id = path.id),
    'AMOUNT', (select coalesce(json_agg(json_build_array(f.state, f.amount_cents, f.currency, f.source_text) order by f.currency, f.amount_cents, f.state, f.source_text), '[]')::text from funding_line f where f.measure_version_id = mv.id),
    'PERIOD', json_build_array(mv.period_text, mv.starts_on, mv.ends_on, mv.recurring)::text,
    'RESPONSIBLES', (select coalesce(json_agg(json_build_array(r.organization_id, r.body_kind, r.leads) order by r.organization_id, r.body_kind, r.leads), '[]')::text from measure_responsible r where r.measure_version_id = mv.id),
    'INDICATORS', (select coalesce(json_agg(json_build_array(i.wording, i.unit, i.direction, i.baseline, i.target) order by i.wording, i.unit, i.target), '[]')::text from indicator i where i.measure_version_id = mv.id),
    'TARGET_GROUPS', coalesce(mv.target_groups, ''),
    'PLACES', coalesce(mv.places, ''))`;

/** By id of the version of the plan: what it changed against the version before it; empty for the first. */
export const changesOfVersion = batchMany<ChangeEntry<MeasureVersionRow>>(async (context, ids) => {
  const found = await rows<ComparedRow>(
    context,
    sql`with pair as (
          select v.id as key, v.id as after_id, (select w.id from plan_version w where w.plan_id = v.plan_id and w.number < v.number order by w.number desc limit 1) as before_id
          from plan_version v where v.id = any(${ids}::uuid[])
        )
        select pair.key, case when mv.version_id = pair.after_id then 'AFTER' else 'BEFORE' end as side, ${columns}, ${compared} as compared
        from pair join measure_version mv on mv.version_id in (pair.after_id, pair.before_id)
        where pair.before_id is not null and ${standsInPlan}`,
  );
  const successions = await rows<Succession & { key: string }>(
    context,
    sql`select s.version_id as key, s.from_measure_id, s.to_measure_id, s.change from measure_succession s
        where s.version_id = any(${ids}::uuid[]) order by s.version_id, s.from_measure_id, s.to_measure_id`,
  );
  const ofVersion = Map.groupBy(successions, ({ key }) => key);
  return [...Map.groupBy(found, ({ key }) => key)].flatMap(([key, both]) => {
    const { BEFORE = [], AFTER = [] } = Object.groupBy(both, ({ side }) => side);
    return versionChanges({ before: BEFORE, after: AFTER, successions: ofVersion.get(key) ?? [] }).map((entry) => ({
      key,
      ...entry,
    }));
  });
});
