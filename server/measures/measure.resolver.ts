import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { idAsked } from '../platform/one-statement/later.ts';
import { many, one, page, part, Told } from '../platform/one-statement/telling.ts';
import { isUuid } from '../platform/node.ts';
import { required } from '../platform/problem.ts';
import { Selected } from '../platform/selection.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { planById, type ActionPlanRow } from '../strategies/action-plan.loader.ts';
import { Indicator } from './indicator.entity.ts';
import { measuresInForce } from './measure-list.loader.ts';
import {
  fundingLinesOf,
  fundingSql,
  indicatorsOf,
  plannedTotalOf,
  plannedTotalTold,
  responsiblesOf,
  type IndicatorRow,
} from './measure-part.loader.ts';
import { MeasureVersion } from './measure-version.entity.ts';
import {
  detailOfVersion,
  measureById,
  measuresOn,
  predecessorsOf,
  successorsOf,
  versionsOfMeasure,
  type MeasureRow,
  type MeasureVersionRow,
} from './measure.loader.ts';
import {
  FundingLine,
  Measure,
  MeasureConnection,
  MeasureLink,
  Period,
  periodParts,
  Responsible,
  SourcePlace,
  WrittenField,
} from './measure.type.ts';
import { Money } from './money.type.ts';
import { Objective } from './objective.entity.ts';
import { objectiveById, type ObjectiveRow } from './objective.loader.ts';

@Resolver(() => Measure)
export class MeasureResolver {
  @Query(() => Measure, {
    nullable: true,
    description: 'A measure by its id, as it stands today; null when there is none.',
  })
  @Told(({ context, later }) => one(measuresOn, later('id', idAsked), { args: { asOf: context.today } }))
  async measure(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<MeasureRow | null> {
    return isUuid(id) ? measureById(context, id) : null;
  }

  @Query(() => MeasureConnection, {
    description:
      'Measures by words that a person knows: each word must stand in the measure, whatever its ending. Of plans in force today, or whose source gives no period; in the words of the version that counts.',
  })
  @Told(({ args, context }) =>
    page(
      measuresInForce,
      { key: null, page: args },
      { args: { asOf: context.today, search: args.search, within: args.territory } },
    ),
  )
  measures(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('search', () => String, { nullable: true, description: 'Words, in Cyrillic or Latin letters, or a code.' })
    search?: string | null,
    @Arg('territory', () => String, {
      nullable: true,
      description: 'Code of a territory in which the plans apply, at any depth.',
    })
    territory?: string | null,
  ): Promise<ConnectionSource<MeasureRow>> {
    return measuresInForce(context, page, { asOf: context.today, search, within: territory });
  }

  @FieldResolver(() => ActionPlan, { description: 'The plan that promises it.' })
  @Told(({ row }) => one(planById, row.column('planId')))
  async plan(@Selected() context: RequestContext, @Root() { planId }: MeasureRow): Promise<ActionPlanRow> {
    return required(await planById(context, planId));
  }

  @FieldResolver(() => [Objective], {
    description: 'The nodes of the plan that it stands under, outermost first; empty when the plan has no tree.',
  })
  async objectivePath(
    @Selected() context: RequestContext,
    @Root() { objectivePath }: MeasureRow,
  ): Promise<ObjectiveRow[]> {
    return Promise.all(objectivePath.map(async (id) => required(await objectiveById(context, id))));
  }

  @FieldResolver(() => [Responsible], {
    description: 'The bodies that are to carry it out, in the order of the document; empty when none is named.',
  })
  @Told(({ row }) => many(responsiblesOf, row.column('measureVersionId')))
  responsibles(@Selected() context: RequestContext, @Root() { measureVersionId }: MeasureRow): Promise<Responsible[]> {
    return responsiblesOf(context, measureVersionId);
  }

  @FieldResolver(() => Period, { description: 'When it is to be carried out.' })
  @Told(({ row }) => part(periodParts(row)))
  period(@Root() { periodText, startsOn, endsOn, recurring }: MeasureRow): Period {
    return { text: periodText, startsOn, endsOn, recurring };
  }

  @FieldResolver(() => [FundingLine], {
    description: 'Where its money is to come from; empty when the plan says nothing.',
  })
  fundingLines(@Ctx() context: RequestContext, @Root() { measureVersionId }: MeasureRow): Promise<FundingLine[]> {
    return fundingLinesOf(context, measureVersionId);
  }

  @FieldResolver(() => [Money], {
    description: 'What is planned, one total for each original currency, euro first; empty when no amount is stated.',
  })
  @Told(({ row }) => plannedTotalTold(fundingSql(row.column('measureVersionId'))))
  plannedTotal(@Ctx() context: RequestContext, @Root() { measureVersionId }: MeasureRow): Promise<Money[]> {
    return plannedTotalOf(context, measureVersionId);
  }

  @FieldResolver(() => [Indicator], { description: 'What it is to be judged by; empty when the plan gives none.' })
  @Told(({ row }) => many(indicatorsOf, row.column('measureVersionId')))
  indicators(@Selected() context: RequestContext, @Root() { measureVersionId }: MeasureRow): Promise<IndicatorRow[]> {
    return indicatorsOf(context, measureVersionId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Whom it is for, in the words of the document; null when it does not say.',
  })
  async targetGroups(@Ctx() context: RequestContext, @Root() { measureVersionId }: MeasureRow): Promise<string | null> {
    return (await detailOfVersion(context, measureVersionId))?.targetGroups ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where it is to be carried out, in the words of the document; null when it does not say.',
  })
  async places(@Ctx() context: RequestContext, @Root() { measureVersionId }: MeasureRow): Promise<string | null> {
    return (await detailOfVersion(context, measureVersionId))?.places ?? null;
  }

