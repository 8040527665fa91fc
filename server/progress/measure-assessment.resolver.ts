/** What measures gain from progress: the three tracks on a day, and why. */
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { Measure } from '../measures/measure.type.ts';
import { auditRead } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { one, Told } from '../platform/one-statement/telling.ts';
import { required } from '../platform/problem.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { Selected } from '../platform/selection.ts';
import { AS_OF, asOfTold, dayAsked } from '../strategies/as-of.ts';
import { assessmentOn, assessmentRow, explanationOf, type AssessmentRow } from './assessment.loader.ts';
import { Explanation, MeasureAssessment, PendingAssessment } from './assessment.type.ts';
import { pendingAssessmentOf, pendingSubjectOf } from './pending-assessment.loader.ts';
import { pendingSightOf } from './progress.policy.ts';

@Resolver(() => Measure)
export class MeasureAssessmentResolver {
  @FieldResolver(() => MeasureAssessment, {
    description: 'The three tracks and the gap as of a day. NOT_FOUND when the measure was not known by then.',
  })
  @Told(({ row, later }) => one(assessmentRow, row.column('id'), { args: { asOf: asOfTold(later) } }))
  async assessment(
    @Selected() context: RequestContext,
    @Root() { id }: Measure,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): Promise<AssessmentRow> {
    return required(await assessmentOn(context, id, dayAsked(context, asOf)));
  }

  @FieldResolver(() => PendingAssessment, {
    nullable: true,
    description:
      'The community level with the observations that still wait, or are verified and not public yet: to verifiers of the place those that their queue shows them, to the responsible bodies those that waited when the month began, which stays the same until the month is over. Null to everybody else.',
  })
  async pendingAssessment(@Ctx() context: RequestContext, @Root() { id }: Measure): Promise<PendingAssessment | null> {
    if (context.actor === null) return null;
    const subject = await pendingSubjectOf(context, id);
    const sight = subject === null ? null : pendingSightOf(context.actor, subject);
    if (sight === null) return null;
    await auditRead(context, { action: 'observation.readPending', subjectKind: 'Measure', recordIds: [id] });
    return pendingAssessmentOf(context, { measureId: id, sight });
  }
}

@Resolver(() => MeasureAssessment)
export class ExplanationResolver {
  @FieldResolver(() => Explanation, { description: 'Why the community level is what it is, step by step.' })
  explanation(@Ctx() context: RequestContext, @Root() { measureId, asOf }: MeasureAssessment): Promise<Explanation> {
    return explanationOf(context, measureId, asOf);
  }
}
