/** What may leave of an invitation. Who joined with it is in none of these types. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ScreenLanguage } from '../../schema/vocabulary/screen-language.ts';
import { connectionType } from '../platform/connection.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@ObjectType({
  description: 'A card with which people join as monitors of a place. Which of them did is told to nobody.',
})
export class Invitation {
  @Field(() => ID, { description: 'To revoke it by.' })
  id!: string;

  territoryId!: string;
  madeById!: string;
  tokenHash!: Buffer;

  @Field(() => ScreenLanguage, { description: 'The language of the card.' })
  language!: ScreenLanguage;

  @Field(() => Int, { description: 'How many people may join with it.' })
  usesAllowed!: number;

  @Field(() => Int, { description: 'How many have.' })
  uses!: number;

  @Field(() => LocalDateScalar, { description: 'The day it was made.' })
  madeOn!: string;

  @Field(() => LocalDateScalar, { description: 'The last day on which it works.' })
  expiresOn!: string;

  revoked!: boolean;
}
export const InvitationConnection = connectionType(() => Invitation, 'Invitation');

@ObjectType({ description: 'What whoever holds a card sees before joining.' })
export class InvitationFace {
  territoryId!: string;

  @Field(() => ScreenLanguage, { description: 'The language of the card.' })
  language!: ScreenLanguage;

  @Field(() => LocalDateScalar, { description: 'The last day on which it works.' })
  expiresOn!: string;
}

@ObjectType({ description: 'You are in, as a monitor of the place.' })
export class Joined {
  @Field(() => String, {
    description: 'The code that brings you back on another phone, shown this once: write it on paper.',
  })
  recoveryCode!: string;
}

@InputType({ description: 'An invitation to make.' })
export class CreateInvitationInput {
  @Field(() => String, { description: 'Code of the municipality, settlement or neighbourhood.' })
  territory!: string;

  @Field(() => Int, { description: 'How many people may join with it, 1 to 200.' })
  usesAllowed!: number;

  @Field(() => LocalDateScalar, { description: 'The last day on which it works, at most 180 days away.' })
  expiresOn!: string;

  @Field(() => ScreenLanguage, { description: 'The language of the card.' })
  language!: ScreenLanguage;
}
