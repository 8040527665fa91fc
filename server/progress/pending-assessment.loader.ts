/** The community level with the observations that still wait, and of what it depends who may see it. */
import { firstDayOfMonth, monthOf } from '../../schema/rules/days.ts';
import { communityLevel, withWaiting } from '../../schema/rules/community-level.ts';
import { shownInQueue } from '../observations/verification.policy.ts';
import { batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import type { PendingAssessment } from './assessment.type.ts';
import { historyOf } from './assessment.loader.ts';
import { observationValues, waitingObservations, type KnownObservation } from './measure-history.loader.ts';
import { PendingSight } from './progress.policy.ts';

interface PendingSubject {
  /** Where the measure's plan applies, and all above it. */
  readonly territoryIds: readonly string[];
  /** Bodies that any version names as responsible. */
  readonly responsibleIds: readonly string[];
}

/** What `pendingSightOf` looks at; null when there is no such measure. */
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

type Waiting = { readonly waiting: readonly KnownObservation[] };

const byMeasure = (
  found: readonly (KnownObservation & { readonly measureId: string })[],
): (Waiting & { id: string })[] =>
  [...Map.groupBy(found, ({ measureId }) => measureId)].map(([id, waiting]) => ({ id, waiting }));

const waitingInQueue = batchOne<Waiting>(async (context, measureIds) =>
  byMeasure(
    await waitingObservations(
      context,
      sql`select e.measure_id, ${observationValues} as seen from waiting_evidence e join observation o on o.id = e.id
            join observation_author a on a.observation_id = o.id join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id
          where e.measure_id = any(${measureIds}::uuid[]) and ${shownInQueue(context)}`,
    ),
  ),
);

const waitingAtMonthStart = batchOne<Waiting>(async (context, measureIds) =>
  byMeasure(
    await waitingObservations(
      context,
      sql`select e.measure_id, ${observationValues} as seen from waiting_at_month_start e where e.measure_id = any(${measureIds}::uuid[])`,
    ),
  ),
);

/** The level with those that wait, as of today, or for officials as of the first of the month. */
export async function pendingAssessmentOf(
  context: RequestContext,
  { measureId, sight }: { readonly measureId: string; readonly sight: PendingSight },
): Promise<PendingAssessment> {
  const inQueue = sight === PendingSight.QUEUE;
  const day = inQueue ? context.today : firstDayOfMonth(monthOf(context.today));
  const [known, awaited] = await Promise.all([
    historyOf(context, measureId),
    (inQueue ? waitingInQueue : waitingAtMonthStart)(context, measureId),
  ]);
  const waiting = awaited?.waiting ?? [];
  const waitingIds = new Set(waiting.map(({ id }) => id));
  // what is verified and not public yet comes with those that wait, for whom it may be seen by
  const published = (known?.observations ?? []).filter(
    ({ id, publishedOn }) => publishedOn !== null && publishedOn <= day && !waitingIds.has(id),
  );
  const { level, confidence } = communityLevel({
    observations: withWaiting({ observations: [...published, ...waiting], day }),
    day,
  });
  return { communityLevel: level, confidence, waiting: waiting.length, asOf: day };
}
