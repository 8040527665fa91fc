import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { allowOnly, signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { required } from '../platform/problem.ts';
import { Selected } from '../platform/selection.ts';
import { ActionPlan } from '../strategies/action-plan.entity.ts';
import { planById, type ActionPlanRow } from '../strategies/action-plan.loader.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { FILE_KINDS } from './export-file.ts';
import { exportById, listExports, type ObservationExportRow } from './observation-export.loader.ts';
import { mayExport, mayListExports } from './observation-export.policy.ts';
import { askObservationExport } from './observation-export.service.ts';
import {
  AskObservationExportInput,
  ObservationExport,
  ObservationExportConnection,
} from './observation-export.type.ts';

@Resolver(() => ObservationExport)
export class ObservationExportResolver {
  @Query(() => ObservationExportConnection, {
    description:
      'Exports in bulk that you asked for, the newest day first; for administrators everybody’s. Reading it is recorded. NOT_FOUND for anyone else.',
  })
  observationExports(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<ConnectionSource<ObservationExportRow>> {
    allowOnly(mayListExports(signedIn(context)));
    return listExports(context, page);
  }

  @FieldResolver(() => Territory, { description: 'The territory, with all that lies in it.' })
  territory(
    @Selected() context: RequestContext,
    @Root() { territoryId }: ObservationExportRow,
  ): Promise<TerritoryRow | null> {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => ActionPlan, { nullable: true, description: 'The only plan of it; null: all plans there.' })
  plan(@Selected() context: RequestContext, @Root() { planId }: ObservationExportRow): Promise<ActionPlanRow | null> {
    return planById(context, planId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where the file is taken by GET, on this site; null for another’s, and after the day on which it was asked for.',
  })
  address(
    @Ctx() { actor, today }: RequestContext,
    @Root() { id, askedById, askedOn, format }: ObservationExportRow,
  ): string | null {
    if (actor?.personId !== askedById || askedOn !== today || !mayExport(actor)) return null;
    return `/exports/observations/${id}.${FILE_KINDS[format].extension}`;
  }

  @Mutation(() => ObservationExport, {
    description:
      'Asks for verified observations in bulk, published or not yet, for a reason that administrators read; the file is then at its address until the end of the day. BAD_INPUT for months, reason and too small a place; NOT_FOUND for a place or plan that is not yours to export, and for anyone who is no exporter; TOO_MANY_REQUESTS.',
  })
  async askObservationExport(
    @Selected() context: RequestContext,
    @Arg('input', () => AskObservationExportInput, { description: 'Of what, as what, and why.' })
    input: AskObservationExportInput,
  ): Promise<ObservationExportRow> {
    const actor = signedIn(context);
    allowOnly(mayExport(actor));
    return required(await exportById(context, await askObservationExport(context, actor, input)));
  }
}
