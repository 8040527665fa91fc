import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { IndicatorDirection } from '../../schema/vocabulary/indicator-direction.ts';
import { Node } from '../platform/node.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@Entity({ tableName: 'indicator' })
@ObjectType({ implements: Node, description: 'What a measure is to be judged by, as the plan says.' })
export class Indicator extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'uuid' })
  measureVersionId!: string;

  /** The same through versions of the plan in which the indicator goes on: its values belong to the series. */
  @Property({ type: 'uuid' })
  seriesId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What is counted.' })
  wording!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The unit of its values; null when the plan gives none.' })
  unit: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => IndicatorDirection, {
    nullable: true,
    description: 'Which way it should go; null when the plan does not tell.',
  })
  direction: IndicatorDirection | null = null;

  @Property({ type: 'double', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: 'Value at the start, in its unit; null when the plan gives none.',
  })
  baseline: number | null = null;

  @Property({ type: 'double', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: 'Value to be reached, in its unit; null when the plan gives none.',
  })
  target: number | null = null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The whole text as the document has it.' })
  asWritten = '';

  @Property({ type: 'int' })
  position!: number;
}

@Entity({ tableName: 'indicator_value' })
@ObjectType({ description: 'A value of an indicator on a day, by who says so.' })
export class IndicatorValue {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  seriesId!: string;

  @Property({ type: 'uuid' })
  measureId!: string;

  @Property({ type: 'uuid', nullable: true })
  statementId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  saidByOrganizationId: string | null = null;

  @Property({ type: 'double' })
  @Field(() => Float, { description: 'In the unit of the indicator.' })
  value!: number;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { name: 'on', description: 'The day for which it holds.' })
  onDay!: string;

  @Property({ type: 'date' })
  knownFrom!: string;
}
