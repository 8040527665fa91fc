import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { IndicatorValue } from '../measures/indicator.entity.ts';
import { Measure } from '../measures/measure.type.ts';
import { measureById } from '../measures/measure.loader.ts';
import { Money, moneyOrNull } from '../measures/money.type.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import { signedIn } from '../platform/access.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { Selected } from '../platform/selection.ts';
import { MeasureStatement } from './measure-statement.entity.ts';
import { OfficialReport } from './official-report.entity.ts';
import { CorrectStatementInput } from './report.input.ts';
import type { IndicatorValueRow } from '../measures/measure-part.loader.ts';
import { reportById, valuesOfStatement, type MeasureStatementRow, type OfficialReportRow } from './report.loader.ts';
import { correctStatement } from './statement-correction.service.ts';

@Resolver(() => MeasureStatement)
export class MeasureStatementResolver {
  @FieldResolver(() => Measure, { description: 'The measure it speaks of.' })
  async measure(@Selected() context: RequestContext, @Root() { measureId }: MeasureStatementRow) {
    return required(await measureById(context, measureId));
  }

  @FieldResolver(() => Organization, { description: 'The responsible body that speaks.' })
  async organization(
    @Selected() context: RequestContext,
    @Root() { organizationId }: MeasureStatementRow,
  ): Promise<OrganizationRow> {
    return required(await organizationById(context, organizationId));
  }

  @FieldResolver(() => OfficialReport, { description: 'The report it stands in.' })
  async report(
    @Selected() context: RequestContext,
    @Root() { reportId }: MeasureStatementRow,
  ): Promise<OfficialReportRow> {
    return required(await reportById(context, reportId));
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Money spent in the period; null: nothing is said of it.',
  })
  spent(@Root() { spentCents, currency }: MeasureStatementRow): Money | null {
    return moneyOrNull(spentCents, currency);
  }

  @FieldResolver(() => [IndicatorValue], {
    description: 'Values of indicators that it gives; empty when it gives none.',
  })
  indicatorValues(
    @Selected() context: RequestContext,
    @Root() { id }: MeasureStatementRow,
  ): Promise<IndicatorValueRow[]> {
    return valuesOfStatement(context, id);
  }

  @Mutation(() => MeasureStatement, {
    description:
      'Corrects a statement by a newer one; the earlier stays readable. Officials of the body that spoke, and administrators; NOT_FOUND for others. CONFLICT when it has been corrected already.',
  })
  correctStatement(
    @Ctx() context: RequestContext,
    @Arg('input', () => CorrectStatementInput, { description: 'What is true instead.' }) input: CorrectStatementInput,
  ): Promise<MeasureStatementRow> {
    return correctStatement(context, signedIn(context), input);
  }
}
