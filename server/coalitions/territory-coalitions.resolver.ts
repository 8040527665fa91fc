/** What territories and memberships gain from this feature. */
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { ViewerMembership } from '../people/viewer.type.ts';
import type { RequestContext } from '../platform/context.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import type { TerritoryRow } from '../territories/territory.loader.ts';
import { Coalition } from './coalition.entity.ts';
import { coalitionById, coalitionsOfTerritory, type CoalitionRow } from './coalition.loader.ts';

@Resolver(() => Territory)
export class TerritoryCoalitionsResolver {
  @FieldResolver(() => [Coalition], { description: 'Coalitions that act for it, by name.' })
  coalitions(@Selected() context: RequestContext, @Root() { id }: TerritoryRow): Promise<CoalitionRow[]> {
    return coalitionsOfTerritory(context, id);
  }
}

@Resolver(() => ViewerMembership)
export class MembershipCoalitionResolver {
  @FieldResolver(() => Coalition, {
    nullable: true,
    description: 'The coalition it is for; null when it is not tied to one.',
  })
  coalition(
    @Selected() context: RequestContext,
    @Root() { coalitionId }: ViewerMembership,
  ): Promise<CoalitionRow | null> {
    return coalitionById(context, coalitionId);
  }
}
