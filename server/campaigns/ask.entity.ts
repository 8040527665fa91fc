/**
 * One demand to one decision-maker. An organization signs it; no column here names a person. Due days are not kept:
 * they follow from what happened by ask-clock.ts, and would only drift from it.
 */
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { AskAnswer as AskAnswerLevel } from '../../schema/vocabulary/ask-answer.ts';
import { AskState } from '../../schema/vocabulary/ask-state.ts';
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import type { GapKind } from '../../schema/vocabulary/gap-kind.ts';
import type { LegalWay } from '../../schema/vocabulary/legal-way.ts';
import { Node } from '../platform/node.ts';
import { WORDS_HIDDEN_BECAUSE_DESCRIPTION, WORDS_HIDDEN_ON_DESCRIPTION } from '../platform/public-words.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@Entity({ tableName: 'ask' })
@ObjectType({
  implements: Node,
  description:
    "One demand to one decision-maker, with a clock. Public once it is sent; a draft is its coalition's own.",
})
export class Ask extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'uuid' })
  campaignId!: string;

  @Property({ type: 'uuid', nullable: true })
  measureId: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What is asked for; null: its words are hidden.' })
  demand!: string | null;

  @Property({ type: 'uuid' })
  decisionMakerId!: string;

  @Property({ type: 'uuid' })
  signedById!: string;

  /** Code of the way; its rules are data. */
  @Property({ type: 'text', fieldName: 'legal_way' })
  legalWayCode!: LegalWay;

  @Property({ type: 'text' })
  @Field(() => AskState, { description: 'Where it is in the hands of its coalition.' })
  state!: AskState;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'The day it was sent; null for a draft.' })
  sentOn: string | null = null;

  @Property({ type: 'date', nullable: true })
  sentKnownFrom: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day of its incoming number, from which the term runs; null: not registered, as far as known.',
  })
  registeredOn: string | null = null;

  @Property({ type: 'date', nullable: true })
  registeredKnownFrom: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Its incoming number with the decision-maker; null when none is known.',
  })
  incomingNumber: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  escalatesId: string | null = null;

  /** The gap on the day it was sent; all null for a draft and for an ask without a measure. */
  @Property({ type: 'text', nullable: true })
  officialLevelThen: CompletionLevel | null = null;

  @Property({ type: 'text', nullable: true })
  communityLevelThen: CompletionLevel | null = null;

  @Property({ type: 'text', nullable: true })
  gapKindThen: GapKind | null = null;

  @Property({ type: 'integer', nullable: true })
  gapValueThen: number | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: WORDS_HIDDEN_ON_DESCRIPTION })
  wordsHiddenOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => HidingGround, { nullable: true, description: WORDS_HIDDEN_BECAUSE_DESCRIPTION })
  wordsHiddenBecause: HidingGround | null = null;
}

@Entity({ tableName: 'ask_extension' })
@ObjectType({ description: 'More time that the decision-maker took, with its reason.' })
export class AskExtension {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Property({ type: 'uuid' })
  askId!: string;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'The last day of the longer term.' })
  untilOn!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The reason it gave; null: its words are hidden.' })
  reason!: string | null;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, {
    description: 'The day it told of it. After the term has ended nothing can be extended: the due day stays.',
  })
  announcedOn!: string;

  @Property({ type: 'date' })
  knownFrom!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: WORDS_HIDDEN_ON_DESCRIPTION })
  wordsHiddenOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => HidingGround, { nullable: true, description: WORDS_HIDDEN_BECAUSE_DESCRIPTION })
  wordsHiddenBecause: HidingGround | null = null;
}

@Entity({ tableName: 'ask_answer' })
@ObjectType({ description: 'An answer to an ask. Several may come; the latest counts, the earlier ones stay.' })
export class AskAnswer {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Property({ type: 'uuid' })
  askId!: string;

  /** From 1, as they were entered: decides between two of one day. */
  @Property({ type: 'integer' })
  number!: number;

  @Property({ type: 'text' })
  @Field(() => AskAnswerLevel, { description: 'How far it goes.' })
  level!: AskAnswerLevel;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What it says; null when only its kind is known, or its words are hidden.',
  })
  text: string | null = null;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'The day of the answer.' })
  answeredOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day by which it promises to act; null for other answers.',
  })
  promisedBy: string | null = null;

  @Property({ type: 'date' })
  knownFrom!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: WORDS_HIDDEN_ON_DESCRIPTION })
  wordsHiddenOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => HidingGround, { nullable: true, description: WORDS_HIDDEN_BECAUSE_DESCRIPTION })
  wordsHiddenBecause: HidingGround | null = null;
}
