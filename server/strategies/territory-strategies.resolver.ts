/** What territories gain from this feature. */
import { Arg, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import type { RequestContext } from '../platform/context.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import type { TerritoryRow } from '../territories/territory.loader.ts';
import { ActionPlan } from './action-plan.entity.ts';
import { plansOfTerritory, type ActionPlanRow } from './action-plan.loader.ts';
import { dayAsked } from './as-of.ts';
import { Strategy } from './strategy.entity.ts';
import { strategiesOfTerritory, type StrategyRow } from './strategy.loader.ts';

@Resolver(() => Territory)
export class TerritoryStrategiesResolver {
  @FieldResolver(() => [Strategy], { description: 'Strategies of this territory itself, newest period first.' })
  strategies(@Selected() context: RequestContext, @Root() { id }: TerritoryRow): Promise<StrategyRow[]> {
    return strategiesOfTerritory(context, id);
  }

  @FieldResolver(() => [ActionPlan], { description: 'Action plans of this territory itself, newest period first.' })
  actionPlans(
    @Selected() context: RequestContext,
    @Root() { id }: TerritoryRow,
    @Arg('inForceOn', () => LocalDateScalar, {
      nullable: true,
      description:
        'Only those in force on this day, not after today; those that give no period are left out. Null: all.',
    })
    inForceOn?: LocalDate | null,
  ): Promise<ActionPlanRow[]> {
    return plansOfTerritory(context, id, { inForceOn: inForceOn == null ? null : dayAsked(context, inForceOn) });
  }
}
