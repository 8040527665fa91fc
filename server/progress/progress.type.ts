import { Field, Float, Int, ObjectType } from 'type-graphql';
import { LocalDateScalar } from '../platform/scalars.ts';

@ObjectType({
  description:
    'The mean of level ÷ 3 over a set of measures, 0 to 1, as a pair: silence, stale and contested levels count 0 in the lower bound and 1 in the upper.',
})
export class CompletionIndex {
  @Field(() => Float, { description: '0 to 1, as if all that is not known were not done.' })
  lower!: number;
  @Field(() => Float, { description: '0 to 1, as if all that is not known were done.' })
  upper!: number;
}

@ObjectType({ description: 'How many measures stand at each level on one track.' })
export class TrackProgress {
  @Field(() => Int, { description: 'Measures of which nothing has begun.' })
  notStarted!: number;
  @Field(() => Int, { description: 'Measures done less than half.' })
  limited!: number;
  @Field(() => Int, { description: 'Measures mostly done.' })
  substantial!: number;
  @Field(() => Int, { description: 'Measures done as promised.' })
  complete!: number;
  @Field(() => Int, { description: 'Measures without a level on this track: silence, not failure.' })
  none!: number;
  @Field(() => CompletionIndex, { nullable: true, description: 'Bounds of completion; null of an empty set.' })
  completionIndex!: CompletionIndex | null;
}

@ObjectType({ description: 'How many measures have each kind of gap.' })
export class GapCounts {
  @Field(() => Int, { description: 'Claim and observation say the same.' })
  aligned!: number;
  @Field(() => Int, { description: 'More is claimed than was seen.' })
  overstated!: number;
  @Field(() => Int, { description: 'Less is claimed than was seen.' })
  understated!: number;
  @Field(() => Int, { description: 'Seen, but no official level is known.' })
  unreported!: number;
  @Field(() => Int, { description: 'Claimed, but nobody has looked.' })
  unmonitored!: number;
  @Field(() => Int, { description: 'Neither claimed nor seen.' })
  dark!: number;
}

@ObjectType({ description: 'Progress of a set of measures, each once, dropped ones left out.' })
export class Progress {
  @Field(() => LocalDateScalar, { description: 'The day it is told for: only what was known then counts.' })
  asOf!: string;
  @Field(() => Int, { description: 'Measures in the set.' })
  measures!: number;
  @Field(() => TrackProgress, { description: 'By what the responsible bodies say.' })
  official!: TrackProgress;
  @Field(() => TrackProgress, { description: 'By what the community saw.' })
  community!: TrackProgress;
  @Field(() => GapCounts, { description: 'By the kind of gap between the two.' })
  gaps!: GapCounts;
  @Field(() => Int, { description: 'Measures whose interval ended and that are officially below complete, or silent.' })
  late!: number;
  @Field(() => Int, { description: 'Measures on which independent groups disagree.' })
  contested!: number;
  @Field(() => Int, { description: 'Measures whose community level rests on observations over a year old.' })
  stale!: number;
  @Field(() => Int, { description: 'Measures without an amount that are not said to need none.' })
  unfunded!: number;
  @Field(() => Int, { description: 'Measures that lack an owner, dates, a budget, a baseline or an indicator.' })
  incomplete!: number;
}
