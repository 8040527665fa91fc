/**
 * Which measure of the new version is which of the old. The wording decides: codes are renumbered when a
 * row is inserted. Suggestions only: a person's decisions come first.
 */
import { bestAssignment } from './best-assignment.ts';
import { changedFields, comparedTexts, sharedCircumstances } from './changed-fields.ts';
import type { ComparedTexts } from './changed-fields.ts';
import { ComparedField } from './version-comparison.ts';
import { MeasureChange } from '../../../schema/vocabulary/measure-change.ts';
import type { ComparableMeasure, MatchDecision, MeasureMatch, VersionComparison } from './version-comparison.ts';
import { containment, coverage, similarity, traitsOf } from './wording-similarity.ts';
import type { WordingTraits } from './wording-similarity.ts';

/** Below it two wordings are two measures; with the same code a little less is enough. */
const LEAST_SIMILARITY = 0.6;
const LEAST_SIMILARITY_SAME_CODE = 0.5;
/** Of a part's words found in the whole, and of the whole's words found in its parts. */
const LEAST_CONTAINMENT = 0.7;
const LEAST_COVERAGE = 0.6;

interface Item {
  measure: ComparableMeasure;
  texts: ComparedTexts;
  traits: WordingTraits;
}

export interface ComparisonInput {
  previous: ComparableMeasure[];
  next: ComparableMeasure[];
  decisions?: MatchDecision[];
}

/** The order of either list never matters to which belongs to which. @throws RangeError for a decision about an unknown or twice decided key. */
export function compareVersions({ previous, next, decisions = [] }: ComparisonInput): VersionComparison {
  const old = new Map(previous.map((measure) => [measure.key, itemOf(measure)]));
  const fresh = new Map(next.map((measure) => [measure.key, itemOf(measure)]));
  const matches: MeasureMatch[] = decisions.map((decision) =>
    matchOf(take(old, decision.previousKeys), take(fresh, decision.nextKeys), 'DECIDED'),
  );
  matches.push(...suggestions(inCanonicalOrder(old), inCanonicalOrder(fresh)));
  const ordered = inOrderOf(matches, previous, next);
  const counts = Object.fromEntries(Object.values(MeasureChange).map((change) => [change, 0])) as Record<
    MeasureChange,
    number
  >;
  for (const match of ordered) counts[match.change] += 1;
  const identical = ordered.every(
    (match) => match.change === MeasureChange.UNCHANGED && match.changedFields.length === 0,
  );
  return { matches: ordered, counts, identical };
}

function suggestions(old: Item[], fresh: Item[]): MeasureMatch[] {
  const partnerOfOld = sameWordings(old, fresh);
  const partnerOfFresh = new Map([...partnerOfOld].map(([one, other]) => [other, one]));
  const unboundOld = old.filter((item) => !partnerOfOld.has(item));
  const unboundFresh = fresh.filter((item) => !partnerOfFresh.has(item));
  const pairs = bestAssignment(
    unboundOld.map((one) => unboundFresh.map((other) => weightOf(one, other))),
    unboundFresh.length,
  );
  pairs.forEach((column, row) => {
    const one = unboundOld[row];
    const other = unboundFresh[column];
    if (!one || !other) return;
    partnerOfOld.set(one, other);
    partnerOfFresh.set(other, one);
  });
  const matches: MeasureMatch[] = [];
  const done = new Set<Item>();
  for (const group of partsOf({ wholes: old, partners: partnerOfOld }, { parts: fresh, partners: partnerOfFresh })) {
    matches.push(matchOf([group.whole], group.parts, 'SUGGESTED'));
    for (const item of [group.whole, ...group.parts]) done.add(item);
  }
  const openOld = old.filter((item) => !done.has(item));
  const openFresh = fresh.filter((item) => !done.has(item));
  for (const group of partsOf(
    { wholes: openFresh, partners: partnerOfFresh },
    { parts: openOld, partners: partnerOfOld },
  )) {
    matches.push(matchOf(group.parts, [group.whole], 'SUGGESTED'));
    for (const item of [group.whole, ...group.parts]) done.add(item);
  }
  for (const one of old) {
    if (done.has(one)) continue;
    const other = partnerOfOld.get(one);
    matches.push(matchOf([one], other && !done.has(other) ? [other] : [], 'SUGGESTED'));
  }
  for (const other of fresh) {
    if (!done.has(other) && !partnerOfFresh.has(other)) matches.push(matchOf([], [other], 'SUGGESTED'));
  }
  return matches;
}

/** A wording that stands once on each side belongs to itself in the best pairing; what is left to weigh is then little. */
function sameWordings(old: Item[], fresh: Item[]): Map<Item, Item> {
  const byWording = (items: Item[]): Map<string, Item[]> => Map.groupBy(items, (item) => item.traits.folded);
  const others = byWording(fresh);
  return new Map(
    [...byWording(old)].flatMap(([wording, [one, twin]]): [Item, Item][] => {
      const [other, otherTwin] = others.get(wording) ?? [];
      return one && other && !twin && !otherTwin ? [[one, other]] : [];
    }),
  );
}

