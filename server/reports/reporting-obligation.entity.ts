import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../platform/node.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@Entity({ tableName: 'reporting_obligation' })
@ObjectType({
  implements: Node,
  description:
    'Who owes a report to whom, for which period and by when: one link of the chain municipality → district → nation.',
})
export class ReportingObligation extends Node {
  @PrimaryKey({ type: 'uuid' })
  declare id: string;

  @Property({ type: 'uuid' })
  debtorOrganizationId!: string;

  @Property({ type: 'uuid' })
  creditorOrganizationId!: string;

  @Property({ type: 'uuid', nullable: true })
  planId: string | null = null;

  /** The link before this one in the chain. */
  @Property({ type: 'uuid', nullable: true })
  previousId: string | null = null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The period as people call it.' })
  periodLabel!: string;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'First day of the period.' })
  periodFrom!: string;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'Last day of the period.' })
  periodTo!: string;

  @Property({ type: 'date' })
  @Field(() => LocalDateScalar, { description: 'The last day on which the report is in time.' })
  dueOn!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The law, rule or decision that the duty rests on; null: not known.',
  })
  source: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'The day the report came in; null: it has not.' })
  receivedOn: string | null = null;

  /** The day from which that is known here. */
  @Property({ type: 'date', nullable: true })
  receivedKnownFrom: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day the receiving body adopted it; null: it has not.',
  })
  adoptedOn: string | null = null;

  @Property({ type: 'date', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day it was sent on to the next body; null: it was not.',
  })
  forwardedOn: string | null = null;

  @Property({ type: 'date' })
  knownFrom!: string;
}
