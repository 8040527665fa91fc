/** What a signed-in person may know of their own account, and what the sign-in page of a demo shows. */
import { Field, ID, ObjectType } from 'type-graphql';
import { Role } from '../../schema/vocabulary/role.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@ObjectType('Membership', { description: 'A role that you hold, its scope and its dates.' })
export class ViewerMembership {
  @Field(() => Role, { description: 'What you may do.' })
  role!: Role;

  @Field(() => LocalDateScalar, { description: 'First day.' })
  validFrom!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day; null while it goes on.' })
  validTo!: string | null;

  territoryId!: string | null;
  organizationId!: string | null;
  coalitionId!: string | null;
}

@ObjectType({ description: 'You, as far as Sverka knows you.' })
export class Viewer {
  @Field(() => ID, { description: 'Of your account. Seen by nobody else.' })
  id!: string;

  @Field(() => String, { description: 'How you are called on your own screen.' })
  displayName!: string;
}

@ObjectType({ description: 'An account of the demo data that anyone may sign in with.' })
export class DemoAccount {
  @Field(() => ID, { description: 'To sign in with.' })
  id!: string;

  @Field(() => String, { description: 'Role and place.' })
  displayName!: string;

  @Field(() => Role, { description: 'Its main role.' })
  role!: Role;
}
