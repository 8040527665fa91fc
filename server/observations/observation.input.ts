import { Field, ID, InputType } from 'type-graphql';
import { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { ObservationMethod } from '../../schema/vocabulary/observation-method.ts';
import { VerificationDecision } from '../../schema/vocabulary/verification-decision.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@InputType({ description: 'What a monitor saw of a measure.' })
export class SubmitObservationInput {
  @Field(() => ID, {
    description:
      'A random UUID of version 4 made by the phone. Sent again with the same content, it is the same observation.',
  })
  id!: string;

  @Field(() => ID, { description: 'The measure.' })
  measureId!: string;

  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'How far it is carried out; null together with `dontKnow`.',
  })
  level?: CompletionLevel | null;

  @Field(() => Boolean, { description: 'Looked, and cannot tell. Then there is no level.' })
  dontKnow!: boolean;

  @Field(() => ObservationMethod, { description: 'How the monitor came to know.' })
  method!: ObservationMethod;

  @Field(() => LocalDateScalar, {
    description: 'The day it was seen, not in the future. The public learns the month alone.',
  })
  seenOn!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the settlement, which lies in the territory of the plan; null: the territory as a whole.',
  })
  settlement?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'In the words of the monitor, up to 4000 characters; null: none.',
  })
  words?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Your own returned observation of the same measure that this one takes up; null: a new one.',
  })
  revises?: string | null;
}

@InputType({ description: 'The decision of a second person on an observation.' })
export class DecideObservationInput {
  @Field(() => ID, { description: 'The observation.' })
  observationId!: string;

  @Field(() => VerificationDecision, { description: 'Confirmed, returned or rejected.' })
  decision!: VerificationDecision;

  @Field(() => String, {
    nullable: true,
    description: 'Why, for the monitor to read, up to 2000 characters. Needed when it is returned or rejected.',
  })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The words as the public shall read them where the own words could tell who wrote them, up to 4000 characters; null: the own words. Only when confirmed.',
  })
  publicWords?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why words may be public although somebody could be recognised by them, up to 500 characters. Needed when the server finds such words in those that would be shown; null: none are meant to be left. Only when confirmed.',
  })
  revealingReason?: string | null;
}