/** Equal wording outweighs any likeness; code, place and the rest only choose between like ones. */
function weightOf(one: Item, other: Item): number {
  const alike = similarity(one.traits, other.traits);
  const sameCode = one.measure.code !== '' && one.measure.code === other.measure.code;
  if (alike < (sameCode ? LEAST_SIMILARITY_SAME_CODE : LEAST_SIMILARITY)) return 0;
  const tieBreak = (sameCode ? 0.04 : 0) + 0.03 * sharedCircumstances(one.texts, other.texts);
  return (alike === 1 ? 10 : alike) + tieBreak;
}

/** Several shorter wordings that between them say what one longer said, none of them bound elsewhere. */
function partsOf(
  long: { wholes: Item[]; partners: Map<Item, Item> },
  short: { parts: Item[]; partners: Map<Item, Item> },
): { whole: Item; parts: Item[] }[] {
  const claims = new Map<Item, Item[]>();
  for (const part of short.parts) {
    const bound = short.partners.get(part);
    const candidates = long.wholes.filter((whole) => {
      const partner = long.partners.get(whole);
      const exact = partner && partner.traits.folded === whole.traits.folded;
      return (
        !exact &&
        (!bound || bound === whole) &&
        part.traits.stems.size < whole.traits.stems.size &&
        containment(part.traits, whole.traits) >= LEAST_CONTAINMENT
      );
    });
    const best = candidates.toSorted(
      (a, b) => containment(part.traits, b.traits) - containment(part.traits, a.traits),
    )[0];
    if (best) claims.set(best, [...(claims.get(best) ?? []), part]);
  }
  return [...claims]
    .filter(
      ([whole, found]) =>
        found.length >= 2 &&
        coverage(
          found.map((part) => part.traits),
          whole.traits,
        ) >= LEAST_COVERAGE,
    )
    .map(([whole, found]) => ({ whole, parts: found }));
}

function matchOf(old: Item[], fresh: Item[], by: 'DECIDED' | 'SUGGESTED'): MeasureMatch {
  const change = changeOf(old, fresh);
  const pairs = old.flatMap((one) => fresh.map((other) => [one, other] as const));
  const fields = new Set(pairs.flatMap(([one, other]) => changedFields(one.texts, other.texts)));
  return {
    change,
    previousKeys: old.map((item) => item.measure.key),
    nextKeys: fresh.map((item) => item.measure.key),
    similarity: similarityOf(old, fresh),
    changedFields: Object.values(ComparedField).filter((field) => fields.has(field)),
    decided: by === 'DECIDED',
  };
}

function changeOf(old: Item[], fresh: Item[]): MeasureChange {
  const [one] = old;
  const [other] = fresh;
  if (!one) return MeasureChange.ADDED;
  if (!other) return MeasureChange.DROPPED;
  if (old.length > 1) return MeasureChange.MERGED;
  if (fresh.length > 1) return MeasureChange.SPLIT;
  return one.traits.folded === other.traits.folded ? MeasureChange.UNCHANGED : MeasureChange.REWORDED;
}

function similarityOf(old: Item[], fresh: Item[]): number {
  const [one] = old;
  const [other] = fresh;
  if (!one || !other) return 0;
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  if (fresh.length > 1)
    return rounded(
      coverage(
        fresh.map((item) => item.traits),
        one.traits,
      ),
    );
  if (old.length > 1)
    return rounded(
      coverage(
        old.map((item) => item.traits),
        other.traits,
      ),
    );
  return rounded(similarity(one.traits, other.traits));
}

function itemOf(measure: ComparableMeasure): Item {
  return { measure, texts: comparedTexts(measure), traits: traitsOf(measure.wording) };
}

function take(items: Map<string, Item>, keys: string[]): Item[] {
  return keys.map((key) => {
    const item = items.get(key);
    if (!item) throw new RangeError(`no measure ${key} is left to decide on`);
    items.delete(key);
    return item;
  });
}

/** By content, so that the order of the rows decides nothing. */
function inCanonicalOrder(items: Map<string, Item>): Item[] {
  const contentOf = (item: Item): string => JSON.stringify({ ...item.measure, key: '' });
  return [...items.values()]
    .map((item) => ({ item, content: contentOf(item) }))
    .toSorted((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0))
    .map(({ item }) => item);
}

function inOrderOf(matches: MeasureMatch[], previous: ComparableMeasure[], next: ComparableMeasure[]): MeasureMatch[] {
  const nextRank = new Map(next.map((measure, rank) => [measure.key, rank]));
  const previousRank = new Map(previous.map((measure, rank) => [measure.key, rank]));
  const least = (keys: string[], ranks: Map<string, number>): number =>
    Math.min(...keys.map((key) => ranks.get(key) ?? Infinity));
  const rankOf = (match: MeasureMatch): number =>
    match.nextKeys.length > 0 ? least(match.nextKeys, nextRank) : next.length + least(match.previousKeys, previousRank);
  const sortedKeys = (keys: string[], ranks: Map<string, number>): string[] =>
    keys.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  return matches
    .filter((match) => match.previousKeys.length + match.nextKeys.length > 0)
    .map((match) => ({
      ...match,
      previousKeys: sortedKeys(match.previousKeys, previousRank),
      nextKeys: sortedKeys(match.nextKeys, nextRank),
    }))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}
