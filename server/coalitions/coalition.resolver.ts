import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Organization } from '../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../organizations/organization.loader.ts';
import { allowOnly, signedIn } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { Coalition, CoalitionConnection, CoalitionMember } from './coalition.entity.ts';
import { CreateCoalitionInput } from './coalition.input.ts';
import {
  coalitionById,
  listCoalitions,
  membersOfCoalition,
  type CoalitionMemberRow,
  type CoalitionRow,
} from './coalition.loader.ts';
import { mayCreateCoalition } from './coalition.policy.ts';
import { createCoalition } from './coalition.service.ts';

@Resolver(() => Coalition)
export class CoalitionResolver {
  @Query(() => Coalition, { nullable: true, description: 'A coalition by its id; null when there is none.' })
  async coalition(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<CoalitionRow | null> {
    return isUuid(id) ? coalitionById(context, id) : null;
  }

  @Query(() => CoalitionConnection, { description: 'Coalitions by name.' })
  coalitions(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('territory', () => String, {
      nullable: true,
      description: 'Code of the territory they act for, or of one around it; null: all.',
    })
    territory?: string | null,
  ): Promise<ConnectionSource<CoalitionRow>> {
    return listCoalitions(context, page, { territory: territory || null });
  }

  @FieldResolver(() => Territory, { description: 'The territory it acts for.' })
  territory(@Selected() context: RequestContext, @Root() { territoryId }: CoalitionRow): Promise<TerritoryRow | null> {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => [CoalitionMember], { description: 'The organizations in it today, the leading one first.' })
  members(@Selected() context: RequestContext, @Root() { id }: CoalitionRow): Promise<CoalitionMemberRow[]> {
    return membersOfCoalition(context, id);
  }

  @Mutation(() => Coalition, {
    description:
      'Forms a coalition and makes you its lead. Coalition leads with their own organization in it, and administrators. CONFLICT when the territory already has one of that name.',
  })
  createCoalition(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateCoalitionInput, { description: 'The coalition.' }) input: CreateCoalitionInput,
  ): Promise<CoalitionRow> {
    const actor = signedIn(context);
    allowOnly(mayCreateCoalition(actor));
    return createCoalition(context, actor, input);
  }
}

@Resolver(() => CoalitionMember)
export class CoalitionMemberResolver {
  @FieldResolver(() => Organization, { description: 'Which organization.' })
  organization(
    @Selected() context: RequestContext,
    @Root() { organizationId }: CoalitionMemberRow,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, organizationId);
  }
}
