import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Measure } from '../measures/measure.type.ts';
import { measureById } from '../measures/measure.loader.ts';
import { signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { DecideObservationInput } from './observation.input.ts';
import { VerificationItem, VerificationItemConnection } from './observation.type.ts';
import type { VerificationItemRow } from './verification.loader.ts';
import { decideObservation, readQueue } from './verification.service.ts';

@Resolver(() => VerificationItem)
export class VerificationResolver {
  @Query(() => VerificationItemConnection, {
    description:
      'Observations that wait in the territories you verify, the longest waiting first; with them those of neighbouring municipalities where nobody is independent. Empty for who verifies nothing. Reading it is recorded.',
  })
  verificationQueue(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('territory', () => String, {
      nullable: true,
      description: 'Code of a territory that their plans belong to or lie in; null: all you verify.',
    })
    territory?: string | null,
  ): Promise<ConnectionSource<VerificationItemRow>> {
    return readQueue(context, signedIn(context), { page, territory: territory ?? null });
  }

  @FieldResolver(() => Measure, { description: 'The measure that was looked at.' })
  async measure(@Selected() context: RequestContext, @Root() { measureId }: VerificationItemRow) {
    return required(await measureById(context, measureId));
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'The settlement that was named; null: the territory of the plan as a whole.',
  })
  settlement(
    @Selected() context: RequestContext,
    @Root() { settlementId }: VerificationItemRow,
  ): Promise<TerritoryRow | null> {
    return territoryById(context, settlementId);
  }

  @Mutation(() => VerificationItem, {
    description:
      'Confirms, returns or rejects an observation of your queue. A confirmed one becomes public at once, but not before the month in which it was seen is over. NOT_INDEPENDENT when you may not by R7, CONFLICT when it was decided or withdrawn meanwhile, and for everything that is public in your places.',
  })
  decideObservation(
    @Ctx() context: RequestContext,
    @Arg('input', () => DecideObservationInput, { description: 'Your decision.' }) input: DecideObservationInput,
  ): Promise<VerificationItemRow> {
    return decideObservation(context, signedIn(context), input);
  }
}
