import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../schema/rules/days.ts';
import { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { allowOnly, signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { idAsked } from '../platform/one-statement/later.ts';
import { many, one, page, Told, value } from '../platform/one-statement/telling.ts';
import { isUuid } from '../platform/node.ts';
import { Selected } from '../platform/selection.ts';
import { required } from '../platform/problem.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { sql } from '../platform/sql.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { ActionPlan, ActionPlanConnection } from './action-plan.entity.ts';
import { annualPlansOf, listPlans, planById, type ActionPlanRow } from './action-plan.loader.ts';
import { AS_OF, asOfTold, dayAsked, dayTold, ON_DAY } from './as-of.ts';
import { inForce } from './in-force.ts';
import { PlanVersion } from './plan-version.entity.ts';
import { versionByNumber, versionInForce, versionsOfPlan, type PlanVersionRow } from './plan-version.loader.ts';
import { Strategy } from './strategy.entity.ts';
import { CreateActionPlanInput } from './strategy.input.ts';
import { strategyById, type StrategyRow } from './strategy.loader.ts';
import { mayKeepPolicyDocuments } from './strategy.policy.ts';
import { createActionPlan } from './strategy.service.ts';

@Resolver(() => ActionPlan)
export class ActionPlanResolver {
  @Query(() => ActionPlan, { nullable: true, description: 'An action plan by its id; null when there is none.' })
  @Told(({ later }) => one(planById, later('id', idAsked)))
  async actionPlan(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<ActionPlanRow | null> {
    return isUuid(id) ? planById(context, id) : null;
  }

  @Query(() => ActionPlanConnection, {
    description: 'Action plans, the widest level first, within it the newest period.',
  })
  @Told(({ args, later }) =>
    page(
      listPlans,
      { key: null, page: args },
      {
        args: {
          territory: args.territory,
          level: args.level,
          inForceOn: args.inForceOn == null ? null : later('inForceOn', dayTold),
        },
      },
    ),
  )
  actionPlans(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('territory', () => String, { nullable: true, description: 'Code of the territory that they are of.' })
    territory?: string | null,
    @Arg('level', () => PolicyLevel, { nullable: true, description: 'Only of this level.' }) level?: PolicyLevel | null,
    @Arg('inForceOn', () => LocalDateScalar, {
      nullable: true,
      description:
        'Only those in force on this day, not after today; those that give no period are left out. Null: all.',
    })
    inForceOn?: LocalDate | null,
  ): Promise<ConnectionSource<ActionPlanRow>> {
    return listPlans(context, page, {
      territory,
      level,
      inForceOn: inForceOn == null ? null : dayAsked(context, inForceOn),
    });
  }

  @FieldResolver(() => Territory, { description: 'The territory that it is of.' })
  @Told(({ row }) => one(territoryById, row.column('territoryId')))
  async territory(@Selected() context: RequestContext, @Root() { territoryId }: ActionPlanRow): Promise<TerritoryRow> {
    return required(await territoryById(context, territoryId));
  }

  @FieldResolver(() => Strategy, {
    nullable: true,
    description: 'The strategy that it implements; null when none is known.',
  })
  @Told(({ row }) => one(strategyById, row.column('strategyId')))
  strategy(@Selected() context: RequestContext, @Root() { strategyId }: ActionPlanRow): Promise<StrategyRow | null> {
    return strategyById(context, strategyId);
  }

  @FieldResolver(() => ActionPlan, {
    nullable: true,
    description: 'The longer plan that it stands in; null when it stands alone.',
  })
  @Told(({ row }) => one(planById, row.column('parentId')))
  parent(@Selected() context: RequestContext, @Root() { parentId }: ActionPlanRow): Promise<ActionPlanRow | null> {
    return planById(context, parentId);
  }

  @FieldResolver(() => [ActionPlan], { description: 'Plans that stand inside it, newest period first.' })
  @Told(({ row }) => many(annualPlansOf, row.column('id')))
  annualPlans(@Selected() context: RequestContext, @Root() { id }: ActionPlanRow): Promise<ActionPlanRow[]> {
    return annualPlansOf(context, id);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the day lies in its period and not before its act; null when the source gives no period.',
  })
  inForce(
    @Ctx() context: RequestContext,
    @Root() plan: ActionPlanRow,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: ON_DAY }) on?: LocalDate | null,
  ): boolean | null {
    return inForce(plan, dayAsked(context, on));
  }

  @FieldResolver(() => [PlanVersion], {
    description: 'Its versions, newest first; empty when its measures are not known to us.',
  })
  @Told(({ row }) => many(versionsOfPlan, row.column('id')))
  versions(@Selected() context: RequestContext, @Root() { id }: ActionPlanRow): Promise<PlanVersionRow[]> {
    return versionsOfPlan(context, id);
  }

  @FieldResolver(() => PlanVersion, {
    nullable: true,
    description: 'One version: by its number, or the one that counts on the day. Null when none was known by then.',
  })
  @Told(({ row, args, later }) => {
    const asOf = asOfTold(later);
    return args.number == null
      ? one(versionInForce, row.column('id'), { args: asOf })
      : one(versionByNumber, row.column('id'), { args: { number: args.number, asOf } });
  })
  version(
    @Selected() context: RequestContext,
    @Root() { id }: ActionPlanRow,
    @Arg('number', () => Int, { nullable: true, description: 'Number of the version; null for the one that counts.' })
    number?: number | null,
    @Arg('asOf', () => LocalDateScalar, { nullable: true, description: AS_OF }) asOf?: LocalDate | null,
  ): Promise<PlanVersionRow | null> {
    const day = dayAsked(context, asOf);
    return number == null ? versionInForce(context, id, day) : versionByNumber(context, id, { number, asOf: day });
  }

  @Mutation(() => ActionPlan, {
    description: 'Enters an action plan, whose measures come by import. Administrators; NOT_FOUND for others.',
  })
  createActionPlan(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateActionPlanInput, { description: 'The plan.' }) input: CreateActionPlanInput,
  ): Promise<ActionPlan> {
    allowOnly(mayKeepPolicyDocuments(signedIn(context)));
    return createActionPlan(context, input);
  }
}

@Resolver(() => PlanVersion)
export class PlanVersionResolver {
  @FieldResolver(() => Boolean, {
    description:
      'Whether it was entered later than the day from which it counts as known, by an administrator with a source.',
  })
  @Told(({ row }) => value(sql`${row.column('knownFromSource')} is not null`))
  enteredAfterwards(@Root() { knownFromSource }: PlanVersionRow): boolean {
    return knownFromSource !== null;
  }
}
