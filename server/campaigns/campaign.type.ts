/** What may leave of activities and notes. */
import { Field, ID, ObjectType } from 'type-graphql';
import { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { ActivityState } from '../../schema/vocabulary/activity-state.ts';
import { WORDS_HIDDEN_BECAUSE_DESCRIPTION, WORDS_HIDDEN_ON_DESCRIPTION } from '../platform/public-words.ts';
import { DateTimeScalar, LocalDateScalar } from '../platform/scalars.ts';

@ObjectType({
  description:
    'Something a campaign does. Its coalition sees all; others what is done, without who was to do it and by when.',
})
export class Activity {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What is done; null: its words are hidden.' })
  title!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day it is to be done by; null when none is set, and outside the coalition.',
  })
  dueOn!: string | null;

  @Field(() => ActivityState, { description: 'Where it stands.' })
  state!: ActivityState;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day it was done; null until then.' })
  doneOn!: string | null;

  ownerOrganizationId!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: WORDS_HIDDEN_ON_DESCRIPTION })
  wordsHiddenOn!: string | null;

  @Field(() => HidingGround, { nullable: true, description: WORDS_HIDDEN_BECAUSE_DESCRIPTION })
  wordsHiddenBecause!: HidingGround | null;
}

@ObjectType({ description: 'An inner note of a coalition on a campaign. Never public.' })
export class CampaignNote {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What it says.' })
  text!: string;

  @Field(() => DateTimeScalar, { description: 'When it was written. By whom is not told.' })
  writtenAt!: string;
}
