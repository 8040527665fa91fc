/** R5: progress counts measures, each once, and never fills silence. */
import { levelSteps, topStep, type CompletionLevel } from '../vocabulary/completion-level.ts';
import type { GapKind } from '../vocabulary/gap-kind.ts';
import type { Incompleteness } from '../vocabulary/incompleteness.ts';
import type { ScheduleState } from '../vocabulary/schedule-state.ts';

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

const noLevels = { NOT_STARTED: 0, LIMITED: 0, SUBSTANTIAL: 0, COMPLETE: 0 };
const noSchedules = { NOT_STARTED: 0, RUNNING: 0, ENDED: 0, UNKNOWN: 0 };
const noGaps = {
  ALIGNED: 0,
  OVERSTATED: 0,
  UNDERSTATED: 0,
  UNREPORTED: 0,
  UNMONITORED: 0,
  DARK: 0,
};
const nothingMissing = {
  NO_OWNER: 0,
  NO_PERIOD: 0,
  NO_BUDGET: 0,
  NO_BASELINE: 0,
  NO_INDICATOR: 0,
};

/** The progress of any set of measures; one that is given twice counts once. */
export function progressOf(assessments: readonly ProgressEntry[]): Progress {
  const counts = { measures: 0, late: 0, contested: 0, stale: 0, unfunded: 0, incomplete: 0 };
  const official = { ...noLevels, none: 0 };
  const community = { ...noLevels, none: 0 };
  const [schedule, gaps, missing] = [{ ...noSchedules }, { ...noGaps }, { ...nothingMissing }];
  const certain = { steps: 0, uncertain: 0 };
  for (const entry of eachOnce(assessments)) {
    if (entry.dropped) continue;
    counts.measures += 1;
    official[entry.official.level ?? 'none'] += 1;
    community[entry.community.level ?? 'none'] += 1;
    schedule[entry.schedule] += 1;
    gaps[entry.gap.kind] += 1;
    if (entry.late) counts.late += 1;
    if (entry.contested) counts.contested += 1;
    if (entry.stale) counts.stale += 1;
    if (entry.unfunded) counts.unfunded += 1;
    if (entry.incomplete.length > 0) counts.incomplete += 1;
    for (const what of entry.incomplete) missing[what] += 1;
    const level = certainCommunityLevel(entry);
    if (level === null) certain.uncertain += 1;
    else certain.steps += levelSteps[level];
  }
  return {
    ...counts,
    official,
    community,
    schedule,
    gaps,
    missing,
    officialIndex: indexFromSums({
      measures: counts.measures,
      steps: stepsOf(official),
      uncertain: official.none,
    }),
    communityIndex: indexFromSums({ measures: counts.measures, ...certain }),
  };
}

/** The index of one track over levels of which null means not certain; null of an empty set. */
export function completionIndex(levels: readonly (CompletionLevel | null)[]): CompletionIndex | null {
  const certain = levels.flatMap((level) => level ?? []);
  return indexFromSums({
    measures: levels.length,
    steps: certain.reduce((sum, level) => sum + levelSteps[level], 0),
    uncertain: levels.length - certain.length,
  });
}

/** The same from sums, as a roll-up keeps them: `steps` of the certain levels, 0 to 3 each. */
export function indexFromSums(sums: {
  readonly measures: number;
  readonly steps: number;
  readonly uncertain: number;
}): CompletionIndex | null {
  const { measures, steps, uncertain } = sums;
  if (measures === 0) return null;
  const full = topStep * measures;
  return { lower: steps / full, upper: (steps + topStep * uncertain) / full };
}

/** Stale and contested belong to the community track; the official one has only its silence. */
function certainCommunityLevel({ community, stale, contested }: ProgressEntry): CompletionLevel | null {
  return stale || contested ? null : community.level;
}

const stepsOf = (counts: LevelCounts): number =>
  Object.entries(levelSteps).reduce((sum, [level, steps]) => sum + counts[level as CompletionLevel] * steps, 0);

function eachOnce(assessments: readonly ProgressEntry[]): ProgressEntry[] {
  return [...new Map(assessments.map((assessment) => [assessment.measureId, assessment])).values()];
}
