import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../platform/node.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@Entity({ tableName: 'plan_version' })
@ObjectType({
  implements: Node,
  description: 'A plan as one act or one file has it. It stays as it is, and can be cited, when a newer one comes.',
})
export class PlanVersion extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'uuid' })
  planId!: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: '1, 2 … in the order in which they entered.' })
  number!: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'How people call it; null when it has no name.' })
  label: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The body that adopted it; null when not known.' })
  adoptedBy: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The act that made it, as it is cited; null when not known.' })
  act: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the act; null when not known.' })
  adoptedOn: string | null = null;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'Day from which it is known to us.' })
  knownFrom!: string;

  /** Why `knownFrom` was set earlier than the day of entry; null: it was not. */
  @Property({ type: 'text', nullable: true })
  knownFromSource: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Name of the file it was read from; null when it came from none.',
  })
  fileName: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of that file in hexadecimal; null when it came from none.',
  })
  fileSha256: string | null = null;

  /** Hash of what was understood: the database takes the same content once for a plan. */
  @Property({ type: 'text' })
  fingerprint!: string;

  @Property({ type: 'uuid', nullable: true })
  enteredById: string | null = null;
}
