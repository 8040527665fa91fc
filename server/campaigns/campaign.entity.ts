/**
 * A campaign and what belongs to it. Rows, not columns, are private here: a draft is seen by its coalition alone, and
 * campaign.loader.ts lets no other through.
 */
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import type { ActivityState } from '../../schema/vocabulary/activity-state.ts';
import { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { CampaignStage } from '../../schema/vocabulary/campaign-stage.ts';
import { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { GapKind } from '../../schema/vocabulary/gap-kind.ts';
import { connectionType } from '../platform/connection.ts';
import { Node } from '../platform/node.ts';
import { WORDS_HIDDEN_BECAUSE_DESCRIPTION, WORDS_HIDDEN_ON_DESCRIPTION } from '../platform/public-words.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@Entity({ tableName: 'campaign' })
@ObjectType({
  implements: Node,
  description: 'What a coalition does to change something: a goal, the measures it rests on, and asks.',
})
export class Campaign extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'uuid' })
  coalitionId!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What it is called; null: its words are hidden.' })
  title!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What it wants to reach; null: its words are hidden.' })
  goal!: string | null;

  @Property({ type: 'text' })
  @Field(() => CampaignStage, { description: 'Where it stands.' })
  stage!: CampaignStage;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'The first day by its own plan.' })
  startsOn!: string;

  /** The day it was started and so became public, for good; null: seen by its coalition alone. */
  @Property({ type: 'date', nullable: true })
  publicFrom: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: WORDS_HIDDEN_ON_DESCRIPTION })
  wordsHiddenOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => HidingGround, { nullable: true, description: WORDS_HIDDEN_BECAUSE_DESCRIPTION })
  wordsHiddenBecause: HidingGround | null = null;
}

@Entity({ tableName: 'campaign_measure' })
@ObjectType({
  description:
    'A measure that something rests on, with the gap as it stood that day. It does not move when the gap does.',
})
export class CampaignMeasure {
  @PrimaryKey({ type: 'uuid' })
  campaignId!: string;

  @PrimaryKey({ type: 'uuid' })
  measureId!: string;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'The day of the gap: when the measure was linked or the ask was sent.' })
  linkedOn!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => CompletionLevel, { nullable: true, description: 'The official level that day; null: none was known.' })
  officialLevelThen!: CompletionLevel | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'The community level that day; null: nobody had looked.',
  })
  communityLevelThen!: CompletionLevel | null;

  @Property({ type: 'text' })
  @Field(() => GapKind, { description: 'The kind of the gap that day.' })
  gapKindThen!: GapKind;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Official minus community in steps that day, -3 to 3; null where either was silent.',
  })
  gapValueThen!: number | null;
}

@Entity({ tableName: 'activity' })
export class CampaignActivity {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  campaignId!: string;

  /** Null: its words are hidden. */
  @Property({ type: 'text', nullable: true })
  title!: string | null;

  @Property({ type: 'uuid', nullable: true })
  ownerOrganizationId: string | null = null;

  @Property({ type: 'date', nullable: true })
  dueOn: string | null = null;

  @Property({ type: 'text' })
  state!: ActivityState;

  /** Set when, and only when, it is done. */
  @Property({ type: 'date', nullable: true })
  doneOn: string | null = null;

  @Property({ type: 'date', nullable: true })
  wordsHiddenOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  wordsHiddenBecause: HidingGround | null = null;
}

@Entity({ tableName: 'campaign_note' })
export class CampaignNoteRecord {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  campaignId!: string;

  @Property({ type: 'text' })
  text!: string;

  /** Leaves with nothing, not even to the coalition. */
  @Property({ type: 'uuid' })
  writtenById!: string;

  @Property({ type: 'datetime' })
  writtenAt!: Date;
}

export const CampaignConnection = connectionType(() => Campaign, 'Campaign');
