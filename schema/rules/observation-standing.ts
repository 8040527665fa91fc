/**
 * R2, first half: which observations have a say on a day. It takes the published ones apart into
 * those that count and those that are only shown, and says why of each.
 */
import { levelSteps, type CompletionLevel } from '../vocabulary/completion-level.ts';
import { compareDays, firstDayOfMonth, laterOf, monthOf, type LocalDate, type Month } from './days.ts';

/** What R2 needs to know of an observation of one measure. */
export interface CommunityObservation {
  readonly id: string;
  /** Null: "don't know". It counts as looked, never replaces a level, and makes nothing fresh. */
  readonly level: CompletionLevel | null;
  readonly seenOn: LocalDate;
  /** The day it became public (R8); null while it waits. */
  readonly publishedOn: LocalDate | null;
  /** The day it was taken back: from that day on it counts no more. Null: it stands. */
  readonly withdrawnOn: LocalDate | null;
  /** A neighbourhood gives its settlement; null is the municipality as a place of its own. */
  readonly settlementId: string | null;
  /** The independent group whose voice it is, frozen at submission. */
  readonly groupId: string;
  /** The same person has the same id here, whatever the group; a pseudonym serves. */
  readonly personId: string;
  /** From a body that carries the measure out: shown, never a voice. */
  readonly fromImplementer: boolean;
}

/** An observation that names a level and has a voice. */
export interface LevelObservation extends CommunityObservation {
  readonly level: CompletionLevel;
}

/** The observations that stand on a day, each in exactly one of the lists. */
export interface StandingObservations {
  /** They make the level. */
  readonly counted: readonly LevelObservation[];
  /** Their person has seen the measure in that place again since. */
  readonly replaced: readonly LevelObservation[];
  /**
   * How many name a level and are no older than what counts, those that a newer word of their person replaced among them:
   * unlike the number of `counted` it does not tell whether two are from one person.
   */
  readonly heard: number;
  /** Set aside, because fresh ones exist. */
  readonly tooOld: readonly LevelObservation[];
  readonly dontKnow: readonly CommunityObservation[];
  readonly fromImplementers: readonly CommunityObservation[];
  /** None of the counted was seen in this month or the 12 before. False when nothing counts. */
  readonly stale: boolean;
  /** The first day on which the newest counted one is no longer fresh; null when nothing counts. */
  readonly staleFrom: LocalDate | null;
}

/** An observation is fresh in the month it was seen and in this many months after it. */
const freshMonths = 12;

export function standingObservations(input: {
  readonly observations: readonly CommunityObservation[];
  readonly day: LocalDate;
}): StandingObservations {
  const { day } = input;
  const inForce = input.observations.filter((observation) => isInForce(observation, day));
  const fromImplementers = inForce.filter((observation) => observation.fromImplementer);
  const ofCommunity = inForce.filter((observation) => !observation.fromImplementer);
  const dontKnow = ofCommunity.filter((observation) => observation.level === null);
  const ofLevel = ofCommunity.filter(namesLevel);
  const { newest, replaced } = newestOfEachPerson(ofLevel);
  const oldestFreshDay = firstDayOfMonth(monthOf(day), -freshMonths);
  const fresh = newest.filter(({ seenOn }) => seenOn >= oldestFreshDay);
  const counted = fresh.length > 0 ? fresh : newest;
  return {
    counted,
    replaced,
    heard: ofLevel.filter(({ seenOn }) => fresh.length === 0 || seenOn >= oldestFreshDay).length,
    tooOld: fresh.length > 0 ? newest.filter(({ seenOn }) => seenOn < oldestFreshDay) : [],
    dontKnow,
    fromImplementers,
    stale: counted.length > 0 && fresh.length === 0,
    staleFrom: counted.length > 0 ? staleFrom(newestMonthOf(counted)) : null,
  };
}

/** The days on which observations may change the community level: published, aged, withdrawn. */
export function observationChangePoints(observations: readonly CommunityObservation[]): Set<LocalDate> {
  const points = new Set<LocalDate>();
  const monthsSeen = new Set<Month>();
  for (const observation of observations) {
    if (observation.publishedOn === null) continue;
    points.add(countsFrom(observation.publishedOn, observation));
    if (observation.withdrawnOn !== null) points.add(observation.withdrawnOn);
    monthsSeen.add(monthOf(observation.seenOn));
  }
  for (const month of monthsSeen) points.add(staleFrom(month));
  return points;
}

/** The newest month in which any of at least one observation was made. */
export function newestMonthOf(observations: readonly CommunityObservation[]): Month {
  return observations.map(({ seenOn }) => monthOf(seenOn)).reduce(laterOf);
}

/** A place as key: the settlement, or the municipality as a place of its own. */
export function placeKey({ settlementId }: { readonly settlementId: string | null }): string {
  return settlementId === null ? 'municipality' : `settlement:${settlementId}`;
}

function isInForce(observation: CommunityObservation, day: LocalDate): boolean {
  const { publishedOn, withdrawnOn } = observation;
  if (publishedOn === null || countsFrom(publishedOn, observation) > day) return false;
  return withdrawnOn === null || withdrawnOn > day;
}

/** Nothing is known before it was seen, also where an administrator entered it with an earlier day (R6). */
function countsFrom(publishedOn: LocalDate, { seenOn }: CommunityObservation): LocalDate {
  return laterOf(publishedOn, seenOn);
}

function staleFrom(monthSeen: Month): LocalDate {
  return firstDayOfMonth(monthSeen, freshMonths + 1);
}

function namesLevel(observation: CommunityObservation): observation is LevelObservation {
  return observation.level !== null;
}

function newestOfEachPerson(observations: readonly LevelObservation[]): {
  newest: LevelObservation[];
  replaced: LevelObservation[];
} {
  // Nested, since making one key of two ids costs more than all the rest.
  const standing = new Map<string, Map<string | null, LevelObservation>>();
  const replaced: LevelObservation[] = [];
  for (const observation of observations) {
    const { personId, settlementId } = observation;
    let ofPerson = standing.get(personId);
    if (ofPerson === undefined) standing.set(personId, (ofPerson = new Map()));
    const earlier = ofPerson.get(settlementId);
    if (earlier && !replaces(observation, earlier)) {
      replaced.push(observation);
      continue;
    }
    if (earlier) replaced.push(earlier);
    ofPerson.set(settlementId, observation);
  }
  return { newest: [...standing.values()].flatMap((ofPerson) => [...ofPerson.values()]), replaced };
}

/**
 * The one seen in the later month; of the same month the lower, as of a group (group-voice.ts), and the id settles the
 * rest. By the day, the public level would tell which of two was seen first, or that one person said both.
 */
function replaces(a: LevelObservation, b: LevelObservation): boolean {
  const newer =
    compareDays(monthOf(a.seenOn), monthOf(b.seenOn)) ||
    levelSteps[b.level] - levelSteps[a.level] ||
    compareDays(b.id, a.id);
  return newer > 0;
}
