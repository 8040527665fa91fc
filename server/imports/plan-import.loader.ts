/** What a preview rests on beside the file: organizations that its bodies may be, and the plan it may be a version of. */
import { organizationNameKey } from '../organizations/organization-name.ts';
import type { RequestContext } from '../platform/context.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import type { ComparableMeasure } from '../plan-import/compare/version-comparison.ts';

/** Organizations by the key of their name or of another spelling of it; those of the plan's territory come first. */
export async function organizationsByName(context: RequestContext, { names, territoryId }: { names: readonly string[]; territoryId: string | null }): Promise<Map<string, string>> {
  const keys = names.map(organizationNameKey);
  const found = await rows<{ nameKey: string; id: string }>(
    context,
    sql`select distinct on (known.name_key) known.name_key, known.id from (
          select name_key, id, territory_id from organization where name_key = any(${keys}::text[])
          union all select name_key, organization_id, territory_id from organization_alias where name_key = any(${keys}::text[])
        ) known order by known.name_key, (known.territory_id = ${territoryId}::uuid) desc nulls last, known.id`,
  );
  const byKey = new Map(found.map(({ nameKey, id }) => [nameKey, id]));
  return new Map(names.flatMap((name) => [[name, byKey.get(organizationNameKey(name))] as const]).filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}

/** The measures of a plan's newest version, as far as comparing needs them; empty when it has none. */
export async function comparableMeasures(context: RequestContext, planId: string): Promise<ComparableMeasure[]> {
  return rows(
    context,
    sql`select mv.measure_id as key, mv.code, mv.wording, nullif(mv.period_text, '') as period,
          (select coalesce(json_agg(o.wording order by u.depth), '[]') from unnest(mv.objective_path) with ordinality u(id, depth) join objective o on o.id = u.id) as objective_path,
          (select coalesce(json_agg(f.amount_cents || ' ' || f.currency order by f.position) filter (where f.amount_cents is not null), '[]') from funding_line f where f.measure_version_id = mv.id) as amounts,
          (select coalesce(json_agg(r.as_written order by r.position), '[]') from measure_responsible r where r.measure_version_id = mv.id) as responsibles,
          (select coalesce(json_agg(concat_ws(' ', i.wording, i.baseline, i.target) order by i.position), '[]') from indicator i where i.measure_version_id = mv.id) as indicators
        from measure_version mv
        where mv.version_id = (select id from plan_version where plan_id = ${planId} order by number desc limit 1)
        order by mv.position`,
  );
}

/** The version of a plan that already has this content; null when none has. */
export function versionWithContent(context: RequestContext, { planId, fingerprint }: { planId: string; fingerprint: string }): Promise<{ id: string } | null> {
  return oneRow(context, sql`select id from plan_version where plan_id = ${planId} and fingerprint = ${fingerprint}`);
}
