import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import { allowOnly, signedIn } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { one, Told, value } from '../platform/one-statement/telling.ts';
import { required } from '../platform/problem.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { Selected } from '../platform/selection.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { planById, type ActionPlanRow } from '../strategies/action-plan.loader.ts';
import { AS_OF, asOfTold, dayAsked } from '../strategies/as-of.ts';
import { CreateReportingObligationInput, RecordReportingStepInput } from './report.input.ts';
import { mayKeepObligations } from './report.policy.ts';
import { ReportingObligation } from './reporting-obligation.entity.ts';
import { daysLate, daysLateSql, obligationById, type ReportingObligationRow } from './reporting-obligation.loader.ts';
import { createReportingObligation, recordReportingStep } from './reporting-obligation.service.ts';

@Resolver(() => ReportingObligation)
export class ReportingObligationResolver {
  @FieldResolver(() => Organization, { description: 'The body that owes the report.' })
  @Told(({ row }) => one(organizationById, row.column('debtorOrganizationId')))
  async debtor(
    @Selected() context: RequestContext,
    @Root() { debtorOrganizationId }: ReportingObligationRow,
  ): Promise<OrganizationRow> {
    return required(await organizationById(context, debtorOrganizationId));
  }

  @FieldResolver(() => Organization, { description: 'The body that is to receive it.' })
  @Told(({ row }) => one(organizationById, row.column('creditorOrganizationId')))
  async creditor(
    @Selected() context: RequestContext,
    @Root() { creditorOrganizationId }: ReportingObligationRow,
  ): Promise<OrganizationRow> {
    return required(await organizationById(context, creditorOrganizationId));
  }

  @FieldResolver(() => ActionPlan, {
    nullable: true,
    description: 'The plan that is reported on; null when it is none that we know.',
  })
  @Told(({ row }) => one(planById, row.column('planId')))
  plan(@Selected() context: RequestContext, @Root() { planId }: ReportingObligationRow): Promise<ActionPlanRow | null> {
    return planById(context, planId);
  }

  @FieldResolver(() => ReportingObligation, {
    nullable: true,
    description: 'The link before this one in the chain, on whose report this one rests; null: it is the first.',
  })
  @Told(({ row }) => one(obligationById, row.column('previousId')))
  previous(
    @Selected() context: RequestContext,
    @Root() { previousId }: ReportingObligationRow,
  ): Promise<ReportingObligationRow | null> {
    return obligationById(context, previousId);
  }

  @FieldResolver(() => Int, {
    description:
      'How many days after the last day in time the report came in or, by what was known on the day asked for, is missing. 0: not late.',
  })
  @Told(({ row, later }) => value(daysLateSql(row, asOfTold(later))))
  daysLate(
    @Ctx() context: RequestContext,
    @Root() obligation: ReportingObligationRow,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): number {
    return daysLate(obligation, dayAsked(context, asOf));
  }

  @Mutation(() => ReportingObligation, {
    description: 'Enters a duty to report. Administrators; NOT_FOUND for others.',
  })
  createReportingObligation(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateReportingObligationInput, { description: 'The duty.' })
    input: CreateReportingObligationInput,
  ): Promise<ReportingObligationRow> {
    allowOnly(mayKeepObligations(signedIn(context)));
    return createReportingObligation(context, input);
  }

  @Mutation(() => ReportingObligation, {
    description:
      'Records that an owed report came in, was adopted or was sent on. Officials of the body that receives it, and administrators; NOT_FOUND for others. CONFLICT when another day stands there.',
  })
  recordReportingStep(
    @Ctx() context: RequestContext,
    @Arg('input', () => RecordReportingStepInput, { description: 'What happened.' }) input: RecordReportingStepInput,
  ): Promise<ReportingObligationRow> {
    return recordReportingStep(context, signedIn(context), input);
  }
}
