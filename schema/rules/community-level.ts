/**
 * R2, second half: what the published observations of one measure add up to on a day. The result
 * carries the part of every observation and the steps taken, so that a screen can say in words why.
 */
import { levelSteps, type CompletionLevel } from '../vocabulary/completion-level.ts';
import { Confidence } from '../vocabulary/confidence.ts';
import { ObservationPart } from '../vocabulary/observation-part.ts';
import { agreementOf, confidenceWhenStale, type GroupAgreement } from './confidence.ts';
import { compareDays, laterOf, monthOf, type LocalDate, type Month } from './days.ts';
import { lowerMedian, sortLevels } from './lower-median.ts';
import {
  observationChangePoints,
  placeKey,
  standingObservations,
  type CommunityObservation,
  type LevelObservation,
  type StandingObservations,
} from './observation-standing.ts';

export type { CommunityObservation } from './observation-standing.ts';

/** What one group says of one place: its newest observation there. */
export interface PlaceVoice {
  /** Null is the municipality as a place of its own. */
  readonly settlementId: string | null;
  readonly level: CompletionLevel;
  readonly seenIn: Month;
  /** The observations of that month that name this level, by id. */
  readonly observationIds: readonly string[];
}

/** The one voice of an independent group. */
export interface GroupVoice {
  readonly groupId: string;
  /** The lower median over its places. */
  readonly level: CompletionLevel;
  /** By settlement, the municipality first. */
  readonly places: readonly PlaceVoice[];
}

/** The level of one place, by the same rules over the groups that looked there. */
export interface PlaceLevel {
  readonly settlementId: string | null;
  readonly level: CompletionLevel;
  /** At most low when the evidence is stale. */
  readonly confidence: Confidence;
  readonly groups: number;
  readonly agreeing: number;
}

/** How many observations had which part; `looked` = counted + replaced + tooOld + dontKnow. */
export interface CommunityCounts {
  readonly looked: number;
  readonly counted: number;
  readonly replaced: number;
  readonly tooOld: number;
  readonly dontKnow: number;
  readonly fromImplementers: number;
  /** n of R3. */
  readonly groups: number;
  /** k of R3. */
  readonly agreeing: number;
}

/** One step of the explanation, as data; the words are the client's. */
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
  | {
      readonly kind: 'GROUP';
      readonly groupId: string;
      readonly level: CompletionLevel;
      readonly places: readonly PlaceVoice[];
    }
  | { readonly kind: 'MEDIAN'; readonly groupLevels: readonly CompletionLevel[]; readonly level: CompletionLevel }
  | {
      readonly kind: 'CONFIDENCE';
      readonly confidence: Confidence;
      readonly groups: number;
      readonly agreeing: number;
      readonly noMajority: boolean;
      readonly twoCamps: boolean;
      readonly loweredAsStale: boolean;
    };

export interface CommunityAssessment {
  /** Null: nobody independent has named a level; it is not "not started". */
  readonly level: CompletionLevel | null;
  /** Null with the level. */
  readonly confidence: Confidence | null;
  readonly contested: boolean;
  /** The level rests on observations older than this month and the 12 before. */
  readonly stale: boolean;
  /** The day from which the evidence is old, in the past when stale; null without a level. */
  readonly staleFrom: LocalDate | null;
  /** The next day on which anything here may differ, by what is known now; null when none. */
  readonly nextChangeOn: LocalDate | null;
  readonly counts: CommunityCounts;
  /** By group id. */
  readonly voices: readonly GroupVoice[];
  /** By settlement, the municipality first. */
  readonly places: readonly PlaceLevel[];
  /** The part of each observation that stands on the day, by id. */
  readonly parts: readonly { readonly observationId: string; readonly part: ObservationPart }[];
  readonly steps: readonly CommunityStep[];
}

/** The community level of one measure on a day, from its observations in any order; O(n log n). */
export function communityLevel(input: {
  readonly observations: readonly CommunityObservation[];
  readonly day: LocalDate;
}): CommunityAssessment {
  const standing = standingObservations(input);
  const voices = groupVoices(standing.counted);
  const agreement = agreementOf(voices.map(({ level }) => level));
  const confidence = standing.stale ? confidenceWhenStale(agreement.confidence) : agreement.confidence;
  return {
    level: agreement.level,
    confidence,
    contested: confidence === Confidence.CONTESTED,
    stale: standing.stale,
    staleFrom: standing.staleFrom,
    nextChangeOn: nextChange(input),
    counts: countsOf(standing, agreement),
    voices,
    places: placeLevels(voices, standing.stale),
    parts: partsOf(standing, voices),
    steps: stepsOf({ standing, voices, agreement, confidence }),
  };
}

