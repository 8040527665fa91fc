import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { Confidence } from '../../schema/vocabulary/confidence.ts';
import { GapKind } from '../../schema/vocabulary/gap-kind.ts';
import { Incompleteness } from '../../schema/vocabulary/incompleteness.ts';
import { ScheduleState } from '../../schema/vocabulary/schedule-state.ts';
import { Organization } from '../organizations/organization.entity.ts';
import type { OrganizationRow } from '../organizations/organization.loader.ts';
import { LocalDateScalar } from '../platform/scalars.ts';
import { Territory } from '../territories/territory.entity.ts';
import type { TerritoryRow } from '../territories/territory.loader.ts';

/** Which step of R3 gave the confidence; the screen says it in words. */
export const ConfidenceStep = {
  NO_GROUPS: 'NO_GROUPS',
  ONE_GROUP: 'ONE_GROUP',
  SPLIT: 'SPLIT',
  WIDE_SPLIT: 'WIDE_SPLIT',
  HIGH_MAJORITY: 'HIGH_MAJORITY',
  TWO_AGREE: 'TWO_AGREE',
  MAJORITY: 'MAJORITY',
  STALE: 'STALE',
  WEAK: 'WEAK',
} as const;
export type ConfidenceStep = (typeof ConfidenceStep)[keyof typeof ConfidenceStep];
registerEnumType(ConfidenceStep, {
  name: 'ConfidenceStep',
  description: 'Why the confidence is what it is.',
  valuesConfig: {
    NO_GROUPS: { description: 'No independent group has named a level.' },
    ONE_GROUP: { description: 'Only one group has.' },
    SPLIT: { description: 'No more than half of the groups agree: contested.' },
    WIDE_SPLIT: { description: 'Two groups stand two steps or more from two others: contested.' },
    HIGH_MAJORITY: { description: 'Three groups or more, over three quarters agreed.' },
    TWO_AGREE: { description: 'Both of two groups agree.' },
    MAJORITY: { description: 'Most of four groups or more agree.' },
    STALE: { description: 'The evidence is over a year old, so it is low at most.' },
    WEAK: { description: 'Most agree, but they are too few.' },
  },
});

@ObjectType({ description: 'One independent group, one voice.' })
export class Voice {
  @Field(() => CompletionLevel, { description: 'What the group says: the lower median over the places it looked at.' })
  level!: CompletionLevel;
  @Field(() => Organization, {
    nullable: true,
    description: 'The organization, where it agreed to be named; else null.',
  })
  organization!: OrganizationRow | null;
}

@ObjectType({ description: 'The level in one place, told only where two independent groups looked there.' })
export class SettlementLevel {
  @Field(() => Territory, { nullable: true, description: 'The place; null is the municipality as a whole.' })
  settlement!: TerritoryRow | null;
  @Field(() => CompletionLevel, { description: 'The lower median over the groups that looked there.' })
  level!: CompletionLevel;
  @Field(() => Int, { description: 'Independent groups that looked there; two at least.' })
  groups!: number;
}

@ObjectType({ description: 'Why the community level is what it is, step by step.' })
export class Explanation {
  @Field(() => [Voice], { description: 'The voices counted, in an order that tells nothing of when they spoke.' })
  voices!: Voice[];
  @Field(() => String, {
    nullable: true,
    description: 'First month (YYYY-MM) whose observations count as fresh on the day; null when none was counted.',
  })
  freshFromMonth!: string | null;
  @Field(() => [SettlementLevel], { description: 'Levels per place, where two groups share it.' })
  settlements!: SettlementLevel[];
  @Field(() => ConfidenceStep, { description: 'Which step gave the confidence.' })
  confidenceStep!: ConfidenceStep;
}

@ObjectType({
  description:
    'The three tracks of a measure as of a day: what it should be by the plan, what is claimed, what was seen, and the gap.',
})
export class MeasureAssessment {
  measureId!: string;
  @Field(() => LocalDateScalar, { description: 'The day it is told for.' })
  asOf!: string;
  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'By the lead responsible body; null: it has said nothing.',
  })
  officialLevel!: CompletionLevel | null;
  @Field(() => CompletionLevel, {
    nullable: true,
    description: 'By independent groups of observers; null: none has named a level.',
  })
  communityLevel!: CompletionLevel | null;
  @Field(() => Confidence, { nullable: true, description: 'How far the groups agree; null with the community level.' })
  confidence!: Confidence | null;
  @Field(() => Boolean, { description: 'The groups disagree: look again.' })
  contested!: boolean;
  @Field(() => Boolean, { description: 'The community level rests on observations over a year old.' })
  stale!: boolean;
  @Field(() => Boolean, { description: 'Several responsible bodies name different levels.' })
  bodiesDiffer!: boolean;
  @Field(() => ScheduleState, { description: 'Where the day stands in the promised interval.' })
  scheduleState!: ScheduleState;
  @Field(() => Boolean, { description: 'The interval ended and the official level is below complete, or silent.' })
  late!: boolean;
  @Field(() => GapKind, { description: 'What claim and observation say of each other.' })
  gapKind!: GapKind;
  @Field(() => Int, {
    nullable: true,
    description: 'Official minus community level, -3 to 3 steps; null when either is silent.',
  })
  gapValue!: number | null;
  @Field(() => Boolean, { description: 'No amount, and not said to need none.' })
  unfunded!: boolean;
  @Field(() => [Incompleteness], { description: 'What the promise lacks to be checkable; empty: nothing.' })
  incomplete!: Incompleteness[];
  @Field(() => Int, { description: 'Independent groups that named a level.' })
  groups!: number;
  @Field(() => Int, { description: 'Groups that say the same as the community level.' })
  agreeingGroups!: number;
  @Field(() => Int, {
    description:
      'Published observations that name a level and are fresh; when none is, all that name one. Whether two are from one person is not told.',
  })
  observationCount!: number;
  @Field(() => Int, { description: 'Published observations in all, those that said "don\'t know" among them.' })
  lookedCount!: number;
  @Field(() => Int, { description: 'Settlements that were looked at.' })
  settlementCount!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Month (YYYY-MM) of the newest published observation; null: none.',
  })
  lastSeenMonth!: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Days left until the last day of the interval, negative after it; null when the plan gives none.',
  })
  daysLeft!: number | null;
}

@ObjectType({
  description:
    'The community level as it would be with the observations that still wait. For verifiers of the place and the responsible bodies.',
})
export class PendingAssessment {
  @Field(() => CompletionLevel, { nullable: true, description: 'With those waiting counted; null: still none.' })
  communityLevel!: CompletionLevel | null;
  @Field(() => Confidence, { nullable: true, description: 'With those waiting counted; null with the level.' })
  confidence!: Confidence | null;
  @Field(() => Int, {
    description:
      'Observations that wait, or are verified and not public yet; for a responsible body those that waited when the month began.',
  })
  waiting!: number;
  @Field(() => LocalDateScalar, {
    description:
      'The day it is told for: today, or for a responsible body the first of the month. What was sent, decided or taken back since is not in it.',
  })
  asOf!: string;
}
