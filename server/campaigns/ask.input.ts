import { Field, ID, InputType } from 'type-graphql';
import { WordsReason } from '../../schema/vocabulary/words-reason.ts';
import { AskAnswer as AskAnswerLevel } from '../../schema/vocabulary/ask-answer.ts';
import { LegalWay } from '../../schema/vocabulary/legal-way.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { WORDS_REASON_DESCRIPTION } from '../platform/public-words.ts';

@InputType({ description: 'An ask to prepare. It begins as a draft that its coalition alone sees.' })
export class DraftAskInput {
  @Field(() => ID, { description: 'The campaign it belongs to.' })
  campaignId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The measure of the campaign that it rests on; null: none in particular.',
  })
  measureId?: string | null;

  @Field(() => String, { description: 'One demand, 5 to 5,000 characters.' })
  demand!: string;

  @Field(() => ID, { description: 'The organization that can decide it.' })
  decisionMakerId!: string;

  @Field(() => LegalWay, { description: 'The legal way it goes.' })
  legalWay!: LegalWay;

  @Field(() => ID, {
    nullable: true,
    description: 'The organization of the coalition that signs; null: the leading one. Never a person.',
  })
  signedById?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The sent ask of the same coalition that this one takes further; null: none.',
  })
  escalates?: string | null;

  @Field(() => WordsReason, { nullable: true, description: WORDS_REASON_DESCRIPTION })
  wordsReason?: WordsReason | null;
}

@InputType({ description: 'An ask that went out.' })
export class SendAskInput {
  @Field(() => ID, { description: 'The ask: a draft, or one that was sent and has no incoming number yet.' })
  askId!: string;

  @Field(() => LocalDateScalar, { description: 'The day it was sent.' })
  sentOn!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day of its incoming number, from which the term runs; null: not known yet.',
  })
  registeredOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its incoming number, up to 100 characters; null: not known yet.',
  })
  incomingNumber?: string | null;
}

@InputType({ description: 'More time that a decision-maker took.' })
export class ExtendAskInput {
  @Field(() => ID, { description: 'The ask.' })
  askId!: string;

  @Field(() => LocalDateScalar, { description: 'The last day of the longer term, later than the due day.' })
  untilOn!: string;

  @Field(() => String, { description: 'The reason it gave, 2 to 2,000 characters.' })
  reason!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day it told you; null: today. After the term has ended nothing is extended.',
  })
  announcedOn?: string | null;

  @Field(() => WordsReason, { nullable: true, description: WORDS_REASON_DESCRIPTION })
  wordsReason?: WordsReason | null;
}

@InputType({ description: 'An answer that came.' })
export class RecordAskAnswerInput {
  @Field(() => ID, { description: 'The ask.' })
  askId!: string;

  @Field(() => AskAnswerLevel, { description: 'How far it goes. NONE is no answer: silence is counted by itself.' })
  level!: AskAnswerLevel;

  @Field(() => String, {
    nullable: true,
    description:
      'What it says, up to 10,000 characters; null: only its kind is known. It is public: write no name of a person.',
  })
  text?: string | null;

  @Field(() => LocalDateScalar, { description: 'The day of the answer.' })
  answeredOn!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'For PROMISED, the day it promises to act by; left out for others.',
  })
  promisedBy?: string | null;

  @Field(() => WordsReason, { nullable: true, description: WORDS_REASON_DESCRIPTION })
  wordsReason?: WordsReason | null;
}
