import { Field, ID, InputType } from 'type-graphql';
import { Role } from '../../../schema/vocabulary/role.ts';
import { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';
import { LocalDateScalar } from '../../platform/scalars.ts';

@InputType({ description: 'A role for a person, by their e-mail address; who has none yet gets an account.' })
export class GrantMembershipInput {
  @Field(() => String, { description: 'Their address; it is written to.' })
  email!: string;

  @Field(() => String, { description: 'How they are called, from 2 to 80 characters; who is known keeps their name.' })
  displayName!: string;

  @Field(() => ScreenLanguage, { description: 'In which they are written to; who is known keeps theirs.' })
  language!: ScreenLanguage;

  @Field(() => Role, {
    description: 'The role. ADMINISTRATOR, HOTLINE_WORKER and EXPORTER wait for a second administrator.',
  })
  role!: Role;

  @Field(() => String, { nullable: true, description: 'Code of the territory it is for; null for roles without one.' })
  territory?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The organization it is held for, or to which a monitor or verifier belongs; null: none. Independence looks at it.',
  })
  organizationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The coalition, for its members and lead; null: none yet.' })
  coalitionId?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'First day, not before today; null: today.' })
  validFrom?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day; null: no end.' })
  validTo?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'Last day of a verifier’s certificate in monitoring; without one they decide nothing; not before the first day. Null: none.',
  })
  certificateValidTo?: string | null;
}
