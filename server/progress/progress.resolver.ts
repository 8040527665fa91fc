/** What every set of measures gains from this feature: its progress, as of any day. */
import { Arg, Ctx, FieldResolver, Resolver, Root, type ClassType } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { Objective } from '../measures/objective.entity.ts';
import { Organization } from '../organizations/organization.entity.ts';
import type { RequestContext } from '../platform/context.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { Strategy } from '../strategies/strategy.entity.ts';
import { Territory } from '../territories/territory.entity.ts';
import { AS_OF, dayAsked } from '../strategies/as-of.ts';
import {
  progressOfObjective,
  progressOfOrganization,
  progressOfPlan,
  progressOfStrategy,
  progressOfTerritory,
} from './progress.loader.ts';
import { Progress } from './progress.type.ts';

interface ProgressField<Subject extends object> {
  readonly type: ClassType;
  readonly load: (context: RequestContext, subject: Subject, asOf: LocalDate) => Promise<Progress>;
  readonly description: string;
}

function progressField<Subject extends object>({ type, load, description }: ProgressField<Subject>) {
  @Resolver(() => type)
  class ProgressFieldResolver {
    @FieldResolver(() => Progress, { description })
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
  progressField({ type: ActionPlan, load: progressOfPlan, description: 'Progress of the measures of the plan.' }),
  progressField({
    type: Objective,
    load: progressOfObjective,
    description: 'Progress of the measures under this node.',
  }),
  progressField({
    type: Territory,
    load: progressOfTerritory,
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
    description: 'Progress of the measures that name it as responsible, in plans in force on the day.',
  }),
];
