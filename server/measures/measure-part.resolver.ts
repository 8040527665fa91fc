/** The parts of a measure that point to something else. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import type { RequestContext } from '../platform/context.ts';
import { one, part, Told } from '../platform/one-statement/telling.ts';
import { required } from '../platform/problem.ts';
import { PlanVersion } from '../strategies/plan-version.entity.ts';
import { versionById, type PlanVersionRow } from '../strategies/plan-version.loader.ts';
import { Indicator, IndicatorValue } from './indicator.entity.ts';
import {
  fundingSql,
  plannedTotalOf,
  plannedTotalTold,
  valuesOfSeries,
  type IndicatorRow,
  type IndicatorValueRow,
} from './measure-part.loader.ts';
import { MeasureVersion } from './measure-version.entity.ts';
import type { MeasureVersionRow } from './measure.loader.ts';
import { Period, periodParts, Responsible } from './measure.type.ts';
import { Money } from './money.type.ts';

@Resolver(() => Responsible)
export class ResponsibleResolver {
  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The body; null where the plan names a kind of body only.',
  })
  @Told(({ row }) => one(organizationById, row.column('organizationId')))
  organization(
    @Ctx() context: RequestContext,
    @Root() { organizationId }: Responsible,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, organizationId);
  }
}

@Resolver(() => MeasureVersion)
export class MeasureVersionResolver {
  @FieldResolver(() => PlanVersion, { description: 'The version of the plan that says it.' })
  @Told(({ row }) => one(versionById, row.column('versionId')))
  async version(@Ctx() context: RequestContext, @Root() { versionId }: MeasureVersionRow): Promise<PlanVersionRow> {
    return required(await versionById(context, versionId));
  }

  @FieldResolver(() => Period, { description: 'When it was to be carried out.' })
  @Told(({ row }) => part(periodParts(row)))
  period(@Root() { periodText, startsOn, endsOn, recurring }: MeasureVersionRow): Period {
    return { text: periodText, startsOn, endsOn, recurring };
  }

  @FieldResolver(() => [Money], {
    description: 'What was planned, one total for each original currency, euro first; empty when no amount is stated.',
  })
  @Told(({ row }) => plannedTotalTold(fundingSql(row.column('id'))))
  plannedTotal(@Ctx() context: RequestContext, @Root() { id }: MeasureVersionRow): Promise<Money[]> {
    return plannedTotalOf(context, id);
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @FieldResolver(() => [IndicatorValue], {
    description: 'Its values known today, oldest first, through all versions of the plan in which it goes on.',
  })
  values(@Ctx() context: RequestContext, @Root() { seriesId }: IndicatorRow): Promise<IndicatorValueRow[]> {
    return valuesOfSeries(context, seriesId);
  }
}

@Resolver(() => IndicatorValue)
export class IndicatorValueResolver {
  @FieldResolver(() => Organization, { nullable: true, description: 'The body that says so; null when not known.' })
  saidBy(
    @Ctx() context: RequestContext,
    @Root() { saidByOrganizationId }: IndicatorValueRow,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, saidByOrganizationId);
  }
}
