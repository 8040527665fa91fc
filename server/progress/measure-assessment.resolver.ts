/** What measures gain from progress: the three tracks on a day, and why. */
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { communityLevel, withWaiting } from '../../schema/rules/community-level.ts';
import type { LocalDate } from '../../schema/rules/days.ts';
import { Measure } from '../measures/measure.type.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { AS_OF, dayAsked } from '../strategies/as-of.ts';
import { assessmentOn, explanationOf, type AssessmentRow } from './assessment.loader.ts';
import { Explanation, MeasureAssessment, PendingAssessment } from './assessment.type.ts';
import { measureHistories, waitingObservations } from './measure-history.loader.ts';
import { maySeePending } from './progress.policy.ts';

@Resolver(() => Measure)
export class MeasureAssessmentResolver {
  @FieldResolver(() => MeasureAssessment, { description: 'The three tracks and the gap as of a day. NOT_FOUND when the measure was not known by then.' })
  async assessment(
    @Ctx() context: RequestContext,
    @Root() { id }: Measure,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): Promise<AssessmentRow> {
    return required(await assessmentOn(context, id, dayAsked(context, asOf)));
  }

  @FieldResolver(() => PendingAssessment, { nullable: true, description: 'The community level with the observations that still wait. Null to all but verifiers of the place and the responsible bodies.' })
  async pendingAssessment(@Ctx() context: RequestContext, @Root() { id }: Measure): Promise<PendingAssessment | null> {
    if (context.actor === null || !maySeePending(context.actor, await pendingSubject(context, id))) return null;
    const waiting = await waitingObservations(context, id);
    const known = (await measureHistories(context, [id])).get(id)?.observations ?? [];
    const { level, confidence } = communityLevel({ observations: withWaiting({ observations: [...known, ...waiting], day: context.today }), day: context.today });
    return { communityLevel: level, confidence, waiting: waiting.length };
  }
}

@Resolver(() => MeasureAssessment)
export class ExplanationResolver {
  @FieldResolver(() => Explanation, { description: 'Why the community level is what it is, step by step.' })
  explanation(@Ctx() context: RequestContext, @Root() { measureId, asOf }: MeasureAssessment): Promise<Explanation> {
    return explanationOf(context, measureId, asOf);
  }
}

/** Where the measure's plan applies, that territory and all above it, and who is responsible for it today. */
async function pendingSubject(context: RequestContext, measureId: string): Promise<{ territoryIds: string[]; responsibleIds: string[] }> {
  const places = await rows<{ id: string }>(
    context,
    sql`with recursive up as (
          select t.id, t.parent_id from measure m join action_plan p on p.id = m.plan_id join territory t on t.id = p.territory_id where m.id = ${measureId}
          union all select t.id, t.parent_id from up join territory t on t.id = up.parent_id
        ) select id from up`,
  );
  const bodies = await oneRow<{ ids: string[] }>(
    context,
    sql`select coalesce(array_agg(distinct r.organization_id) filter (where r.organization_id is not null), '{}') as ids
        from measure_responsible r join measure_version mv on mv.id = r.measure_version_id where mv.measure_id = ${measureId}`,
  );
  return { territoryIds: places.map(({ id }) => id), responsibleIds: bodies?.ids ?? [] };
}
