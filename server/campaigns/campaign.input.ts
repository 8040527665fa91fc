import { Field, ID, InputType } from 'type-graphql';
import { WordsReason } from '../../schema/vocabulary/words-reason.ts';
import { ActivityState } from '../../schema/vocabulary/activity-state.ts';
import { CampaignStage } from '../../schema/vocabulary/campaign-stage.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { WORDS_REASON_DESCRIPTION } from '../platform/public-words.ts';

@InputType({ description: 'A campaign to prepare. It begins as a draft that its coalition alone sees.' })
export class CreateCampaignInput {
  @Field(() => ID, { description: 'Your coalition.' })
  coalitionId!: string;

  @Field(() => String, { description: 'What it is called, 2 to 300 characters.' })
  title!: string;

  @Field(() => String, { description: 'What it wants to reach, 2 to 5,000 characters.' })
  goal!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Its first day, in the past or to come; null: today.' })
  startsOn?: string | null;

  @Field(() => [ID], {
    description:
      "The measures it rests on, 1 to 100, of the coalition's territory or of those in it. Their gap is kept as it stands today.",
  })
  measureIds!: string[];

  @Field(() => WordsReason, { nullable: true, description: WORDS_REASON_DESCRIPTION })
  wordsReason?: WordsReason | null;
}

@InputType({ description: 'What to change in a campaign; what is left out stays.' })
export class UpdateCampaignInput {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => String, { nullable: true, description: 'A new title, 2 to 300 characters; null leaves it.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'A new goal, 2 to 5,000 characters; null leaves it.' })
  goal?: string | null;

  @Field(() => CampaignStage, {
    nullable: true,
    description: 'Where it stands now; null leaves it. RUNNING makes it public, for good.',
  })
  stage?: CampaignStage | null;

  @Field(() => WordsReason, { nullable: true, description: WORDS_REASON_DESCRIPTION })
  wordsReason?: WordsReason | null;
}

@InputType({ description: 'Something that a campaign will do.' })
export class AddActivityInput {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => String, { description: 'What is to be done, 2 to 500 characters.' })
  title!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The organization of the coalition that does it; null: not settled.',
  })
  ownerId?: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day it is to be done by; null: not settled.' })
  dueOn?: string | null;

  @Field(() => WordsReason, { nullable: true, description: WORDS_REASON_DESCRIPTION })
  wordsReason?: WordsReason | null;
}

@InputType({ description: 'Where an activity stands now.' })
export class SetActivityStateInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId!: string;

  @Field(() => ActivityState, { description: 'Where it stands.' })
  state!: ActivityState;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'For DONE, the day it was done; null: today. Left out for other states.',
  })
  doneOn?: string | null;
}

@InputType({ description: 'A note for the coalition alone.' })
export class AddCampaignNoteInput {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => String, { description: 'What it says, 1 to 10,000 characters.' })
  text!: string;
}

@InputType({ description: 'Measures to rest a campaign on.' })
export class LinkMeasuresInput {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => [ID], { description: 'The measures, 1 to 100, of plans of the coalition’s territory or of one in it.' })
  measureIds!: string[];
}
