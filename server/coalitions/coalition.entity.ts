/** Organizations that act together for a territory. All of it is public; what they prepare stands in campaigns. */
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { connectionType } from '../platform/connection.ts';
import { Node } from '../platform/node.ts';
import { WORDS_HIDDEN_BECAUSE_DESCRIPTION, WORDS_HIDDEN_ON_DESCRIPTION } from '../platform/public-words.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@Entity({ tableName: 'coalition' })
@ObjectType({ implements: Node, description: 'Organizations that act together for a territory.' })
export class Coalition extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Its name; no two of one territory share it. Null: its words are hidden.',
  })
  name!: string | null;

  @Property({ type: 'uuid' })
  territoryId!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What it is for, in its own words; null when it does not say, or its words are hidden.',
  })
  purpose!: string | null;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'The day it was formed.' })
  foundedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: WORDS_HIDDEN_ON_DESCRIPTION })
  wordsHiddenOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => HidingGround, { nullable: true, description: WORDS_HIDDEN_BECAUSE_DESCRIPTION })
  wordsHiddenBecause: HidingGround | null = null;
}

@Entity({ tableName: 'coalition_member' })
@ObjectType({ description: 'An organization in a coalition.' })
export class CoalitionMember {
  @PrimaryKey({ type: 'uuid' })
  coalitionId!: string;

  @PrimaryKey({ type: 'uuid' })
  organizationId!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether it leads the coalition. One does.' })
  leads!: boolean;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'First day.' })
  joinedOn!: string;

  /** Last day; null while it belongs. Those who left are not listed. */
  @Property({ type: 'date', nullable: true })
  leftOn: string | null = null;
}

export const CoalitionConnection = connectionType(() => Coalition, 'Coalition');
