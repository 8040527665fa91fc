/** One query answers how the plan of a place is going: it gathers what upstream features know and adds nothing of its own. */
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { Finding } from '../../schema/vocabulary/finding.ts';
import { Ask } from '../campaigns/ask.entity.ts';
import { asksAwaiting, countAnsweredLate, type AskRow } from '../campaigns/ask.loader.ts';
import { measuresInForce, type PlacedMeasureFilter } from '../measures/measure-list.loader.ts';
import type { MeasureRow } from '../measures/measure.loader.ts';
import { MeasureConnection } from '../measures/measure.type.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import type { Row } from '../platform/one-statement/row.ts';
import { asGiven } from '../platform/one-statement/later.ts';
import { many, one, page, part, sameRow, Told, type ToldOne } from '../platform/one-statement/telling.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { Selected } from '../platform/selection.ts';
import { sql } from '../platform/sql.ts';
import { findingCondition } from '../progress/finding-condition.ts';
import { deskProgressParts, findingAtDesk } from '../progress/progress-in-statement.ts';
import { progressOfTerritory } from '../progress/progress.loader.ts';
import { Progress } from '../progress/progress.type.ts';
import { ReportingObligation } from '../reports/reporting-obligation.entity.ts';
import { overdueObligations, type ReportingObligationRow } from '../reports/reporting-obligation.loader.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { plansStandingIn, type ActionPlanRow } from '../strategies/action-plan.loader.ts';
import { AS_OF, asOfTold, dayAsked } from '../strategies/as-of.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryByCode, type TerritoryRow } from '../territories/territory.loader.ts';
import { CouncilDesk } from './council-desk.type.ts';

interface DeskFacts {
  readonly code: string;
  readonly asOf: LocalDate;
}

/** In a statement a desk is a territory of which the day is known. */
const deskTold = (facts: DeskFacts): ToldOne =>
  one(territoryByCode, facts.code, { facts: { desk: facts, asOf: facts.asOf } });
const deskFacts = ({ facts }: Row): DeskFacts => facts['desk'] as DeskFacts;

const findingsArgs = ({
  asOf,
  code,
  finding,
}: {
  readonly asOf: LocalDate;
  readonly code: string;
  readonly finding: Finding;
}): PlacedMeasureFilter => ({
  asOf,
  within: code,
  condition: findingCondition(sql`mv.measure_id`, { finding, asOf }),
});

/** Of the measures that the desk's progress counts, which lie within the territory. */
function findingsTold(desk: Row, finding: Finding): PlacedMeasureFilter {
  const { asOf } = deskFacts(desk);
  return { asOf, condition: findingAtDesk(desk, { finding, asOf }) };
}

@Resolver(() => CouncilDesk)
export class CouncilDeskResolver {
  @Query(() => CouncilDesk, {
    nullable: true,
    description: 'The first page of a council; null when there is no such territory.',
  })
  @Told(({ later }) => deskTold({ code: later('territory', asGiven), asOf: asOfTold(later) }))
  async councilDesk(
    @Ctx() context: RequestContext,
    @Arg('territory', () => String, { description: 'Code of the territory.' }) code: string,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): Promise<CouncilDesk | null> {
    const day = dayAsked(context, asOf);
    const territory = await territoryByCode(context, code);
    return territory === null ? null : { asOf: day, territory };
  }

  @FieldResolver(() => Territory, { description: 'The territory.' })
  @Told(() => sameRow)
  territory(@Root() { territory }: CouncilDesk): TerritoryRow {
    return territory;
  }

  @FieldResolver(() => Progress, {
    description: 'Progress of the plans of the territory and of all in it that are in force on the day.',
  })
  @Told(({ row }) => part(deskProgressParts(row, deskFacts(row).asOf)))
  progress(@Ctx() context: RequestContext, @Root() { territory, asOf }: CouncilDesk): Promise<Progress> {
    return progressOfTerritory(context, territory, asOf);
  }

  @FieldResolver(() => [ActionPlan], {
    description: 'Its own plans, known by the day, that are in force on it or give no period.',
  })
  @Told(({ row }) => many(plansStandingIn, row.column('id'), { args: deskFacts(row).asOf }))
  plans(@Selected() context: RequestContext, @Root() { territory, asOf }: CouncilDesk): Promise<ActionPlanRow[]> {
    return plansStandingIn(context, territory.id, asOf);
  }

  @FieldResolver(() => [ReportingObligation], {
    description:
      'Reports on its plans that are due and, by what was known on the day, have not come in; the longest late first.',
  })
  @Told(({ row }) => many(overdueObligations, row.column('id'), { args: deskFacts(row).asOf }))
  lateReports(
    @Selected() context: RequestContext,
    @Root() { territory, asOf }: CouncilDesk,
  ): Promise<ReportingObligationRow[]> {
    return overdueObligations(context, territory.id, asOf);
  }

  @FieldResolver(() => MeasureConnection, {
    description:
      'Measures of which a finding is true on the day, of the plans that its progress counts, in the order of the plan.',
  })
  @Told(({ row, args }) => page(measuresInForce, { key: null, page: args }, { args: findingsTold(row, args.finding) }))
  findings(
    @Selected() context: RequestContext,
    @Root() { territory, asOf }: CouncilDesk,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('finding', () => Finding, { description: 'What to look for.' }) finding: Finding,
  ): Promise<ConnectionSource<MeasureRow>> {
    return measuresInForce(context, page, findingsArgs({ asOf, code: territory.code, finding }));
  }

  @FieldResolver(() => [Ask], {
    description:
      'Public asks to its bodies, and to those of its settlements, that have no answer in substance by what was known on the day; the earliest due first, those without a due day last.',
  })
  asksAwaiting(@Selected() context: RequestContext, @Root() { territory, asOf }: CouncilDesk): Promise<AskRow[]> {
    return asksAwaiting(context, territory.id, asOf);
  }

  @FieldResolver(() => Int, {
    description: 'How many public asks to its bodies were answered after their due day, by what was known on the day.',
  })
  asksAnsweredLate(@Ctx() context: RequestContext, @Root() { territory, asOf }: CouncilDesk): Promise<number> {
    return countAnsweredLate(context, territory.id, asOf);
  }
}
