/**
 * R2, second half: what the published observations of one measure add up to on a day. The result
 * carries the part of every observation and the steps taken, so that a screen can say in words why.
 */
import type { CompletionLevel } from '../vocabulary/completion-level.ts';
import { Confidence } from '../vocabulary/confidence.ts';
import {
  countsOf,
  partsOf,
  stepsOf,
  type CommunityCounts,
  type CommunityStep,
  type ObservationRole,
} from './community-explanation.ts';
import { agreementOf, confidenceWhenStale, type GroupAgreement } from './confidence.ts';
import { monthOf, type LocalDate, type Month } from './days.ts';
import { groupVoices, voicesByPlace, type GroupVoice, type PlaceVoice } from './group-voice.ts';
import {
  observationChangePoints,
  standingObservations,
  type CommunityObservation,
  type StandingObservations,
} from './observation-standing.ts';

export type { CommunityCounts, CommunityStep, ObservationRole } from './community-explanation.ts';
export type { GroupVoice } from './group-voice.ts';
export type { CommunityObservation } from './observation-standing.ts';

/** The level of one place, by the same rules over the groups that looked there. */
export interface PlaceLevel {
  readonly settlementId: string | null;
  readonly level: CompletionLevel;
  /** At most low when the evidence is stale. */
  readonly confidence: Confidence;
  readonly groups: number;
  readonly agreeing: number;
}

/** What the observations add up to. */
export interface CommunityOutline {
  /** Null: nobody independent has named a level; it is not "not started". */
  readonly level: CompletionLevel | null;
  /** Null with the level. */
  readonly confidence: Confidence | null;
  readonly contested: boolean;
  /** The level rests on observations older than this month and the 12 before. */
  readonly stale: boolean;
  /** The day from which the evidence is old, in the past when stale; null without a level. */
  readonly staleFrom: LocalDate | null;
  readonly counts: CommunityCounts;
  /** The last month in which anyone independent looked, whatever they could tell; null: nobody has. */
  readonly lastLookedIn: Month | null;
  /** By group id. */
  readonly voices: readonly GroupVoice[];
  /** By settlement, the municipality first. */
  readonly places: readonly PlaceLevel[];
}

/** The same with the reasons. */
export interface CommunityAssessment extends CommunityOutline {
  /** The next day on which anything here may differ, by what is known now; null when none. */
  readonly nextChangeOn: LocalDate | null;
  /** The part of each observation that stands on the day, by id. */
  readonly parts: readonly ObservationRole[];
  readonly steps: readonly CommunityStep[];
}

interface CommunityInput {
  readonly observations: readonly CommunityObservation[];
  readonly day: LocalDate;
}

/** The community level of one measure on a day, from its observations in any order; O(n log n). */
export function communityLevel(input: CommunityInput): CommunityAssessment {
  const weighed = weigh(input);
  return {
    ...outlineOf(weighed),
    nextChangeOn: nextChange(input),
    parts: partsOf(weighed.standing, weighed.voices),
    steps: stepsOf(weighed),
  };
}

/** The same without the reasons, for whoever asks it of many days. */
export const communityOutline = (input: CommunityInput): CommunityOutline => outlineOf(weigh(input));

interface Weighed {
  readonly standing: StandingObservations;
  readonly voices: readonly GroupVoice[];
  readonly agreement: GroupAgreement;
  readonly counts: CommunityCounts;
  readonly confidence: Confidence | null;
}

function weigh(input: CommunityInput): Weighed {
  const standing = standingObservations(input);
  const voices = groupVoices(standing.counted);
  const agreement = agreementOf(voices.map(({ level }) => level));
  const confidence =
    standing.stale && agreement.confidence ? confidenceWhenStale(agreement.confidence) : agreement.confidence;
  return { standing, voices, agreement, counts: countsOf(standing, agreement), confidence };
}

function outlineOf({ standing, voices, agreement, counts, confidence }: Weighed): CommunityOutline {
  return {
    level: agreement.level,
    confidence,
    contested: confidence === Confidence.CONTESTED,
    stale: standing.stale,
    staleFrom: standing.staleFrom,
    counts,
    lastLookedIn: lastMonthOf(standing),
    voices,
    places: voicesByPlace(voices).flatMap((there) => placeLevel({ there, stale: standing.stale })),
  };
}

function lastMonthOf({ counted, replaced, tooOld, dontKnow }: StandingObservations): Month | null {
  let last: LocalDate = '';
  for (const looked of [counted, replaced, tooOld, dontKnow])
    for (const { seenOn } of looked) if (seenOn > last) last = seenOn;
  return last === '' ? null : monthOf(last);
}

/**
 * The observations as if those still waiting were published on the day: what verifiers and the responsible body see
 * beside the public level, marked as such. A body is to be given those that waited when the month began, as of that day: from
 * anything newer, the difference from day to day would tell it the day.
 */
export function withWaiting(input: {
  readonly observations: readonly CommunityObservation[];
  readonly day: LocalDate;
}): CommunityObservation[] {
  const { observations, day } = input;
  return observations.map((observation) => {
    const waits = observation.publishedOn === null || observation.publishedOn > day;
    return waits ? { ...observation, publishedOn: day } : observation;
  });
}

function placeLevel(input: { readonly there: readonly PlaceVoice[]; readonly stale: boolean }): PlaceLevel[] {
  const { level, confidence, groups, agreeing } = agreementOf(input.there.map((voice) => voice.level));
  const [first] = input.there;
  if (!first || level === null || confidence === null) return [];
  const settled = input.stale ? confidenceWhenStale(confidence) : confidence;
  return [{ settlementId: first.settlementId, level, confidence: settled, groups, agreeing }];
}

function nextChange(input: CommunityInput): LocalDate | null {
  let next: LocalDate | null = null;
  for (const point of observationChangePoints(input.observations)) {
    if (point > input.day && (next === null || point < next)) next = point;
  }
  return next;
}
