import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import { signedIn } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { Selected } from '../platform/selection.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { planById, type ActionPlanRow } from '../strategies/action-plan.loader.ts';
import { Strategy } from '../strategies/strategy.entity.ts';
import { strategyById, type StrategyRow } from '../strategies/strategy.loader.ts';
import { MeasureStatement } from './measure-statement.entity.ts';
import { OfficialReport } from './official-report.entity.ts';
import { SubmitReportInput } from './report.input.ts';
import { statementsOfReport, type MeasureStatementRow, type OfficialReportRow } from './report.loader.ts';
import { submitReport } from './report.service.ts';

@Resolver(() => OfficialReport)
export class ReportResolver {
  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The body that reports; null when the source does not say.',
  })
  organization(
    @Selected() context: RequestContext,
    @Root() { organizationId }: OfficialReportRow,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, organizationId);
  }

  @FieldResolver(() => ActionPlan, {
    nullable: true,
    description: 'The plan it reports on; null when it reports on a strategy.',
  })
  plan(@Selected() context: RequestContext, @Root() { planId }: OfficialReportRow): Promise<ActionPlanRow | null> {
    return planById(context, planId);
  }

  @FieldResolver(() => Strategy, {
    nullable: true,
    description: 'The strategy it reports on; null when it reports on a plan.',
  })
  strategy(
    @Selected() context: RequestContext,
    @Root() { strategyId }: OfficialReportRow,
  ): Promise<StrategyRow | null> {
    return strategyById(context, strategyId);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether an administrator entered it later than the day from which it counts as known, with a source.',
  })
  enteredAfterwards(@Root() { enteredAfterwards }: OfficialReportRow): boolean {
    return enteredAfterwards;
  }

  @FieldResolver(() => [MeasureStatement], {
    description:
      'What it says of each measure, in the order of the plan, with corrections; empty when only the report itself is known.',
  })
  statements(@Selected() context: RequestContext, @Root() { id }: OfficialReportRow): Promise<MeasureStatementRow[]> {
    return statementsOfReport(context, id);
  }

  @Mutation(() => OfficialReport, {
    description:
      'Hands in a report on a whole plan, all or nothing. Officials of the body that speaks, and administrators; NOT_FOUND for others. BAD_INPUT names each refused measure and why, CONFLICT when this report of this body for this period is there already.',
  })
  submitReport(
    @Ctx() context: RequestContext,
    @Arg('input', () => SubmitReportInput, { description: 'The report.' }) input: SubmitReportInput,
  ): Promise<OfficialReportRow> {
    return submitReport(context, signedIn(context), input);
  }
}
