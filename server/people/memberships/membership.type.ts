/** Roles of people, as administrators see them. */
import { Field, ID, ObjectType } from 'type-graphql';
import { Role } from '../../../schema/vocabulary/role.ts';
import { connectionType } from '../../platform/connection.ts';
import { LocalDateScalar } from '../../platform/scalars.ts';

@ObjectType({ description: 'A role that somebody holds or held, for administrators.' })
export class GrantedMembership {
  @Field(() => ID, { description: 'To end it by.' })
  id!: string;

  @Field(() => String, { description: 'How the person is called. Monitors who joined by a card have no name.' })
  displayName!: string;

  @Field(() => Role, { description: 'What they may do.' })
  role!: Role;

  @Field(() => LocalDateScalar, { description: 'First day.' })
  validFrom!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day; null while it goes on.' })
  validTo!: string | null;

  @Field(() => Boolean, { description: 'Whether it holds today.' })
  holds!: boolean;

  @Field(() => Boolean, { description: 'Whether it is your own.' })
  isOwn!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Who gave it; null where the console, an import or the demo did.',
  })
  grantedBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who asked for it, where a second administrator confirmed; null otherwise.',
  })
  askedBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The administrator whom the person asked to be erased, while a second is to confirm it; null: none.',
  })
  erasureAskedBy!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day of that; null: it was not asked.' })
  erasureAskedOn!: string | null;

  territoryId!: string | null;
  organizationId!: string | null;
  coalitionId!: string | null;
}
export const GrantedMembershipConnection = connectionType(() => GrantedMembership, 'GrantedMembership');

@ObjectType({ description: 'A powerful role that waits for a second administrator.' })
export class MembershipRequest {
  @Field(() => ID, { description: 'To confirm or refuse it by.' })
  id!: string;

  @Field(() => String, { description: 'Who is to have it.' })
  displayName!: string;

  @Field(() => Role, { description: 'The role.' })
  role!: Role;

  @Field(() => String, { description: 'The administrator who asked.' })
  askedBy!: string;

  @Field(() => LocalDateScalar, { description: 'The day it was asked.' })
  askedOn!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Its last day; null: no end.' })
  validTo!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether you may confirm it: not for yourself, not what you asked for, and not what somebody asked who is no administrator any more.',
  })
  mayConfirm!: boolean;
}

@ObjectType({ description: 'What came of giving a role.' })
export class GrantOutcome {
  @Field(() => GrantedMembership, {
    nullable: true,
    description: 'The role as it holds; null where it waits for a second administrator.',
  })
  membership!: GrantedMembership | null;

  @Field(() => MembershipRequest, {
    nullable: true,
    description: 'What waits for a second administrator; null where none is needed.',
  })
  request!: MembershipRequest | null;
}
