/** Why the community level is what it is, as data: a screen says it in words, step by step, down to each observation. */
import type { CompletionLevel } from '../vocabulary/completion-level.ts';
import type { Confidence } from '../vocabulary/confidence.ts';
import { ObservationPart } from '../vocabulary/observation-part.ts';
import type { GroupAgreement } from './confidence.ts';
import { compareDays, type LocalDate, type Month } from './days.ts';
import type { GroupVoice } from './group-voice.ts';
import { sortLevels } from './lower-median.ts';
import { newestMonthOf, type CommunityObservation, type StandingObservations } from './observation-standing.ts';

/** How many observations had which part; `looked` = counted + replaced + tooOld + dontKnow. */
export interface CommunityCounts {
  readonly looked: number;
  readonly counted: number;
  readonly replaced: number;
  /** No older than what counts, whether a newer word of their person replaced them or not: what the public is told. */
  readonly heard: number;
  readonly tooOld: number;
  readonly dontKnow: number;
  readonly fromImplementers: number;
  /** n of R3. */
  readonly groups: number;
  /** k of R3. */
  readonly agreeing: number;
}

/** The part of one observation that stands on the day. */
export interface ObservationRole {
  readonly observationId: string;
  readonly part: ObservationPart;
}

/** One step of the explanation, in the order in which the rule goes. */
export type CommunityStep =
  | {
      readonly kind: 'LOOKED';
      readonly looked: number;
      readonly dontKnow: number;
      readonly replaced: number;
      readonly fromImplementers: number;
    }
  | {
      readonly kind: 'FRESHNESS';
      readonly stale: boolean;
      readonly counted: number;
      readonly tooOld: number;
      readonly newestSeenIn: Month;
      readonly staleFrom: LocalDate;
    }
  | ({ readonly kind: 'GROUP' } & GroupVoice)
  | {
      readonly kind: 'MEDIAN';
      readonly groupLevels: readonly CompletionLevel[];
      readonly level: CompletionLevel;
    }
  | {
      readonly kind: 'CONFIDENCE';
      readonly confidence: Confidence;
      readonly groups: number;
      readonly agreeing: number;
      readonly noMajority: boolean;
      readonly twoCamps: boolean;
      readonly loweredAsStale: boolean;
    };

export function countsOf(standing: StandingObservations, agreement: GroupAgreement): CommunityCounts {
  const counted = standing.counted.length;
  const replaced = standing.replaced.length;
  const tooOld = standing.tooOld.length;
  const dontKnow = standing.dontKnow.length;
  return {
    looked: counted + replaced + tooOld + dontKnow,
    counted,
    replaced,
    heard: standing.heard,
    tooOld,
    dontKnow,
    fromImplementers: standing.fromImplementers.length,
    groups: agreement.groups,
    agreeing: agreement.agreeing,
  };
}

/** The part of each observation, by its id. */
export function partsOf(standing: StandingObservations, voices: readonly GroupVoice[]): ObservationRole[] {
  const deciding = new Set(voices.flatMap(({ places }) => places.flatMap(({ observationIds }) => observationIds)));
  const as =
    (part: ObservationPart) =>
    ({ id }: CommunityObservation): ObservationRole => ({ observationId: id, part });
  return [
    ...standing.counted.map(({ id }) => ({
      observationId: id,
      part: deciding.has(id) ? ObservationPart.VOICE : ObservationPart.SAME_VOICE,
    })),
    ...standing.replaced.map(as(ObservationPart.REPLACED)),
    ...standing.tooOld.map(as(ObservationPart.TOO_OLD)),
    ...standing.dontKnow.map(as(ObservationPart.DONT_KNOW)),
    ...standing.fromImplementers.map(as(ObservationPart.IMPLEMENTER)),
  ].toSorted((a, b) => compareDays(a.observationId, b.observationId));
}

/** Without a level only the first step, who looked. */
export function stepsOf(input: {
  readonly standing: StandingObservations;
  readonly voices: readonly GroupVoice[];
  readonly counts: CommunityCounts;
  readonly agreement: GroupAgreement;
  /** The confidence in the end, lowered where the evidence is old. */
  readonly confidence: Confidence | null;
}): CommunityStep[] {
  const { standing, voices, counts, agreement, confidence } = input;
  const { looked, counted, dontKnow, replaced, tooOld, fromImplementers } = counts;
  const steps: CommunityStep[] = [{ kind: 'LOOKED', looked, dontKnow, replaced, fromImplementers }];
  if (agreement.level === null || confidence === null || standing.staleFrom === null) return steps;
  steps.push({
    kind: 'FRESHNESS',
    stale: standing.stale,
    counted,
    tooOld,
    newestSeenIn: newestMonthOf(standing.counted),
    staleFrom: standing.staleFrom,
  });
  steps.push(...voices.map((voice): CommunityStep => ({ kind: 'GROUP', ...voice })));
  steps.push({
    kind: 'MEDIAN',
    groupLevels: sortLevels(voices.map(({ level }) => level)),
    level: agreement.level,
  });
  steps.push({
    kind: 'CONFIDENCE',
    confidence,
    groups: agreement.groups,
    agreeing: agreement.agreeing,
    noMajority: agreement.noMajority,
    twoCamps: agreement.twoCamps,
    loweredAsStale: confidence !== agreement.confidence,
  });
  return steps;
}