/**
 * The observations as if those still waiting were published on the day: what verifiers and the
 * responsible body see beside the public level, marked as such.
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

function groupVoices(counted: readonly LevelObservation[]): GroupVoice[] {
  return [...groupBy(counted, ({ groupId }) => groupId)]
    .sort(([a], [b]) => compareDays(a, b))
    .map(([groupId, ofGroup]) => {
      const places = [...groupBy(ofGroup, placeKey).values()].map(newestVoice).sort(byPlace);
      return { groupId, places, level: medianOf(places) };
    });
}

/** The lowest level of the newest month in which the group was there. */
function newestVoice(there: readonly LevelObservation[]): PlaceVoice {
  const seenIn = there.map(({ seenOn }) => monthOf(seenOn)).reduce(laterOf);
  const newest = there.filter(({ seenOn }) => monthOf(seenOn) === seenIn);
  const level = newest.map((observation) => observation.level).reduce(lowerOf);
  const deciding = newest.filter((observation) => observation.level === level);
  return {
    settlementId: there[0]?.settlementId ?? null,
    level,
    seenIn,
    observationIds: deciding.map(({ id }) => id).sort(compareDays),
  };
}

function placeLevels(voices: readonly GroupVoice[], stale: boolean): PlaceLevel[] {
  const said = groupBy(
    voices.flatMap(({ places }) => places),
    placeKey,
  );
  return [...said.values()]
    .map((there): PlaceLevel => {
      const { level, confidence, groups, agreeing } = agreementOf(there.map((voice) => voice.level));
      const settled = stale ? confidenceWhenStale(confidence) : confidence;
      return {
        settlementId: there[0]?.settlementId ?? null,
        level: level ?? medianOf(there),
        confidence: settled ?? Confidence.LOW,
        groups,
        agreeing,
      };
    })
    .sort(byPlace);
}

function countsOf(standing: StandingObservations, agreement: GroupAgreement): CommunityCounts {
  const counted = standing.counted.length;
  const replaced = standing.replaced.length;
  const tooOld = standing.tooOld.length;
  const dontKnow = standing.dontKnow.length;
  return {
    looked: counted + replaced + tooOld + dontKnow,
    counted,
    replaced,
    tooOld,
    dontKnow,
    fromImplementers: standing.fromImplementers.length,
    groups: agreement.groups,
    agreeing: agreement.agreeing,
  };
}

function partsOf(standing: StandingObservations, voices: readonly GroupVoice[]): CommunityAssessment['parts'] {
  const deciding = new Set(voices.flatMap(({ places }) => places.flatMap(({ observationIds }) => observationIds)));
  const as = (part: ObservationPart) => (observation: CommunityObservation) => ({ observationId: observation.id, part });
  return [
    ...standing.counted.map(({ id }) => ({
      observationId: id,
      part: deciding.has(id) ? ObservationPart.VOICE : ObservationPart.SAME_VOICE,
    })),
    ...standing.replaced.map(as(ObservationPart.REPLACED)),
    ...standing.tooOld.map(as(ObservationPart.TOO_OLD)),
    ...standing.dontKnow.map(as(ObservationPart.DONT_KNOW)),
    ...standing.fromImplementers.map(as(ObservationPart.IMPLEMENTER)),
  ].sort((a, b) => compareDays(a.observationId, b.observationId));
}

function stepsOf(input: {
  readonly standing: StandingObservations;
  readonly voices: readonly GroupVoice[];
  readonly agreement: GroupAgreement;
  readonly confidence: Confidence | null;
}): CommunityStep[] {
  const { standing, voices, agreement, confidence } = input;
  const { looked, counted, dontKnow, replaced, tooOld, fromImplementers } = countsOf(standing, agreement);
  const steps: CommunityStep[] = [{ kind: 'LOOKED', looked, dontKnow, replaced, fromImplementers }];
  if (agreement.level === null || confidence === null || standing.staleFrom === null) return steps;
  const newestSeenIn = standing.counted.map(({ seenOn }) => monthOf(seenOn)).reduce(laterOf);
  steps.push({
    kind: 'FRESHNESS',
    stale: standing.stale,
    counted,
    tooOld,
    newestSeenIn,
    staleFrom: standing.staleFrom,
  });
  steps.push(...voices.map((voice): CommunityStep => ({ kind: 'GROUP', ...voice })));
  steps.push({ kind: 'MEDIAN', groupLevels: sortLevels(voices.map(({ level }) => level)), level: agreement.level });
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

function nextChange(input: {
  readonly observations: readonly CommunityObservation[];
  readonly day: LocalDate;
}): LocalDate | null {
  let next: LocalDate | null = null;
  for (const point of input.observations.flatMap(observationChangePoints)) {
    if (point > input.day && (next === null || point < next)) next = point;
  }
  return next;
}

/** The lower median of at least one voice. */
function medianOf(places: readonly PlaceVoice[]): CompletionLevel {
  const level = lowerMedian(places.map((place) => place.level));
  if (level === null) throw new RangeError('a group without a place has no voice');
  return level;
}

function lowerOf(a: CompletionLevel, b: CompletionLevel): CompletionLevel {
  return levelSteps[b] < levelSteps[a] ? b : a;
}

function byPlace(a: { settlementId: string | null }, b: { settlementId: string | null }): number {
  return compareDays(a.settlementId ?? '', b.settlementId ?? '');
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
