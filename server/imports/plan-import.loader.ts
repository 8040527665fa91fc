/** A file being read, and what its preview rests on beside it: organizations that its bodies may be, and the plan it may be a version of. */
import { organizationNameKey } from '../organizations/organization-name.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import type { ComparableMeasure } from '../plan-import/compare/version-comparison.ts';
import type { PlanImportRecord } from './plan-import.entity.ts';
import { visiblePlanImport } from './plan-import.policy.ts';

/** Without the bytes of the file. */
export type PlanImportRow = Pick<
  PlanImportRecord,
  'id' | 'fileName' | 'state' | 'uploadedOn' | 'parsed' | 'refusal' | 'bodies' | 'matches' | 'planId' | 'versionId'
>;

/** What was understood of a file is long, and few fields look into it. */
const planImports = reading<PlanImportRow>({
  type: 'PlanImport',
  from: sql`plan_import i`,
  columns: columnsOf('i', [
    'id',
    'fileName',
    'state',
    'uploadedOn',
    'parsed',
    'refusal',
    'bodies',
    'matches',
    'planId',
    'versionId',
  ]),
  always: ['id', 'planId', 'versionId'],
  needs: {
    refusal: ['fileName'],
    summary: ['parsed'],
    issues: ['parsed'],
    tables: ['parsed'],
    rows: ['parsed'],
    bodies: ['parsed'],
    comparison: ['parsed', 'matches'],
    alreadyImported: ['parsed'],
  },
  rule: ({ actor }) => visiblePlanImport(actor),
  recorded: { action: 'planImport.look', subjectKind: 'PlanImport', isPrivate: () => true },
});

/** For whoever may see it, else null. */
export const planImportById = planImports.one({ key: sql`i.id` });

/**
 * Organizations by a name or another spelling of it: of the territory and of those around it, the nearest first, and
 * bodies of no territory. Elsewhere the same words are another body. What a person decided goes before a name.
 */
export async function organizationsByName(
  context: RequestContext,
  { names, territoryId }: { names: readonly string[]; territoryId: string | null },
): Promise<Map<string, string>> {
  const keys = [...new Set(names.map(organizationNameKey))];
  const found = await rows<{ nameKey: string; id: string }>(
    context,
    sql`with recursive around as (
          select id, parent_id, 0 as distance from territory where id = ${territoryId}::uuid
          union all select t.id, t.parent_id, around.distance + 1 from around join territory t on t.id = around.parent_id
        )
        select distinct on (known.name_key) known.name_key, known.id from (
          select name_key, organization_id as id, territory_id, 0 as rank from organization_alias where name_key = any(${keys}::text[])
          union all select name_key, id, territory_id, 1 from organization where name_key = any(${keys}::text[])
        ) known left join around on around.id = known.territory_id
        where around.id is not null or known.territory_id is null
        order by known.name_key, around.distance nulls last, known.rank, known.id`,
  );
  const byKey = new Map(found.map(({ nameKey, id }) => [nameKey, id]));
  return new Map(
    names.flatMap((name): [string, string][] => {
      const id = byKey.get(organizationNameKey(name));
      return id === undefined ? [] : [[name, id]];
    }),
  );
}

/** Those of the ids that are organizations. */
export async function knownOrganizationIds(context: RequestContext, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    context,
    sql`select id from organization where id = any(${ids.filter(isUuid)}::uuid[])`,
  );
  return new Set(found.map(({ id }) => id));
}

/** The measures of a plan's newest version, as far as comparing needs them; empty when it has none. */
export async function comparableMeasures(context: RequestContext, planId: string): Promise<ComparableMeasure[]> {
  return rows(
    context,
    sql`select mv.measure_id as key, case when mv.code_generated then '' else mv.code end as code, mv.wording, nullif(mv.period_text, '') as period,
          (select coalesce(json_agg(o.wording order by u.depth), '[]') from unnest(mv.objective_path) with ordinality u(id, depth) join objective o on o.id = u.id) as objective_path,
          (select coalesce(json_agg(f.amount_cents || ' ' || f.currency order by f.position) filter (where f.amount_cents is not null), '[]') from funding_line f where f.measure_version_id = mv.id) as amounts,
          (select coalesce(json_agg(r.as_written order by r.position), '[]') from measure_responsible r where r.measure_version_id = mv.id) as responsibles,
          (select coalesce(json_agg(concat_ws(' ', i.wording, i.baseline, i.target) order by i.position), '[]') from indicator i where i.measure_version_id = mv.id) as indicators
        from measure_version mv
        where mv.version_id = (select id from plan_version where plan_id = ${planId} order by number desc limit 1)
        order by mv.position`,
  );
}

/** Whether a version has this content already: of a plan, or of the plans of a territory. */
export async function hasVersionWithContent(
  context: RequestContext,
  {
    fingerprint,
    of,
  }: { readonly fingerprint: string; readonly of: { readonly planId: string } | { readonly territoryId: string } },
): Promise<boolean> {
  const where = 'planId' in of ? sql`v.plan_id = ${of.planId}` : sql`p.territory_id = ${of.territoryId}`;
  const found = await oneRow(
    context,
    sql`select from plan_version v join action_plan p on p.id = v.plan_id where v.fingerprint = ${fingerprint} and ${where} limit 1`,
  );
  return found !== null;
}
