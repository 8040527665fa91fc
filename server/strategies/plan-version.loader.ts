import type { LocalDate } from '../../schema/rules/days.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import { versionCountsFrom } from './in-force.ts';
import type { PlanVersion } from './plan-version.entity.ts';

export type PlanVersionRow = Omit<PlanVersion, 'fingerprint' | 'enteredById'>;

const v = sql`v`;
const columns = sql`v.id, v.plan_id, v.number, v.label, v.adopted_by, v.act, v.adopted_on, v.known_from, v.known_from_source, v.file_name, v.file_sha256`;

export const versionById = batchOne<PlanVersionRow>((context, ids) =>
  rows(context, sql`select ${columns} from plan_version v where v.id = any(${ids}::uuid[])`),
);

/** Every version of a plan, newest first. */
export const versionsOfPlan = batchMany<PlanVersionRow>((context, ids) =>
  rows(
    context,
    sql`select v.plan_id as key, ${columns} from plan_version v where v.plan_id = any(${ids}::uuid[]) order by v.plan_id, v.number desc`,
  ),
);

const newestVersions = batchMany<PlanVersionRow, { readonly asOf: LocalDate }>((context, ids, { asOf }) =>
  rows(
    context,
    sql`select distinct on (v.plan_id) v.plan_id as key, ${columns} from plan_version v
        where v.plan_id = any(${ids}::uuid[]) and ${versionCountsFrom(v)} <= ${asOf}::date order by v.plan_id, v.number desc`,
  ),
);

/** The version of a plan that counts on a day: the newest known by then; null when none was. */
export async function versionInForce(
  context: RequestContext,
  planId: string,
  asOf: LocalDate,
): Promise<PlanVersionRow | null> {
  const [newest] = await newestVersions(context, planId, { asOf });
  return newest ?? null;
}

/** A version by its number, when it was known on the day; null otherwise. */
export async function versionByNumber(
  context: RequestContext,
  planId: string,
  { number, asOf }: { readonly number: number; readonly asOf: LocalDate },
): Promise<PlanVersionRow | null> {
  const version = (await versionsOfPlan(context, planId)).find((each) => each.number === number);
  return version !== undefined && version.knownFrom <= asOf ? version : null;
}
