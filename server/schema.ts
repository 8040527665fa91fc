/** The only list of resolvers, upstream first, and of the kinds of thing that `node` can find. */
import 'reflect-metadata';
import './platform/vocabulary.ts';
import type { GraphQLSchema } from 'graphql';
import { isInterfaceType, isObjectType, lexicographicSortSchema } from 'graphql';
import { Arg, Ctx, ID, Query, Resolver, buildSchema as buildTypeGraphql, type NonEmptyArray } from 'type-graphql';
import type { LocalDate } from '../schema/rules/days.ts';
import { OrganizationResolver } from './organizations/organization.resolver.ts';
import { organizationById } from './organizations/organization.loader.ts';
import { TerritoryOrganizationsResolver } from './organizations/territory-organizations.resolver.ts';
import { AccountResolver } from './people/accounts/account.resolver.ts';
import { FirstAdministratorResolver } from './people/accounts/first-administrator.resolver.ts';
import { OutboxResolver } from './people/accounts/outbox.resolver.ts';
import { RecoveryResolver } from './people/accounts/recovery.resolver.ts';
import { SignInResolver } from './people/accounts/sign-in.resolver.ts';
import { ConsentResolver } from './people/consent/consent.resolver.ts';
import { ErasureResolver } from './people/erasure/erasure.resolver.ts';
import { MembershipResolver } from './people/memberships/membership.resolver.ts';
import { ViewerMembershipResolver, ViewerResolver } from './people/viewer.resolver.ts';
import { ObservationExportResolver } from './exports/observation-export.resolver.ts';
import { InvitationFaceResolver, InvitationResolver } from './invitations/invitation.resolver.ts';
import type { RequestContext } from './platform/context.ts';
import { Node, findNode, type NodeKind } from './platform/node.ts';
import { resolveDirectly } from './platform/direct-resolvers.ts';
import { refuseUnreadableTexts } from './platform/readable-text.ts';
import { LocalDateScalar } from './platform/scalars.ts';
import { indicatorById } from './measures/measure-part.loader.ts';
import {
  IndicatorResolver,
  IndicatorValueResolver,
  MeasureVersionResolver,
  ResponsibleResolver,
} from './measures/measure-part.resolver.ts';
import { measureById, measureVersionById } from './measures/measure.loader.ts';
import { MeasureLinkResolver, MeasureResolver } from './measures/measure.resolver.ts';
import { objectiveById } from './measures/objective.loader.ts';
import {
  PlanContentResolver,
  VersionContentResolver,
  planMeasuresResolver,
} from './measures/plan-measures.resolver.ts';
import { findingCondition } from './progress/finding-condition.ts';
import { planById } from './strategies/action-plan.loader.ts';
import { ActionPlanResolver, PlanVersionResolver } from './strategies/action-plan.resolver.ts';
import { CoverageResolver, StrategyCoverageResolver } from './strategies/coverage.resolver.ts';
import { versionById } from './strategies/plan-version.loader.ts';
import { strategyById } from './strategies/strategy.loader.ts';
import { StrategyResolver } from './strategies/strategy.resolver.ts';
import { TerritoryStrategiesResolver } from './strategies/territory-strategies.resolver.ts';
import { territoryById } from './territories/territory.loader.ts';
import { TerritoryResolver } from './territories/territory.resolver.ts';
import { MeasureStatementResolver } from './reports/measure-statement.resolver.ts';
import { reportById, statementById } from './reports/report.loader.ts';
import { ReportResolver } from './reports/report.resolver.ts';
import { obligationById } from './reports/reporting-obligation.loader.ts';
import { ReportingObligationResolver } from './reports/reporting-obligation.resolver.ts';
import {
  MeasureStatementsResolver,
  PlanReportsResolver,
  StrategyReportsResolver,
} from './reports/upstream-reports.resolver.ts';
import { MeasureObservationsResolver } from './observations/measure-observations.resolver.ts';
import { MyObservationResolver } from './observations/my-observation.resolver.ts';
import { ObservationResolver } from './observations/observation.resolver.ts';
import { publishedObservation } from './observations/public-observation.loader.ts';
import { PublicTextResolver } from './public-texts/public-text.resolver.ts';
import { TextReportResolver } from './observations/text-report.resolver.ts';
import { VerificationResolver } from './observations/verification.resolver.ts';
import { coalitionById } from './coalitions/coalition.loader.ts';
import { CoalitionMemberResolver, CoalitionResolver } from './coalitions/coalition.resolver.ts';
import {
  MembershipCoalitionResolver,
  TerritoryCoalitionsResolver,
} from './coalitions/territory-coalitions.resolver.ts';
import { askById } from './campaigns/ask.loader.ts';
import { AskResolver, CampaignAsksResolver } from './campaigns/ask.resolver.ts';
import { campaignById } from './campaigns/campaign.loader.ts';
import { ActivityResolver, CampaignResolver } from './campaigns/campaign.resolver.ts';
import { LegalWayResolver } from './campaigns/legal-way.resolver.ts';
import { CoalitionCampaignsResolver, TerritoryCampaignsResolver } from './campaigns/territory-campaigns.resolver.ts';
import { ImportBodyResolver, PlanImportResolver } from './imports/plan-import.resolver.ts';
import { ExplanationResolver, MeasureAssessmentResolver } from './progress/measure-assessment.resolver.ts';
import { ObservationClaimResolver } from './progress/observation-claim.resolver.ts';
import { PlanUpdatesResolver } from './progress/plan-updates.resolver.ts';
import { progressResolvers } from './progress/progress.resolver.ts';
import { HistoryEntryResolver, MeasureHistoryResolver } from './history/measure-history.resolver.ts';
import {
  AskMeasureResolver,
  CampaignMeasureResolver,
  CampaignMeasuresResolver,
  MeasureCampaignsResolver,
} from './campaigns/measure-campaigns.resolver.ts';
import { CouncilDeskResolver } from './councils/council-desk.resolver.ts';

