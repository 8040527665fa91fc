import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A verifier’s decision on a published observation.' })
export class DecidePublishedTextInput {
  @Field(() => ID, { description: 'The published observation.' })
  observationId!: string;

  @Field(() => String, {
    description:
      'Why, up to 2000 characters. Its monitor reads it, unless reports are dismissed: of those they hear nothing.',
  })
  reason!: string;
}
