/** What plans and their versions gain from this feature. Findings are known downstream: see `planMeasuresResolver`. */
import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { Finding } from '../../schema/vocabulary/finding.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { many, page, Told, value } from '../platform/one-statement/telling.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { Selected } from '../platform/selection.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import type { ActionPlanRow } from '../strategies/action-plan.loader.ts';
import { AS_OF, asOfTold, dayAsked } from '../strategies/as-of.ts';
import { PlanVersion } from '../strategies/plan-version.entity.ts';
import type { PlanVersionRow } from '../strategies/plan-version.loader.ts';
import { measuresOfPlan, type FindingCondition } from './measure-list.loader.ts';
import {
  measureCountOfPlan,
  measureCountOfVersion,
  measureCountSql,
  planFundingSql,
  plannedTotalOfPlan,
  plannedTotalTold,
} from './measure-part.loader.ts';
import type { MeasureRow } from './measure.loader.ts';
import { MeasureChangeEntry, MeasureConnection } from './measure.type.ts';
import { Money } from './money.type.ts';
import { Objective } from './objective.entity.ts';
import { objectivesOfPlan, type ObjectiveRow } from './objective.loader.ts';
import { changesOfVersion } from './version-changes.loader.ts';

@Resolver(() => ActionPlan)
export class PlanContentResolver {
  @FieldResolver(() => [Objective], {
    description: 'Its tree, flat, in the order of the document; empty when it has none or its measures are not known.',
  })
  @Told(({ row, later }) => many(objectivesOfPlan, row.column('id'), { args: { asOf: asOfTold(later) } }))
  objectives(
    @Selected() context: RequestContext,
    @Root() { id }: ActionPlanRow,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): Promise<ObjectiveRow[]> {
    return objectivesOfPlan(context, id, { asOf: dayAsked(context, asOf) });
  }

  @FieldResolver(() => Int, { description: 'How many measures it has; 0 when they are not known.' })
  @Told(({ row, later }) => value(measureCountSql(row.column('id'), asOfTold(later))))
  async measureCount(
    @Ctx() context: RequestContext,
    @Root() { id }: ActionPlanRow,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): Promise<number> {
    return (await measureCountOfPlan(context, id, { asOf: dayAsked(context, asOf) }))?.count ?? 0;
  }

  @FieldResolver(() => [Money], {
    description:
      'What is planned in all, one total for each original currency, euro first; each converted once, as a total. Empty when no amount is stated.',
  })
  @Told(({ row, later }) => plannedTotalTold(planFundingSql(row.column('id'), asOfTold(later))))
  plannedTotal(
    @Ctx() context: RequestContext,
    @Root() { id }: ActionPlanRow,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): Promise<Money[]> {
    return plannedTotalOfPlan(context, id, { asOf: dayAsked(context, asOf) });
  }
}

@Resolver(() => PlanVersion)
export class VersionContentResolver {
  @FieldResolver(() => Int, { description: 'How many measures it has.' })
  async measureCount(@Ctx() context: RequestContext, @Root() { id }: PlanVersionRow): Promise<number> {
    return (await measureCountOfVersion(context, id))?.count ?? 0;
  }

  @FieldResolver(() => [MeasureChangeEntry], {
    description:
      'What it did with the measures of the version before, in the order of the document, the dropped last. Those that stand as before are left out; empty for a first version.',
  })
  changes(@Ctx() context: RequestContext, @Root() { id }: PlanVersionRow): Promise<MeasureChangeEntry[]> {
    return changesOfVersion(context, id);
  }
}

/** `ActionPlan.measures`, with the condition that tells of which measures a finding is true. schema.ts puts the two together. */
export function planMeasuresResolver({ findingCondition }: { readonly findingCondition: FindingCondition }): Function {
  const listed = measuresOfPlan(findingCondition);

  @Resolver(() => ActionPlan)
  class PlanMeasuresResolver {
    @FieldResolver(() => MeasureConnection, {
      description: 'Its measures in the order of the document; empty when they are not known.',
    })
    @Told(({ row, args, later }) =>
      page(
        listed,
        { key: row.column('id'), page: args },
        { args: { asOf: asOfTold(later), finding: args.finding ?? null, search: args.search } },
      ),
    )
    measures(
      @Selected() context: RequestContext,
      @Root() { id }: ActionPlanRow,
      @Args(() => ConnectionArgs) page: ConnectionArgs,
      @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
      @Arg('finding', () => Finding, { nullable: true, description: 'Only those of which this is true on the day.' })
      finding?: Finding | null,
      @Arg('search', () => String, {
        nullable: true,
        description: 'Only those with these words, whatever their endings.',
      })
      search?: string | null,
    ): Promise<ConnectionSource<MeasureRow>> {
      const filter = { asOf: dayAsked(context, asOf), finding: finding ?? null, search };
      return listed(context, { parentId: id, page }, filter);
    }
  }
  return PlanMeasuresResolver;
}
