import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Role } from '../../../schema/vocabulary/role.ts';
import { Organization } from '../../organizations/organization.entity.ts';
import { organizationById, type OrganizationRow } from '../../organizations/organization.loader.ts';
import { allowOnly, signedIn, type Actor } from '../../platform/access.ts';
import { auditRead } from '../../platform/audit.ts';
import { ConnectionArgs, type ConnectionSource } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { Selected } from '../../platform/selection.ts';
import { Territory } from '../../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../../territories/territory.loader.ts';
import { GrantMembershipInput } from './membership.input.ts';
import { administratorCount, listMemberships, waitingRequests } from './membership.loader.ts';
import { mayKeepMemberships } from './membership.policy.ts';
import { confirmMembership, endMembership, grantMembership, refuseMembership } from './membership.service.ts';
import { GrantOutcome, GrantedMembership, GrantedMembershipConnection, MembershipRequest } from './membership.type.ts';

function administrator(context: RequestContext): Actor {
  const actor = signedIn(context);
  allowOnly(mayKeepMemberships(actor));
  return actor;
}

@Resolver(() => GrantedMembership)
export class MembershipResolver {
  @Query(() => GrantedMembershipConnection, {
    description: 'Roles of people, by name, for administrators; reading it is recorded. NOT_FOUND for anyone else.',
  })
  async memberships(
    @Ctx() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('role', () => Role, { nullable: true, description: 'Only this role; null: all.' }) role: Role | null,
    @Arg('search', () => String, { nullable: true, description: 'Part of a name; null: all.' }) search: string | null,
    @Arg('withEnded', () => Boolean, { nullable: true, description: 'Those that have ended too; null: not.' })
    withEnded: boolean | null,
  ): Promise<ConnectionSource<GrantedMembership>> {
    administrator(context);
    const list = await listMemberships(context, { role, search, withEnded }, page);
    await auditRead(context, {
      action: 'membership.read',
      subjectKind: 'Membership',
      recordIds: list.nodes.map(({ id }) => id),
    });
    return list;
  }

  @Query(() => [MembershipRequest], {
    description: 'Powerful roles that wait for a second administrator, the oldest first. NOT_FOUND for anyone else.',
  })
  async membershipRequests(@Ctx() context: RequestContext): Promise<MembershipRequest[]> {
    administrator(context);
    const waiting = await waitingRequests(context);
    const recordIds = waiting.map(({ id }) => id);
    await auditRead(context, { action: 'membership.readRequests', subjectKind: 'MembershipRequest', recordIds });
    return waiting;
  }

  @Query(() => Int, {
    description: 'How many administrators there are today, for administrators. NOT_FOUND for anyone else.',
  })
  administratorCount(@Ctx() context: RequestContext): Promise<number> {
    administrator(context);
    return administratorCount(context);
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'Where it holds; null when it is tied to no territory.',
  })
  territory(
    @Selected() context: RequestContext,
    @Root() { territoryId }: GrantedMembership,
  ): Promise<TerritoryRow | null> {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organization it is held for; null when it is tied to none.',
  })
  organization(
    @Selected() context: RequestContext,
    @Root() { organizationId }: GrantedMembership,
  ): Promise<OrganizationRow | null> {
    return organizationById(context, organizationId);
  }

  @Mutation(() => GrantOutcome, {
    description:
      'Gives a role, by an administrator; a powerful one waits for a second. The person is written to. BAD_INPUT, CONFLICT when it holds or waits already; NOT_FOUND for anyone else.',
  })
  grantMembership(
    @Ctx() context: RequestContext,
    @Arg('input', () => GrantMembershipInput, { description: 'Whom, what and where.' }) input: GrantMembershipInput,
  ): Promise<GrantOutcome> {
    return grantMembership(context, administrator(context), input);
  }

  @Mutation(() => GrantedMembership, {
    description:
      'Confirms a powerful role that another administrator asked for. FORBIDDEN for what you asked for and for yourself; CONFLICT when who asked is no administrator any more: refuse it then, and ask anew; NOT_FOUND when it waits no more.',
  })
  confirmMembership(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'Id of what waits.' }) id: string,
  ): Promise<GrantedMembership> {
    return confirmMembership(context, administrator(context), id);
  }

  @Mutation(() => Boolean, { description: 'Refuses what waits, or takes it back. NOT_FOUND when it waits no more.' })
  async refuseMembership(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'Id of what waits.' }) id: string,
  ): Promise<boolean> {
    await refuseMembership(context, administrator(context), id);
    return true;
  }

  @Mutation(() => GrantedMembership, {
    description:
      'Ends a role at once, on open sessions too. CONFLICT for the last administrator; NOT_FOUND when it has ended.',
  })
  endMembership(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'Id of the membership.' }) id: string,
  ): Promise<GrantedMembership> {
    return endMembership(context, administrator(context), id);
  }
}
