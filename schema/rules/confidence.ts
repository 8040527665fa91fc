/** R3: how far independent groups agree on the level. Ten groups that disagree are worth less than two that agree. */
import { levelSteps, type CompletionLevel } from '../vocabulary/completion-level.ts';
import { Confidence } from '../vocabulary/confidence.ts';
import { lowerMedian, sortLevels } from './lower-median.ts';

export interface GroupAgreement {
  /** The lower median over the groups; null of none. */
  readonly level: CompletionLevel | null;
  /** Null when no group has spoken. */
  readonly confidence: Confidence | null;
  /** n: the independent groups that name a level. */
  readonly groups: number;
  /** k: those of them that name the level itself. */
  readonly agreeing: number;
  /** No level is named by more than half of two or more groups: n ≥ 2 and 2k ≤ n. */
  readonly noMajority: boolean;
  /** Two groups stand at least two steps below two others. */
  readonly twoCamps: boolean;
}

/** Level and confidence of what independent groups say, one level for each group, in any order. */
export function agreementOf(groupLevels: readonly CompletionLevel[]): GroupAgreement {
  const level = lowerMedian(groupLevels);
  const groups = groupLevels.length;
  const agreeing = groupLevels.filter((groupLevel) => groupLevel === level).length;
  const noMajority = groups >= 2 && 2 * agreeing <= groups;
  const twoCamps = standInTwoCamps(groupLevels);
  const contested = noMajority || twoCamps;
  const confidence = contested ? Confidence.CONTESTED : calmConfidence(groups, agreeing);
  return { level, confidence, groups, agreeing, noMajority, twoCamps };
}

/** Old evidence is worth low confidence at most; a disagreement stays one. */
export function confidenceWhenStale(confidence: Confidence): Confidence {
  return confidence === Confidence.CONTESTED ? confidence : Confidence.LOW;
}

function calmConfidence(groups: number, agreeing: number): Confidence | null {
  if (groups === 0) return null;
  if (groups >= 3 && 4 * agreeing > 3 * groups) return Confidence.HIGH;
  if (groups === 2 && agreeing === 2) return Confidence.MEDIUM;
  if (groups >= 4 && 2 * agreeing > groups) return Confidence.MEDIUM;
  return Confidence.LOW;
}

/** For some x, two groups at or below x and two at or above x + 2: the second lowest against the second highest. */
function standInTwoCamps(groupLevels: readonly CompletionLevel[]): boolean {
  const sorted = sortLevels(groupLevels);
  const secondLowest = sorted[1];
  const secondHighest = sorted.at(-2);
  if (secondLowest === undefined || secondHighest === undefined) return false;
  return levelSteps[secondHighest] - levelSteps[secondLowest] >= 2;
}
