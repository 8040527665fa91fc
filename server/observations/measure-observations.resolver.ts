/** What measures gain from this feature. */
import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { Measure } from '../measures/measure.type.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { Told } from '../platform/one-statement/telling.ts';
import { Selected } from '../platform/selection.ts';
import { ObservationConnection } from './observation.type.ts';
import { listObservations, observationsTold, type ObservationRow } from './public-observation.loader.ts';

@Resolver(() => Measure)
export class MeasureObservationsResolver {
  @FieldResolver(() => ObservationConnection, {
    description:
      'Published observations of it, by the month in which they were seen, newest first; within a month in an order that tells nothing.',
  })
  @Told(({ row, args, context }) => observationsTold(context, { measureId: row.column('id'), page: args }))
  observations(
    @Selected() context: RequestContext,
    @Root() { id }: { readonly id: string },
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<ConnectionSource<ObservationRow>> {
    return listObservations(context, id, page);
  }
}
