/** R2: one voice for each independent group, however many of its people looked. */
import { levelSteps, type CompletionLevel } from '../vocabulary/completion-level.ts';
import { compareDays, monthOf, type Month } from './days.ts';
import { lowerMedian } from './lower-median.ts';
import { newestMonthOf, placeKey, type LevelObservation } from './observation-standing.ts';

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

/** The voices of the groups behind the observations that count. */
export function groupVoices(counted: readonly LevelObservation[]): GroupVoice[] {
  return [...groupBy(counted, ({ groupId }) => groupId)]
    .toSorted(([a], [b]) => compareDays(a, b))
    .map(([groupId, ofGroup]) => {
      const places = [...groupBy(ofGroup, placeKey).values()].map(newestVoice).toSorted(byPlace);
      return { groupId, places, level: medianOf(places) };
    });
}

/** The lowest level of the newest month in which the group was there. */
function newestVoice(there: readonly LevelObservation[]): PlaceVoice {
  const seenIn = newestMonthOf(there);
  const newest = there.filter(({ seenOn }) => monthOf(seenOn) === seenIn);
  const level = newest.map((observation) => observation.level).reduce(lowerOf);
  const deciding = newest.filter((observation) => observation.level === level);
  return {
    settlementId: there[0]?.settlementId ?? null,
    level,
    seenIn,
    observationIds: deciding.map(({ id }) => id).toSorted(compareDays),
  };
}

/** The voices of each place, by settlement, the municipality first. */
export function voicesByPlace(voices: readonly GroupVoice[]): PlaceVoice[][] {
  const places = voices.flatMap((voice) => voice.places);
  return [...groupBy(places, placeKey).values()].toSorted(([a], [b]) => (a && b ? byPlace(a, b) : 0));
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

function byPlace(a: PlaceVoice, b: PlaceVoice): number {
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
