import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { badInput } from '../platform/problem.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { Selected } from '../platform/selection.ts';
import { TerritoryConnection } from '../territories/territory.entity.ts';
import type { TerritoryRow } from '../territories/territory.loader.ts';
import { ON_DAY, dayAsked } from './as-of.ts';
import { EMPTY_COUNT, coverageOf, listUncovered } from './coverage.loader.ts';
import { Coverage, CoverageCount } from './coverage.type.ts';
import { Strategy } from './strategy.entity.ts';
import type { StrategyRow } from './strategy.loader.ts';

@Resolver(() => Strategy)
export class StrategyCoverageResolver {
  @FieldResolver(() => Coverage, {
    description: 'Which districts and municipalities have documents under it in force on a day.',
  })
  coverage(
    @Ctx() context: RequestContext,
    @Root() { id, level }: StrategyRow,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: ON_DAY }) on?: LocalDate | null,
  ): Coverage {
    return { strategyId: id, level, on: dayAsked(context, on) };
  }
}

@Resolver(() => Coverage)
export class CoverageResolver {
  @FieldResolver(() => CoverageCount, { description: 'Districts: those with a strategy or plan of the district.' })
  async districts(@Ctx() context: RequestContext, @Root() { strategyId, on }: Coverage): Promise<CoverageCount> {
    return (await coverageOf(context, strategyId, { on }))?.districts ?? EMPTY_COUNT;
  }

  @FieldResolver(() => CoverageCount, { description: 'Municipalities: those with an action plan of the municipality.' })
  async municipalities(@Ctx() context: RequestContext, @Root() { strategyId, on }: Coverage): Promise<CoverageCount> {
    return (await coverageOf(context, strategyId, { on }))?.municipalities ?? EMPTY_COUNT;
  }

  @FieldResolver(() => TerritoryConnection, {
    description:
      'Territories with no document under it known to us in force on the day, by name. Those whose documents give no period are not among them.',
  })
  territoriesWithout(
    @Selected() context: RequestContext,
    @Root() { strategyId, on }: Coverage,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('kind', () => TerritoryKind, { description: 'DISTRICT or MUNICIPALITY. BAD_INPUT for others.' })
    kind: TerritoryKind,
    @Arg('within', () => String, { nullable: true, description: 'Code of a territory that they lie in, at any depth.' })
    within?: string | null,
  ): Promise<ConnectionSource<TerritoryRow>> {
    if (kind !== TerritoryKind.DISTRICT && kind !== TerritoryKind.MUNICIPALITY)
      throw badInput('coverage.kind', { field: 'kind' });
    return listUncovered(context, page, { strategyId, on, kind, within });
  }
}
