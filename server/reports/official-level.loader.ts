/** The official level of a measure as it stood on some past day, by rule R1, for what is written down beside it. */
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { addDays, firstDayOfMonth, type LocalDate, type Month } from '../../schema/rules/days.ts';
import { officialLevel, type OfficialStatement, type ResponsibleBody } from '../../schema/rules/official-level.ts';
import { standsInPlan } from '../measures/measure.loader.ts';
import { batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import { versionCountsFrom } from '../strategies/in-force.ts';

interface OfficialHistory {
  /** By number; each in force from its act on, and never before it was known. */
  readonly versions: readonly { readonly inForceFrom: LocalDate; readonly responsibles: readonly ResponsibleBody[] }[];
  readonly statements: readonly OfficialStatement[];
}

const officialHistory = batchOne<OfficialHistory>((context, measureIds) =>
  rows(
    context,
    sql`select wanted.id,
          (select coalesce(json_agg(json_build_object('inForceFrom', ${versionCountsFrom(sql`v`)}, 'responsibles',
              (select coalesce(json_agg(json_build_object('organizationId', r.organization_id, 'leads', r.leads) order by r.position), '[]')
               from measure_responsible r where r.measure_version_id = mv.id and r.organization_id is not null)) order by v.number), '[]')
           from measure_version mv join plan_version v on v.id = mv.version_id where mv.measure_id = wanted.id and ${standsInPlan}) as versions,
          (select coalesce(json_agg(json_build_object('id', s.id, 'responsibleId', s.organization_id, 'knownFrom', greatest(s.known_from, r.known_from), 'periodFrom', r.period_from,
              'periodTo', r.period_to, 'adoptedOn', coalesce(s.adopted_on, r.adopted_on), 'correction', s.correction, 'level', s.level)), '[]')
           from measure_statement s join official_report r on r.id = s.report_id where s.measure_id = wanted.id) as statements
        from unnest(${measureIds}::uuid[]) as wanted (id)`,
  ),
);

/** Null: nothing was claimed by then. */
export async function officialLevelOn(
  context: RequestContext,
  measureId: string,
  day: LocalDate,
): Promise<CompletionLevel | null> {
  const history = await officialHistory(context, measureId);
  if (history === null) return null;
  const version = history.versions.findLast(({ inForceFrom }) => inForceFrom <= day);
  return officialLevel({ statements: history.statements, responsibles: version?.responsibles ?? [], day }).level;
}

/** As it stood on the last day of the month, or stands today in the running one. */
export function officialLevelInMonth(
  context: RequestContext,
  measureId: string,
  month: Month,
): Promise<CompletionLevel | null> {
  const lastDay = addDays(firstDayOfMonth(month, 1), -1);
  return officialLevelOn(context, measureId, lastDay < context.today ? lastDay : context.today);
}
