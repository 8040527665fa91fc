import { Arg, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Measure } from '../measures/measure.type.ts';
import { measureById } from '../measures/measure.loader.ts';
import type { RequestContext } from '../platform/context.ts';
import { one, Told } from '../platform/one-statement/telling.ts';
import { Selected } from '../platform/selection.ts';
import { isUuid } from '../platform/node.ts';
import { required } from '../platform/problem.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { myObservationById } from './my-observation.loader.ts';
import { verifiedTerritoryIds } from './observation.policy.ts';
import { Observation } from './observation.type.ts';
import {
  publicFaceOf,
  publishedObservation,
  shownPlaceTold,
  type ObservationRow,
} from './public-observation.loader.ts';
import { waitsInQueueOf } from './verification.service.ts';

@Resolver(() => Observation)
export class ObservationResolver {
  @Query(() => Observation, {
    nullable: true,
    description:
      'An observation by its id, as the public knows it; null when there is none, or it is neither published nor your own nor waiting for you to verify.',
  })
  async observation(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<ObservationRow | null> {
    if (!isUuid(id)) return null;
    return (
      (await publishedObservation(context, id)) ?? ((await mayKnowOf(context, id)) ? publicFaceOf(context, id) : null)
    );
  }

  @FieldResolver(() => Measure, { description: 'The measure that was looked at.' })
  async measure(@Selected() context: RequestContext, @Root() { measureId }: ObservationRow) {
    return required(await measureById(context, measureId));
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'Where it was seen; null unless two independent groups saw the measure there.',
  })
  @Told(({ row, context }) => one(territoryById, shownPlaceTold(row, context)))
  settlement(
    @Selected() context: RequestContext,
    @Root() { settlementId }: ObservationRow,
  ): Promise<TerritoryRow | null> {
    return territoryById(context, settlementId);
  }
}

async function mayKnowOf(context: RequestContext, id: string): Promise<boolean> {
  const { actor } = context;
  if (actor === null) return false;
  if ((await myObservationById(context, actor.personId, id)) !== null) return true;
  return verifiedTerritoryIds(actor).length > 0 && waitsInQueueOf(context, actor, id);
}
