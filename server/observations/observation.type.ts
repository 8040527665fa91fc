/** What may leave of an observation: to the public, to its monitor, to those who verify it. Nothing else of it leaves. */
import { Field, ID, ObjectType } from 'type-graphql';
import { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { ObservationMethod } from '../../schema/vocabulary/observation-method.ts';
import { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import { connectionType } from '../platform/connection.ts';
import { Node } from '../platform/node.ts';
import { DateTimeScalar, LocalDateScalar } from '../platform/scalars.ts';

@ObjectType({
  implements: Node,
  description:
    'What somebody saw of a measure, as the public may know it: no observer, no day, and place and method only where two independent groups share them.',
})
export class Observation extends Node {
  measureId!: string;

  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'How far the measure is carried out; null: they looked and could not tell.',
  })
  level!: CompletionLevel | null;

  @Field(() => Boolean, { description: 'They looked and could not tell.' })
  dontKnow!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What was written, or its paraphrase; null when nothing was, and after it was withdrawn.',
  })
  words!: string | null;

  @Field(() => String, { description: 'The month it was seen, as YYYY-MM.' })
  seenMonth!: string;

  /** Null unless two groups share it (R11). */
  settlementId!: string | null;

  @Field(() => ObservationMethod, {
    nullable: true,
    description: 'How they came to know; null unless two independent groups share it.',
  })
  method!: ObservationMethod | null;

  @Field(() => String, {
    nullable: true,
    description: 'The month it became public, as YYYY-MM; null while only its monitor and verifiers know of it.',
  })
  publishedMonth!: string | null;

  @Field(() => Boolean, {
    description: 'From somebody of a body that carries the measure out: shown and marked so, never counted as a voice.',
  })
  fromImplementer!: boolean;

  @Field(() => Boolean, { description: 'Taken back by its monitor: it counts no more since that day.' })
  withdrawn!: boolean;

  @Field(() => Boolean, {
    description:
      'Its verification was undone by a second decision: it counts no more since that day, and its words are hidden.',
  })
  undone!: boolean;

  @Field(() => Boolean, { description: 'A verifier hid the words; the level counts as before.' })
  wordsHidden!: boolean;
}
export const ObservationConnection = connectionType(() => Observation, 'Observation');

@ObjectType({ implements: Node, description: 'Your own observation and what became of it. Nobody else gets this.' })
export class MyObservation extends Node {
  measureId!: string;

  @Field(() => CompletionLevel, { nullable: true, description: 'The level you gave; null: you could not tell.' })
  level!: CompletionLevel | null;

  @Field(() => Boolean, { description: 'You looked and could not tell.' })
  dontKnow!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Your words; null when there were none, and after you withdrew it.',
  })
  words!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The words as the public reads them, or will, yours or their paraphrase; null while nothing is decided, when there are none, and after they were hidden.',
  })
  publishedWords!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'The day from which the public reads the words no more, although the level counts; null: they were not hidden.',
  })
  wordsHiddenOn!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day from which it counts no more, because its verification was undone; null: it was not.',
  })
  undoneOn!: string | null;

  @Field(() => LocalDateScalar, { description: 'The day you saw it.' })
  seenOn!: string;

  settlementId!: string | null;

  @Field(() => ObservationMethod, { description: 'How you came to know.' })
  method!: ObservationMethod;

  @Field(() => ObservationState, { description: 'Where it stands on its way to the public.' })
  state!: ObservationState;

  @Field(() => DateTimeScalar, { description: 'When it was received.' })
  submittedAt!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the verifier wrote to you; null while nobody decided, or when nothing was written.',
  })
  reason!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Your returned observation that this one takes up; null: it is a new one.',
  })
  revises!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'The day from which it is public: that of its verification, but not before the first day of the month after the one in which it was seen. It may lie ahead. Null: it is not verified, or was taken back before.',
  })
  publishedOn!: string | null;
}
export const MyObservationConnection = connectionType(() => MyObservation, 'MyObservation');

@ObjectType({
  implements: Node,
  description: 'An observation as those see it who verify it: under a pseudonym that stays the same in one place.',
})
export class VerificationItem extends Node {
  measureId!: string;

  @Field(() => String, {
    description:
      'What to call the observer. Drawn at random, the same for all their observations in this place, another elsewhere.',
  })
  pseudonym!: string;

  @Field(() => CompletionLevel, { nullable: true, description: 'The level they gave; null: they could not tell.' })
  level!: CompletionLevel | null;

  @Field(() => Boolean, { description: 'They looked and could not tell.' })
  dontKnow!: boolean;

  @Field(() => String, { nullable: true, description: 'Their own words; null when there are none.' })
  words!: string | null;

  @Field(() => LocalDateScalar, { description: 'The day it was seen.' })
  seenOn!: string;

  settlementId!: string | null;

  @Field(() => ObservationMethod, { description: 'How they came to know.' })
  method!: ObservationMethod;

  @Field(() => LocalDateScalar, { description: 'The day it was received.' })
  submittedOn!: string;

  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'The official level as it stood on the day it was seen; null: none was known.',
  })
  officialLevelThen!: CompletionLevel | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The returned observation that this one takes up; null: it is a new one.',
  })
  revises!: string | null;

  @Field(() => Boolean, { description: 'Whether you are independent of it and may decide.' })
  mayDecide!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Why you may not decide: OWN_OBSERVATION, OWN_IMPLEMENTATION (your organisation carries the measure out) or NO_CERTIFICATE; null when you may. Observations that your closeness to the observer bars you from are not shown to you at all: that alone would tell who they are.',
  })
  whyNot!: string | null;
}
export const VerificationItemConnection = connectionType(() => VerificationItem, 'VerificationItem');

@ObjectType({ description: 'That an observation arrived.' })
export class SubmitObservationPayload {
  @Field(() => String, {
    description:
      'A short code to write down, as K7QM-2XFD. Always the same for the same observation, which carries it in your own list; nobody else can ask by it.',
  })
  receipt!: string;

  @Field(() => MyObservation, { description: 'The observation as it stands.' })
  observation!: MyObservation;

  @Field(() => Boolean, { description: 'It had been received before; nothing was added.' })
  alreadyReceived!: boolean;
}
