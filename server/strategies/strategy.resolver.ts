import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { allowOnly, signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { required } from '../platform/problem.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { ActionPlan } from './action-plan.entity.ts';
import { plansOfStrategy, type ActionPlanRow } from './action-plan.loader.ts';
import { ON_DAY, dayAsked } from './as-of.ts';
import { inForce } from './in-force.ts';
import { Strategy, StrategyConnection } from './strategy.entity.ts';
import { CreateStrategyInput } from './strategy.input.ts';
import { listStrategies, strategiesImplementing, strategyById, type StrategyRow } from './strategy.loader.ts';
import { mayKeepPolicyDocuments } from './strategy.policy.ts';
import { createStrategy } from './strategy.service.ts';

@Resolver(() => Strategy)
export class StrategyResolver {
  @Query(() => Strategy, { nullable: true, description: 'A strategy by its id; null when there is none.' })
  async strategy(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<StrategyRow | null> {
    return isUuid(id) ? strategyById(context, id) : null;
  }

  @Query(() => StrategyConnection, { description: 'Strategies, the widest level first, within it the newest period.' })
  strategies(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('level', () => PolicyLevel, { nullable: true, description: 'Only of this level.' }) level?: PolicyLevel | null,
    @Arg('territory', () => String, { nullable: true, description: 'Code of the territory that they are of.' })
    territory?: string | null,
  ): Promise<ConnectionSource<StrategyRow>> {
    return listStrategies(context, page, { level, territory });
  }

  @FieldResolver(() => Territory, { description: 'The territory that it is of.' })
  async territory(@Selected() context: RequestContext, @Root() { territoryId }: StrategyRow): Promise<TerritoryRow> {
    return required(await territoryById(context, territoryId));
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the day lies in its period and not before its act; null when the source gives no period.',
  })
  inForce(
    @Ctx() context: RequestContext,
    @Root() strategy: StrategyRow,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: ON_DAY }) on?: LocalDate | null,
  ): boolean | null {
    return inForce(strategy, dayAsked(context, on));
  }

  @FieldResolver(() => Strategy, {
    nullable: true,
    description: 'The strategy that it implements; null when it implements none known to us.',
  })
  implements(@Selected() context: RequestContext, @Root() { implementsId }: StrategyRow): Promise<StrategyRow | null> {
    return strategyById(context, implementsId);
  }

  @FieldResolver(() => [Strategy], { description: 'Strategies that implement it directly, the widest level first.' })
  implementedBy(@Selected() context: RequestContext, @Root() { id }: StrategyRow): Promise<StrategyRow[]> {
    return strategiesImplementing(context, id);
  }

  @FieldResolver(() => [ActionPlan], { description: 'Plans that implement it directly, the widest level first.' })
  actionPlans(@Selected() context: RequestContext, @Root() { id }: StrategyRow): Promise<ActionPlanRow[]> {
    return plansOfStrategy(context, id);
  }

  @Mutation(() => Strategy, { description: 'Enters a strategy. Administrators; NOT_FOUND for others.' })
  createStrategy(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateStrategyInput, { description: 'The strategy.' }) input: CreateStrategyInput,
  ): Promise<Strategy> {
    allowOnly(mayKeepPolicyDocuments(signedIn(context)));
    return createStrategy(context, input);
  }
}
