import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { InvitationState } from '../../schema/vocabulary/invitation-state.ts';
import { allowOnly, signedIn, type Actor } from '../platform/access.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { Selected } from '../platform/selection.ts';
import { Territory } from '../territories/territory.entity.ts';
import { territoryById, type TerritoryRow } from '../territories/territory.loader.ts';
import { linkOf } from './invitation-token.ts';
import { listInvitations, type InvitationRow } from './invitation.loader.ts';
import { mayInvite } from './invitation.policy.ts';
import { createInvitation, revokeInvitation } from './invitation.service.ts';
import { CreateInvitationInput, Invitation, InvitationConnection, InvitationFace, Joined } from './invitation.type.ts';
import { invitationFace, joinByInvitation } from './join.service.ts';

function inviter(context: RequestContext): Actor {
  const actor = signedIn(context);
  allowOnly(mayInvite(actor));
  return actor;
}

@Resolver(() => Invitation)
export class InvitationResolver {
  @Query(() => InvitationConnection, {
    description:
      'Invitations that you made, the newest first; for administrators everybody’s. NOT_FOUND for who may not invite.',
  })
  invitations(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<ConnectionSource<InvitationRow>> {
    inviter(context);
    return listInvitations(context, page);
  }

  @FieldResolver(() => Territory, { description: 'The place whose monitors join with it.' })
  place(@Selected() context: RequestContext, @Root() { territoryId }: InvitationRow): Promise<TerritoryRow | null> {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The address on the card, for who made it; null for others, and where the key of the house changed since.',
  })
  link(@Ctx() context: RequestContext, @Root() { id, madeById, tokenHash: hash }: InvitationRow): string | null {
    return context.actor?.personId === madeById ? linkOf(context.house, { id, hash }) : null;
  }

  @FieldResolver(() => InvitationState, { description: 'Whether one can still join with it, and if not, why.' })
  state(
    @Ctx() { today }: RequestContext,
    @Root() { revoked, expiresOn, uses, usesAllowed }: InvitationRow,
  ): InvitationState {
    if (revoked) return InvitationState.REVOKED;
    if (expiresOn < today) return InvitationState.EXPIRED;
    return uses >= usesAllowed ? InvitationState.USED_UP : InvitationState.OPEN;
  }

  @FieldResolver(() => Boolean, { description: 'Whether you made it.' })
  isOwn(@Ctx() { actor }: RequestContext, @Root() { madeById }: InvitationRow): boolean {
    return actor?.personId === madeById;
  }

  @Mutation(() => Invitation, {
    description:
      'Makes an invitation for monitors of a place: verifiers for their territories, administrators anywhere. BAD_INPUT; NOT_FOUND for another place.',
  })
  createInvitation(
    @Selected() context: RequestContext,
    @Arg('input', () => CreateInvitationInput, { description: 'For which place, how many, until when.' })
    input: CreateInvitationInput,
  ): Promise<InvitationRow> {
    return createInvitation(context, inviter(context), input);
  }

  @Mutation(() => Invitation, {
    description: 'Takes an invitation back: nobody joins with it from now on. NOT_FOUND for another’s.',
  })
  revokeInvitation(
    @Selected() context: RequestContext,
    @Arg('id', () => ID, { description: 'Id of the invitation.' }) id: string,
  ): Promise<InvitationRow> {
    return revokeInvitation(context, inviter(context), id);
  }

  @Mutation(() => Joined, {
    description:
      'Joins as a monitor of the place of a card, without name or address. NOT_FOUND when the card does not work; CONFLICT when you are signed in; BAD_INPUT for a text of consent that is not the one of today; TOO_MANY_REQUESTS.',
  })
  async joinByInvitation(
    @Ctx() context: RequestContext,
    @Arg('token', () => String, { description: 'What stands after # in the link.' }) token: string,
    @Arg('consentVersion', () => Int, {
      nullable: true,
      description:
        'Version of the text of who sees what that was read and agreed to; null: it is asked for before the first observation.',
    })
    consentVersion?: number | null,
  ): Promise<Joined> {
    return { recoveryCode: await joinByInvitation(context, { token, consentVersion: consentVersion ?? null }) };
  }
}

@Resolver(() => InvitationFace)
export class InvitationFaceResolver {
  @Mutation(() => InvitationFace, {
    description:
      'Looks at a card before joining. A mutation, so that its secret stands in no address that is logged; it changes nothing. NOT_FOUND when the card does not work; TOO_MANY_REQUESTS.',
  })
  lookAtInvitation(
    @Ctx() context: RequestContext,
    @Arg('token', () => String, { description: 'What stands after # in the link.' }) token: string,
  ): Promise<InvitationFace> {
    return invitationFace(context, token);
  }

  @FieldResolver(() => Territory, { description: 'The place that you would be a monitor of.' })
  place(@Selected() context: RequestContext, @Root() { territoryId }: InvitationFace): Promise<TerritoryRow | null> {
    return territoryById(context, territoryId);
  }
}
