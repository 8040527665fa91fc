import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { Node } from '../platform/node.ts';
import { WORDS_HIDDEN_BECAUSE_DESCRIPTION, WORDS_HIDDEN_ON_DESCRIPTION } from '../platform/public-words.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@Entity({ tableName: 'official_report' })
@ObjectType({ implements: Node, description: 'What a body says of its plan or strategy for one reporting period.' })
export class OfficialReport extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Its title in its own language; null: its words are hidden.' })
  title!: string | null;

  @Property({ type: 'uuid', nullable: true })
  planId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  strategyId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  organizationId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  obligationId: string | null = null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The period as people call it, such as "2025" or "I полугодие 2026".' })
  periodLabel!: string;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'First day of the period.' })
  periodFrom!: string;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'Last day of the period.' })
  periodTo!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The act by which it was adopted; null: none, or not known.' })
  act: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The body that adopted it; null: none, or not known.' })
  adoptedBy: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day of adoption; null: not adopted, or not known.',
  })
  adoptedOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it can be found; null: it was handed in here.' })
  source: string | null = null;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'The day from which it is known here.' })
  knownFrom!: string;

  /** Why it counts from an earlier day than that of its entry; null: it does not. */
  @Property({ type: 'text', nullable: true })
  knownFromSource: string | null = null;

  /** Who typed it. Never public. */
  @Property({ type: 'uuid', nullable: true })
  enteredById: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: WORDS_HIDDEN_ON_DESCRIPTION })
  wordsHiddenOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => HidingGround, { nullable: true, description: WORDS_HIDDEN_BECAUSE_DESCRIPTION })
  wordsHiddenBecause: HidingGround | null = null;
}
