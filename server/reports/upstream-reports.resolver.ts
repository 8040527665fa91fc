/** What plans, strategies, measures and indicators gain from this feature. */
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Measure } from '../measures/measure.type.ts';
import type { RequestContext } from '../platform/context.ts';
import { many, Told } from '../platform/one-statement/telling.ts';
import { Selected } from '../platform/selection.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { Strategy } from '../strategies/strategy.entity.ts';
import { MeasureStatement } from './measure-statement.entity.ts';
import { OfficialReport } from './official-report.entity.ts';
import {
  reportsOfPlan,
  reportsOfStrategy,
  statementsOfMeasure,
  type MeasureStatementRow,
  type OfficialReportRow,
} from './report.loader.ts';
import { ReportingObligation } from './reporting-obligation.entity.ts';
import { obligationsOfPlan, type ReportingObligationRow } from './reporting-obligation.loader.ts';

interface Identified {
  readonly id: string;
}

@Resolver(() => ActionPlan)
export class PlanReportsResolver {
  @FieldResolver(() => [OfficialReport], { description: 'Reports on it, the newest period first.' })
  reports(@Selected() context: RequestContext, @Root() { id }: Identified): Promise<OfficialReportRow[]> {
    return reportsOfPlan(context, id);
  }

  @FieldResolver(() => [ReportingObligation], { description: 'Who owes a report on it to whom, by the day it is due.' })
  @Told(({ row }) => many(obligationsOfPlan, row.column('id')))
  obligations(@Selected() context: RequestContext, @Root() { id }: Identified): Promise<ReportingObligationRow[]> {
    return obligationsOfPlan(context, id);
  }
}

@Resolver(() => Strategy)
export class StrategyReportsResolver {
  @FieldResolver(() => [OfficialReport], { description: 'Reports on the strategy itself, the newest period first.' })
  reports(@Selected() context: RequestContext, @Root() { id }: Identified): Promise<OfficialReportRow[]> {
    return reportsOfStrategy(context, id);
  }
}

@Resolver(() => Measure)
export class MeasureStatementsResolver {
  @FieldResolver(() => [MeasureStatement], {
    description:
      'What the responsible bodies said of it: the newest period first, corrections included, each before what it corrects.',
  })
  statements(@Selected() context: RequestContext, @Root() { id }: Identified): Promise<MeasureStatementRow[]> {
    return statementsOfMeasure(context, id);
  }
}
