import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { connectionType } from '../platform/connection.ts';
import { Node } from '../platform/node.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@Entity({ tableName: 'strategy' })
@ObjectType({
  implements: Node,
  description:
    'A policy document at a level, from the European Union down to a municipality, that may implement another.',
})
export class Strategy extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'text' })
  @Field(() => PolicyLevel, { description: 'Level at which it was adopted.' })
  level!: PolicyLevel;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its title in its own language.' })
  title!: string;

  @Property({ type: 'uuid' })
  territoryId!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Its period as the source writes it; null when the source writes none.',
  })
  periodText: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day of its period; null when the source does not say.',
  })
  periodFrom: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day of its period; null when the source does not say.',
  })
  periodTo: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The body that adopted it; null when the source does not say.' })
  adoptedBy: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The act of adoption as it is cited; null when the source does not say.',
  })
  act: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the act; null when the source does not say.' })
  adoptedOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Where this is known from, such as an address; null when none was given.',
  })
  source: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  implementsId: string | null = null;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'Day from which it is known to us.' })
  knownFrom!: string;
}

export const StrategyConnection = connectionType(() => Strategy, 'Strategy');
