import { levelSteps, type CompletionLevel } from '../vocabulary/completion-level.ts';

/**
 * The middle of the levels, and of two middle ones the lower: it is always a level that somebody
 * named, and doubt counts against the claim. Null of none.
 */
export function lowerMedian(levels: readonly CompletionLevel[]): CompletionLevel | null {
  return sortLevels(levels)[Math.floor((levels.length - 1) / 2)] ?? null;
}

/** From the lowest level to the highest; the argument stays as it is. */
export function sortLevels(levels: readonly CompletionLevel[]): CompletionLevel[] {
  return levels.toSorted((a, b) => levelSteps[a] - levelSteps[b]);
}
