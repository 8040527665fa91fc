/** The community level with the observations that still wait, and of what it depends who may see it. */
import { communityLevel, withWaiting } from '../../schema/rules/community-level.ts';
import { batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import type { PendingAssessment } from './assessment.type.ts';
import { historyOf } from './assessment.loader.ts';
import { waitingObservations } from './measure-history.loader.ts';

interface PendingSubject {
  /** Where the measure's plan applies, and all above it. */
  readonly territoryIds: readonly string[];
  /** Bodies that any version names as responsible. */
  readonly responsibleIds: readonly string[];
}

/** What `maySeePending` looks at; null when there is no such measure. */
export const pendingSubjectOf = batchOne<PendingSubject>((context, measureIds) =>
  rows(
    context,
    sql`with recursive up as (
          select m.id as measure_id, t.id, t.parent_id from measure m join action_plan p on p.id = m.plan_id join territory t on t.id = p.territory_id where m.id = any(${measureIds}::uuid[])
          union all select up.measure_id, t.id, t.parent_id from up join territory t on t.id = up.parent_id
        )
        select up.measure_id as id, array_agg(up.id) as territory_ids,
               (select coalesce(array_agg(distinct r.organization_id) filter (where r.organization_id is not null), '{}')
                from measure_responsible r join measure_version mv on mv.id = r.measure_version_id where mv.measure_id = up.measure_id) as responsible_ids
        from up group by up.measure_id`,
  ),
);

const waitingOf = batchOne<{ readonly waiting: Awaited<ReturnType<typeof waitingObservations>> }>(
  async (context, measureIds) =>
    [...Map.groupBy(await waitingObservations(context, measureIds), ({ measureId }) => measureId)].map(
      ([id, waiting]) => ({ id, waiting }),
    ),
);

export async function pendingAssessmentOf(context: RequestContext, measureId: string): Promise<PendingAssessment> {
  const day = context.today;
  const [known, awaited] = await Promise.all([historyOf(context, measureId), waitingOf(context, measureId)]);
  const waiting = awaited?.waiting ?? [];
  // what is verified and not public yet comes with those that wait, for whom it may be seen by
  const published = (known?.observations ?? []).filter(({ publishedOn }) => publishedOn !== null && publishedOn <= day);
  const { level, confidence } = communityLevel({
    observations: withWaiting({ observations: [...published, ...waiting], day }),
    day,
  });
  return { communityLevel: level, confidence, waiting: waiting.length };
}
