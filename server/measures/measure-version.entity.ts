import { ArrayType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { MeasureChange } from '../../schema/vocabulary/measure-change.ts';
import { Node } from '../platform/node.ts';

@Entity({ tableName: 'measure_version' })
@ObjectType({ implements: Node, description: 'What one version of the plan says of a measure.' })
export class MeasureVersion extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'uuid' })
  @Field(() => ID, { description: 'The measure, which stays the same through all versions.' })
  measureId!: string;

  @Property({ type: 'uuid' })
  versionId!: string;

  @Property({ type: 'uuid', nullable: true })
  objectiveId: string | null = null;

  /** The objective and all above it, outermost first. */
  @Property({ type: ArrayType, columnType: 'uuid[]' })
  objectivePath: string[] = [];

  @Property({ type: 'int' })
  position!: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its code.' })
  code!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'True when the document gives no code and one was made.' })
  codeGenerated = false;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The promise, in the words of the document.' })
  wording!: string;

  @Property({ type: 'text' })
  periodText = '';

  @Property({ type: 'date', nullable: true })
  startsOn: string | null = null;

  @Property({ type: 'date', nullable: true })
  endsOn: string | null = null;

  @Property({ type: 'boolean' })
  recurring = false;

  @Property({ type: 'text', nullable: true })
  targetGroups: string | null = null;

  @Property({ type: 'text', nullable: true })
  places: string | null = null;

  @Property({ type: 'text', nullable: true })
  sourceTable: string | null = null;

  /** Row of the file, from 1. */
  @Property({ type: 'int', nullable: true })
  sourceRow: number | null = null;

  /** Each filled cell of the row: heading to text, as they are in the file. */
  @Property({ type: 'json' })
  asWritten: Record<string, string> = {};

  @Property({ type: 'text' })
  @Field(() => MeasureChange, { description: 'What this version did with the measure.' })
  change!: MeasureChange;

  /** See measure-search.ts. */
  @Property({ type: 'text' })
  searchText!: string;
}
