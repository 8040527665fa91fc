/** What may leave of activities and notes. */
import { Field, ID, ObjectType } from 'type-graphql';
import { ActivityState } from '../../schema/vocabulary/activity-state.ts';
import { DateTimeScalar, LocalDateScalar } from '../platform/scalars.ts';

@ObjectType({
  description:
    'Something a campaign does. Its coalition sees all; others what is done, without who was to do it and by when.',
})
export class Activity {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What is done.' })
  title!: string;

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
