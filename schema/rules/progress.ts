/** R5: progress counts measures, each once, and never fills silence. */
import {
  CompletionLevel,
  CompletionLevelValues,
  levelSteps,
  topStep,
} from '../vocabulary/completion-level.ts';
import { GapKind, GapKindValues } from '../vocabulary/gap-kind.ts';
import { IncompletenessValues, type Incompleteness } from '../vocabulary/incompleteness.ts';
import { ScheduleStateValues, type ScheduleState } from '../vocabulary/schedule-state.ts';

/** How many measures stand at each level, and how many at none. */
export type LevelCounts = Readonly<Record<CompletionLevel, number>> & { readonly none: number };

/**
 * The mean of level ÷ 3, from 0 to 1. What is null, stale or contested counts 0 in the lower bound
 * and 1 in the upper: the truth lies between.
 */
export interface CompletionIndex {
  readonly lower: number;
  readonly upper: number;
}

/** What progress needs of an assessment; a roll-up row can stand in for it. */
export interface ProgressEntry {
  readonly measureId: string;
  readonly dropped: boolean;
  readonly official: { readonly level: CompletionLevel | null };
  readonly community: { readonly level: CompletionLevel | null };
  readonly schedule: ScheduleState;
  readonly gap: { readonly kind: GapKind };
  readonly late: boolean;
  readonly contested: boolean;
  readonly stale: boolean;
  readonly unfunded: boolean;
  readonly incomplete: readonly Incompleteness[];
}

export interface Progress {
  /** The measures counted: each once, dropped ones left out. All counts below are of these. */
  readonly measures: number;
  readonly official: LevelCounts;
  readonly community: LevelCounts;
  readonly schedule: Readonly<Record<ScheduleState, number>>;
  readonly gaps: Readonly<Record<GapKind, number>>;
  readonly late: number;
  readonly contested: number;
  readonly stale: number;
  readonly unfunded: number;
  /** Measures of which the plan leaves anything out. */
  readonly incomplete: number;
  /** The same by what is missing; one measure may miss several. */
  readonly missing: Readonly<Record<Incompleteness, number>>;
  /** Null of an empty set. */
  readonly officialIndex: CompletionIndex | null;
  readonly communityIndex: CompletionIndex | null;
}

export function progressOf(assessments: readonly ProgressEntry[]): Progress {
  const counted = eachOnce(assessments).filter(({ dropped }) => !dropped);
  return {
    measures: counted.length,
    official: levelCounts(counted.map(({ official }) => official.level)),
    community: levelCounts(counted.map(({ community }) => community.level)),
    schedule: tally(
      ScheduleStateValues,
      counted.map(({ schedule }) => schedule),
    ),
    gaps: tally(
      GapKindValues,
      counted.map(({ gap }) => gap.kind),
    ),
    late: counted.filter(({ late }) => late).length,
    contested: counted.filter(({ contested }) => contested).length,
    stale: counted.filter(({ stale }) => stale).length,
    unfunded: counted.filter(({ unfunded }) => unfunded).length,
    incomplete: counted.filter(({ incomplete }) => incomplete.length > 0).length,
    missing: tally(
      IncompletenessValues,
      counted.flatMap(({ incomplete }) => incomplete),
    ),
    officialIndex: completionIndex(counted.map(({ official }) => official.level)),
    communityIndex: completionIndex(counted.map(certainCommunityLevel)),
  };
}

/** The index of one track over levels of which null means not certain; null of an empty set. */
export function completionIndex(
  levels: readonly (CompletionLevel | null)[],
): CompletionIndex | null {
  if (levels.length === 0) return null;
  const steps = levels.reduce((sum, level) => sum + (level === null ? 0 : levelSteps[level]), 0);
  const uncertain = levels.filter((level) => level === null).length;
  const full = topStep * levels.length;
  return { lower: steps / full, upper: (steps + topStep * uncertain) / full };
}

/** Stale and contested belong to the community track; the official one has only its silence. */
function certainCommunityLevel({
  community,
  stale,
  contested,
}: ProgressEntry): CompletionLevel | null {
  return stale || contested ? null : community.level;
}

function levelCounts(levels: readonly (CompletionLevel | null)[]): LevelCounts {
  const named = tally(
    CompletionLevelValues,
    levels.flatMap((level) => level ?? []),
  );
  return { ...named, none: levels.filter((level) => level === null).length };
}

function tally<Key extends string>(
  keys: readonly Key[],
  found: readonly Key[],
): Record<Key, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const key of found) counts[key] += 1;
  return counts;
}

function eachOnce(assessments: readonly ProgressEntry[]): ProgressEntry[] {
  return [...new Map(assessments.map((assessment) => [assessment.measureId, assessment])).values()];
}
