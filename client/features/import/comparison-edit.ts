/**
 * The comparison of a file with the plan it changes, as a person corrects it: which earlier measure each row goes on
 * from. What no row goes on from is dropped; that is never chosen, it follows.
 */
import { MeasureChange } from '../../../schema/vocabulary/measure-change.ts';

export interface EarlierMeasure {
  readonly id: string;
  readonly wording: string;
}

export interface RowMatch {
  readonly afterRow: number;
  readonly wording: string;
  readonly beforeIds: readonly string[];
  /** As the server last gave it; tells unchanged and reworded apart. */
  readonly change: MeasureChange;
  readonly fields: readonly string[];
}

export interface Comparison {
  readonly earlier: readonly EarlierMeasure[];
  readonly rows: readonly RowMatch[];
}

export interface ServerMatch {
  readonly change: MeasureChange;
  readonly beforeMeasureIds: readonly string[];
  readonly beforeWording: readonly string[];
  readonly afterRow?: number | null;
  readonly afterWording?: string | null;
  readonly fields: readonly string[];
}

export function comparisonOf(matches: readonly ServerMatch[]): Comparison {
  const earlier = new Map<string, EarlierMeasure>();
  const rows: RowMatch[] = [];
  for (const { change, beforeMeasureIds, beforeWording, afterRow, afterWording, fields } of matches) {
    beforeMeasureIds.forEach((id, place) => earlier.set(id, { id, wording: beforeWording[place] ?? '' }));
    if (afterRow === null || afterRow === undefined) continue;
    rows.push({ afterRow, wording: afterWording ?? '', beforeIds: beforeMeasureIds, change, fields });
  }
  return { earlier: [...earlier.values()], rows };
}

/** The comparison with one row going on from other earlier measures. */
export function withBefore(comparison: Comparison, { afterRow, beforeIds }: { readonly afterRow: number; readonly beforeIds: readonly string[] }): Comparison {
  return { ...comparison, rows: comparison.rows.map((row) => (row.afterRow === afterRow ? { ...row, beforeIds: [...new Set(beforeIds)] } : row)) };
}

/** What a row is, from whom it goes on from: several earlier ones, one that others share, one of its own, none. */
export function changeOf(comparison: Comparison, row: RowMatch): MeasureChange {
  const [first] = row.beforeIds;
  if (first === undefined) return MeasureChange.ADDED;
  if (row.beforeIds.length > 1) return MeasureChange.MERGED;
  if (comparison.rows.some((other) => other.afterRow !== row.afterRow && other.beforeIds.includes(first))) return MeasureChange.SPLIT;
  return row.change === MeasureChange.UNCHANGED ? MeasureChange.UNCHANGED : MeasureChange.REWORDED;
}

/** Earlier measures that no row goes on from. */
export function droppedMeasures({ earlier, rows }: Comparison): EarlierMeasure[] {
  const used = new Set(rows.flatMap(({ beforeIds }) => beforeIds));
  return earlier.filter(({ id }) => !used.has(id));
}

export function countChanges(comparison: Comparison): Record<MeasureChange, number> {
  const counts: Record<MeasureChange, number> = { ADDED: 0, UNCHANGED: 0, REWORDED: 0, SPLIT: 0, MERGED: 0, DROPPED: droppedMeasures(comparison).length };
  for (const row of comparison.rows) counts[changeOf(comparison, row)] += 1;
  return counts;
}

export interface MatchInput {
  readonly afterRow: number | null;
  readonly beforeMeasureIds: readonly string[];
  readonly change: MeasureChange;
}

export function matchInputs(comparison: Comparison): MatchInput[] {
  return [
    ...comparison.rows.map((row) => ({ afterRow: row.afterRow, beforeMeasureIds: row.beforeIds, change: changeOf(comparison, row) })),
    ...droppedMeasures(comparison).map(({ id }) => ({ afterRow: null, beforeMeasureIds: [id], change: MeasureChange.DROPPED })),
  ];
}
