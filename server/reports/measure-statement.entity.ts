import { BigIntType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { HidingGround } from '../../schema/vocabulary/hiding-ground.ts';
import { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import type { Currency } from '../../schema/vocabulary/currency.ts';
import { Node } from '../platform/node.ts';
import { WORDS_HIDDEN_BECAUSE_DESCRIPTION, WORDS_HIDDEN_ON_DESCRIPTION } from '../platform/public-words.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@Entity({ tableName: 'measure_statement' })
@ObjectType({
  implements: Node,
  description: 'What one responsible body says of one measure in one report. A newer one corrects it; it stays.',
})
export class MeasureStatement extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'uuid' })
  reportId!: string;

  @Property({ type: 'uuid' })
  measureId!: string;

  /** The body that speaks. */
  @Property({ type: 'uuid' })
  organizationId!: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '0 for what was first said, 1, 2 … for each correction of it.' })
  correction!: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'How far the measure is carried out; null: nothing is said of it, and the level stays as it was.',
  })
  level: CompletionLevel | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What was done, in the words of the body; null: none, or they are hidden.',
  })
  text: string | null = null;

  /** Null together with `currency`: nothing is said of money. */
  @Property({ type: new BigIntType('number'), nullable: true })
  spentCents: number | null = null;

  @Property({ type: 'text', nullable: true })
  currency: Currency | null = null;

  @Property({ type: 'text', nullable: true })
  act: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day it was adopted; null: it was not, or that is not known.',
  })
  adoptedOn: string | null = null;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'The day from which it is known here.' })
  knownFrom!: string;

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
