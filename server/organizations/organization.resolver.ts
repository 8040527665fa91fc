import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import { allowOnly, signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { idAsked } from '../platform/one-statement/later.ts';
import { one, page, Told } from '../platform/one-statement/telling.ts';
import { isUuid } from '../platform/node.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { Organization, OrganizationConnection } from './organization.entity.ts';
import { CreateOrganizationInput } from './organization.input.ts';
import { listOrganizations, organizationById, type OrganizationRow } from './organization.loader.ts';
import { mayCreateOrganization } from './organization.policy.ts';
import { createOrganization } from './organization.service.ts';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, { nullable: true, description: 'An organization by its id; null when there is none.' })
  @Told(({ later }) => one(organizationById, later('id', idAsked)))
  async organization(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<OrganizationRow | null> {
    return isUuid(id) ? organizationById(context, id) : null;
  }

  @Query(() => OrganizationConnection, { description: 'Organizations by name.' })
  @Told(({ args }) =>
    page(
      listOrganizations,
      { key: null, page: args },
      { args: { search: args.search, kind: args.kind, territory: args.territory } },
    ),
  )
  organizations(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('search', () => String, { nullable: true, description: 'A part of the name.' }) search?: string | null,
    @Arg('kind', () => OrganizationKind, { nullable: true, description: 'Only of this kind.' })
    kind?: OrganizationKind | null,
    @Arg('territory', () => String, { nullable: true, description: 'Code of the territory they belong to.' })
    territory?: string | null,
  ): Promise<ConnectionSource<OrganizationRow>> {
    return listOrganizations(context, page, { search, kind, territory });
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'The territory it belongs to; null for a body without one.',
  })
  @Told(({ row }) => one(territoryById, row.column('territoryId')))
  territory(
    @Selected() context: RequestContext,
    @Root() { territoryId }: OrganizationRow,
  ): Promise<TerritoryRow | null> {
    return territoryById(context, territoryId);
  }

  @Mutation(() => Organization, {
    description:
      'Enters a body in the register. Administrators and coalition leads. CONFLICT when the territory already has one of that name.',
  })
  createOrganization(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateOrganizationInput, { description: 'The body.' }) input: CreateOrganizationInput,
  ): Promise<Organization> {
    allowOnly(mayCreateOrganization(signedIn(context)));
    return createOrganization(context, input);
  }
}
