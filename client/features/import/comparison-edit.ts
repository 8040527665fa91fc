/**
 * The comparison of a file with the plan it changes, as a person corrects it: which earlier measure each new one goes
 * on from. What nothing goes on from is dropped; that is never chosen, it follows.
 */
import { MeasureChange } from '../../../schema/vocabulary/measure-change.ts';

export interface EarlierMeasure {
  readonly id: string;
  readonly wording: string;
}

export interface NewMeasure {
  /** Of the measure within the file. */
  readonly key: string;
  readonly wording: string;
  readonly beforeIds: readonly string[];
  /** As the server last gave it; tells unchanged and reworded apart. */
  readonly change: MeasureChange;
  readonly fields: readonly string[];
}

export interface Comparison {
  readonly earlier: readonly EarlierMeasure[];
  readonly measures: readonly NewMeasure[];
}

export interface ServerMatch {
  readonly change: MeasureChange;
  readonly beforeMeasureIds: readonly string[];
  readonly beforeWording: readonly string[];
  readonly afterKeys: readonly string[];
  readonly afterWording: readonly string[];
  readonly fields: readonly string[];
}

export function comparisonOf(matches: readonly ServerMatch[]): Comparison {
  const earlier = new Map<string, EarlierMeasure>();
  const measures: NewMeasure[] = [];
  for (const { change, beforeMeasureIds, beforeWording, afterKeys, afterWording, fields } of matches) {
    beforeMeasureIds.forEach((id, place) => earlier.set(id, { id, wording: beforeWording[place] ?? '' }));
    afterKeys.forEach((key, place) =>
      measures.push({ key, wording: afterWording[place] ?? '', beforeIds: beforeMeasureIds, change, fields }),
    );
  }
  return { earlier: [...earlier.values()], measures };
}

/** The comparison with one new measure going on from other earlier ones. */
export function withBefore(
  comparison: Comparison,
  { key, beforeIds }: { readonly key: string; readonly beforeIds: readonly string[] },
): Comparison {
  return {
    ...comparison,
    measures: comparison.measures.map((measure) =>
      measure.key === key ? { ...measure, beforeIds: [...new Set(beforeIds)] } : measure,
    ),
  };
}

/** What a new measure is, from whom it goes on from: several earlier ones, one that others share, one of its own, none. */
export function changeOf(comparison: Comparison, measure: NewMeasure): MeasureChange {
  const [first] = measure.beforeIds;
  if (first === undefined) return MeasureChange.ADDED;
  if (measure.beforeIds.length > 1) return MeasureChange.MERGED;
  if (comparison.measures.some((other) => other.key !== measure.key && other.beforeIds.includes(first)))
    return MeasureChange.SPLIT;
  return measure.change === MeasureChange.UNCHANGED ? MeasureChange.UNCHANGED : MeasureChange.REWORDED;
}

/** Earlier measures that nothing goes on from. */
export function droppedMeasures({ earlier, measures }: Comparison): EarlierMeasure[] {
  const used = new Set(measures.flatMap(({ beforeIds }) => beforeIds));
  return earlier.filter(({ id }) => !used.has(id));
}

export function countChanges(comparison: Comparison): Record<MeasureChange, number> {
  const counts: Record<MeasureChange, number> = {
    ADDED: 0,
    UNCHANGED: 0,
    REWORDED: 0,
    SPLIT: 0,
    MERGED: 0,
    DROPPED: droppedMeasures(comparison).length,
  };
  for (const measure of comparison.measures) counts[changeOf(comparison, measure)] += 1;
  return counts;
}

export interface MatchInput {
  readonly afterKeys: readonly string[];
  readonly beforeMeasureIds: readonly string[];
}

/** Every measure of both sides once: those that share one belong to one match, so a split names all of its parts. */
export function matchInputs(comparison: Comparison): MatchInput[] {
  const matches: { afterKeys: string[]; beforeMeasureIds: string[] }[] = [];
  for (const { key, beforeIds } of comparison.measures) {
    const sharing = matches.filter(({ beforeMeasureIds }) => beforeMeasureIds.some((id) => beforeIds.includes(id)));
    for (const match of sharing) matches.splice(matches.indexOf(match), 1);
    matches.push({
      afterKeys: [...sharing.flatMap(({ afterKeys }) => afterKeys), key],
      beforeMeasureIds: [...new Set([...sharing.flatMap(({ beforeMeasureIds }) => beforeMeasureIds), ...beforeIds])],
    });
  }
  return [...matches, ...droppedMeasures(comparison).map(({ id }) => ({ afterKeys: [], beforeMeasureIds: [id] }))];
}