  @FieldResolver(() => SourcePlace, {
    nullable: true,
    description: 'Where in the file of the plan it was read; null when it came from no file.',
  })
  async source(@Ctx() context: RequestContext, @Root() { measureVersionId }: MeasureRow): Promise<SourcePlace | null> {
    const {
      fileName = null,
      sourceTable = null,
      sourceRow = null,
    } = (await detailOfVersion(context, measureVersionId)) ?? {};
    return fileName === null && sourceTable === null && sourceRow === null
      ? null
      : { fileName, table: sourceTable, row: sourceRow };
  }

  @FieldResolver(() => [WrittenField], {
    description: 'The row as it stands in the file, in the order of its columns; empty when it came from no file.',
  })
  async asWritten(@Ctx() context: RequestContext, @Root() { measureVersionId }: MeasureRow): Promise<WrittenField[]> {
    const detail = await detailOfVersion(context, measureVersionId);
    return Object.entries(detail?.asWritten ?? {}).map(([field, text]) => ({ field, text }));
  }

  @FieldResolver(() => [MeasureVersion], { description: 'What each version of the plan says of it, newest first.' })
  @Told(({ row }) => many(versionsOfMeasure, row.column('id')))
  versions(@Selected() context: RequestContext, @Root() { id }: MeasureRow): Promise<MeasureVersionRow[]> {
    return versionsOfMeasure(context, id);
  }

  @FieldResolver(() => [MeasureLink], { description: 'Measures that it came from by a split or a merger.' })
  predecessors(@Ctx() context: RequestContext, @Root() { id }: MeasureRow): Promise<MeasureLink[]> {
    return predecessorsOf(context, id);
  }

  @FieldResolver(() => [MeasureLink], { description: 'Measures that it went into by a split or a merger.' })
  successors(@Ctx() context: RequestContext, @Root() { id }: MeasureRow): Promise<MeasureLink[]> {
    return successorsOf(context, id);
  }
}

@Resolver(() => MeasureLink)
export class MeasureLinkResolver {
  @FieldResolver(() => Measure, { description: 'The other measure.' })
  async measure(@Selected() context: RequestContext, @Root() { measureId }: MeasureLink): Promise<MeasureRow> {
    return required(await measureById(context, measureId));
  }
}