const nodeKinds: readonly NodeKind[] = [
  { typename: 'Territory', table: 'territory', load: territoryById },
  { typename: 'Organization', table: 'organization', load: organizationById },
  { typename: 'Strategy', table: 'strategy', load: strategyById },
  { typename: 'ActionPlan', table: 'action_plan', load: planById },
  { typename: 'PlanVersion', table: 'plan_version', load: versionById },
  { typename: 'Objective', table: 'objective', load: objectiveById },
  { typename: 'Measure', table: 'measure', load: measureById },
  { typename: 'MeasureVersion', table: 'measure_version', load: measureVersionById },
  { typename: 'Indicator', table: 'indicator', load: indicatorById },
  { typename: 'OfficialReport', table: 'official_report', load: reportById },
  { typename: 'MeasureStatement', table: 'measure_statement', load: statementById },
  { typename: 'ReportingObligation', table: 'reporting_obligation', load: obligationById },
  { typename: 'Observation', table: 'public_observation', load: publishedObservation },
  { typename: 'Coalition', table: 'coalition', load: coalitionById },
  { typename: 'Campaign', table: 'campaign', load: campaignById },
  { typename: 'Ask', table: 'ask', load: askById },
];

@Resolver()
class RootResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything public by its id; null when there is none or it is not for you.',
  })
  node(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<object | null> {
    return findNode(context, nodeKinds, id);
  }

  @Query(() => LocalDateScalar, {
    description: 'The day in Sofia by which answers are given unless another is asked for.',
  })
  today(@Ctx() context: RequestContext): LocalDate {
    return context.today;
  }
}

const resolvers: NonEmptyArray<Function> = [
  RootResolver,
  TerritoryResolver,
  OrganizationResolver,
  TerritoryOrganizationsResolver,
  ViewerResolver,
  ViewerMembershipResolver,
  SignInResolver,
  AccountResolver,
  RecoveryResolver,
  FirstAdministratorResolver,
  OutboxResolver,
  ConsentResolver,
  ErasureResolver,
  MembershipResolver,
  ObservationExportResolver,
  InvitationResolver,
  InvitationFaceResolver,
  StrategyResolver,
  StrategyCoverageResolver,
  CoverageResolver,
  ActionPlanResolver,
  PlanVersionResolver,
  TerritoryStrategiesResolver,
  MeasureResolver,
  MeasureLinkResolver,
  ResponsibleResolver,
  MeasureVersionResolver,
  IndicatorResolver,
  IndicatorValueResolver,
  PlanContentResolver,
  VersionContentResolver,
  planMeasuresResolver({ findingCondition }),
  ReportResolver,
  MeasureStatementResolver,
  ReportingObligationResolver,
  PlanReportsResolver,
  StrategyReportsResolver,
  MeasureStatementsResolver,
  ObservationResolver,
  MeasureObservationsResolver,
  MyObservationResolver,
  VerificationResolver,
  TextReportResolver,
  PublicTextResolver,
  CoalitionResolver,
  CoalitionMemberResolver,
  TerritoryCoalitionsResolver,
  MembershipCoalitionResolver,
  CampaignResolver,
  ActivityResolver,
  CampaignAsksResolver,
  AskResolver,
  LegalWayResolver,
  TerritoryCampaignsResolver,
  CoalitionCampaignsResolver,
  PlanImportResolver,
  ImportBodyResolver,
  MeasureAssessmentResolver,
  ExplanationResolver,
  PlanUpdatesResolver,
  ...progressResolvers,
  ObservationClaimResolver,
  MeasureHistoryResolver,
  HistoryEntryResolver,
  MeasureCampaignsResolver,
  CampaignMeasuresResolver,
  CampaignMeasureResolver,
  AskMeasureResolver,
  CouncilDeskResolver,
];

/** The executable schema, sorted so that its text changes only when the contract does. */
export async function buildSchema(): Promise<GraphQLSchema> {
  const schema = lexicographicSortSchema(await buildTypeGraphql({ resolvers, validate: false }));
  resolveDirectly(schema);
  refuseUnreadableTexts();
  describeRoots(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    // Lists are plain rows, not instances: types are told by the field they come from, and `node` names them itself.
    if (isObjectType(type)) type.isTypeOf = undefined;
    // The builder makes it a promise, which compiled operations do not wait for.
    if (isInterfaceType(type)) type.resolveType = ({ __typename }: { __typename?: string }) => __typename;
  }
  return schema;
}

/** The builder takes no words for these two. */
function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query)
    query.description =
      'What can be read. Where a day can be named, the answer is as of that day; all reads answer alike for what is absent and what is not for you.';
  if (mutation)
    mutation.description = 'What can be changed. Each change is one transaction, and stands in the audit log.';
}
