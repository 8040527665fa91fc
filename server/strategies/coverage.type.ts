import { Field, Int, ObjectType } from 'type-graphql';
import { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { LocalDateScalar } from '../platform/scalars.ts';

@ObjectType({
  description:
    'Of the territories of one level: which have a document under the strategy in force on the day. The three parts add up to the total.',
})
export class CoverageCount {
  @Field(() => Int, { description: 'Territories of this level where the strategy applies.' })
  total!: number;
  @Field(() => Int, { description: 'Those with a document known to us that is in force.' })
  withPlan!: number;
  @Field(() => Int, { description: 'Those with none known to us in force. One that we have not heard of may exist.' })
  withoutKnownPlan!: number;
  @Field(() => Int, {
    description: 'Those whose only documents that could be in force give no period, so that nobody can tell.',
  })
  periodUnknown!: number;
}

@ObjectType({
  description:
    'How far a strategy has come down: the territories with documents that implement it, directly or through others.',
})
export class Coverage {
  @Field(() => LocalDateScalar, { description: 'The day that is told of, from what is known today.' })
  on!: string;
  @Field(() => PolicyLevel, { description: 'Level of the strategy whose coverage this is.' })
  level!: PolicyLevel;

  strategyId!: string;
}
