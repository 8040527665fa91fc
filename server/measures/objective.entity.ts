import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ObjectiveKind } from '../../schema/vocabulary/objective-kind.ts';
import { Node } from '../platform/node.ts';

@Entity({ tableName: 'objective' })
@ObjectType({ implements: Node, description: 'A node in the tree of a plan: a priority, a goal or a task.' })
export class Objective extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'uuid' })
  versionId!: string;

  @Property({ type: 'uuid', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The node above it; null at the top.' })
  parentId: string | null = null;

  @Property({ type: 'text' })
  @Field(() => ObjectiveKind, { description: 'Its depth.' })
  kind!: ObjectiveKind;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Its code as the document has it; null when it has none.' })
  code: string | null = null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What it says, in the words of the document.' })
  wording!: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Its place in the document, growing.' })
  position!: number;
}
