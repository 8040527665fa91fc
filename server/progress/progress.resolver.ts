/** What every set of measures gains from this feature: its progress, as of any day. */
import { Arg, Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { Objective } from '../measures/objective.entity.ts';
import { Organization } from '../organizations/organization.entity.ts';
import type { RequestContext } from '../platform/context.ts';
import type { Row } from '../platform/one-statement/row.ts';
import { part, Told, type Parts } from '../platform/one-statement/telling.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { Strategy } from '../strategies/strategy.entity.ts';
import { Territory } from '../territories/territory.entity.ts';
import { AS_OF, asOfTold, dayAsked } from '../strategies/as-of.ts';
import {
  progressOfObjective,
  progressOfOrganization,
  progressOfPlan,
  progressOfStrategy,
  progressOfTerritory,
} from './progress.loader.ts';
import {
  objectiveProgressParts,
  organizationProgressParts,
  planProgressParts,
  territoryProgressParts,
} from './progress-in-statement.ts';
import { Progress } from './progress.type.ts';

interface ProgressField<Subject extends object> {
  readonly type: ClassType;
  readonly load: (context: RequestContext, subject: Subject, asOf: LocalDate) => Promise<Progress>;
  /** The same in a statement; null: it is not told there. Left out: never. */
  readonly parts?: (row: Row, asOf: LocalDate) => Parts | null;
  readonly description: string;
}

function progressField<Subject extends object>({
  type,
  load,
  parts = () => null,
  description,
}: ProgressField<Subject>) {
  @Resolver(() => type)
  class ProgressFieldResolver {
    @FieldResolver(() => Progress, { description })
    @Told(({ row, later }) => {
      const told = parts(row, asOfTold(later));
      return told === null ? null : part(told);
    })
    progress(
      @Ctx() context: RequestContext,
      @Root() subject: Subject,
      @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
    ): Promise<Progress> {
      return load(context, subject, dayAsked(context, asOf));
    }
  }
  return ProgressFieldResolver;
}

export const progressResolvers = [
  progressField({
    type: ActionPlan,
    load: progressOfPlan,
    parts: planProgressParts,
    description: 'Progress of the measures of the plan.',
  }),
  progressField({
    type: Objective,
    load: progressOfObjective,
    parts: objectiveProgressParts,
    description: 'Progress of the measures under this node.',
  }),
  progressField({
    type: Territory,
    load: progressOfTerritory,
    parts: territoryProgressParts,
    description: 'Progress of the plans of this territory and of all in it that are in force on the day.',
  }),
  progressField({
    type: Strategy,
    load: progressOfStrategy,
    description: 'Progress of all plans under this document, directly or through others.',
  }),
  progressField({
    type: Organization,
    load: progressOfOrganization,
    parts: organizationProgressParts,
    description: 'Progress of the measures that name it as responsible, in plans in force on the day.',
  }),
];
