/** What territories gain from this feature. */
import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { page, Told } from '../platform/one-statement/telling.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import type { TerritoryRow } from '../territories/territory.loader.ts';
import { OrganizationConnection } from './organization.entity.ts';
import { organizationsOf, type OrganizationRow } from './organization.loader.ts';

@Resolver(() => Territory)
export class TerritoryOrganizationsResolver {
  @FieldResolver(() => OrganizationConnection, { description: 'Organizations that belong to it, by name.' })
  @Told(({ row, args }) => page(organizationsOf, { key: row.column('id'), page: args }))
  organizations(
    @Selected() context: RequestContext,
    @Root() { id }: TerritoryRow,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<ConnectionSource<OrganizationRow>> {
    return organizationsOf(context, { parentId: id, page });
  }
}
