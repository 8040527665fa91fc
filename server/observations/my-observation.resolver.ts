import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Measure } from '../measures/measure.type.ts';
import { measureById } from '../measures/measure.loader.ts';
import { signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { listMyObservations, type MyObservationRow } from './my-observation.loader.ts';
import { receiptOf } from './observation-content.ts';
import { SubmitObservationInput } from './observation.input.ts';
import { submitObservation, withdrawObservation, type Submitted } from './observation.service.ts';
import { MyObservation, MyObservationConnection, SubmitObservationPayload } from './observation.type.ts';

@Resolver(() => MyObservation)
export class MyObservationResolver {
  @Query(() => MyObservationConnection, {
    description: 'Your own observations and what became of them, the newest first. UNAUTHENTICATED for the public.',
  })
  myObservations(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<ConnectionSource<MyObservationRow>> {
    signedIn(context);
    return listMyObservations(context, page);
  }

  @FieldResolver(() => Measure, { description: 'The measure you looked at.' })
  async measure(@Selected() context: RequestContext, @Root() { measureId }: MyObservationRow) {
    return required(await measureById(context, measureId));
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'The settlement you named; null: the territory of the plan as a whole.',
  })
  settlement(
    @Selected() context: RequestContext,
    @Root() { settlementId }: MyObservationRow,
  ): Promise<TerritoryRow | null> {
    return territoryById(context, settlementId);
  }

  @FieldResolver(() => String, {
    description: 'The code that you were given when it arrived, as K7QM-2XFD. Nobody else gets it.',
  })
  receipt(@Ctx() { house }: RequestContext, @Root() { id }: MyObservationRow): string {
    return receiptOf(house, id);
  }

  @Mutation(() => SubmitObservationPayload, {
    description:
      'Hands in what you saw. Monitors, in the territories they look at. FORBIDDEN until you agreed to who will see what (giveConsent). Sent again with the same id and content it is the same observation; CONFLICT when the id is taken by anything else.',
  })
  submitObservation(
    @Ctx() context: RequestContext,
    @Arg('input', () => SubmitObservationInput, { description: 'What you saw.' }) input: SubmitObservationInput,
  ): Promise<Submitted> {
    return submitObservation(context, signedIn(context), input);
  }

  @Mutation(() => MyObservation, {
    description:
      'Takes your observation back, for good: its words are deleted, and it counts no more from today. NOT_FOUND for any but your own.',
  })
  withdrawObservation(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'Your observation.' }) id: string,
  ): Promise<MyObservationRow> {
    return withdrawObservation(context, signedIn(context), id);
  }
}
