/** How many measures each finding is true of, read from the figures of progress. */
import { FindingValues, type Finding } from '../../../schema/vocabulary/finding.ts';
import type { ProgressFigures } from './progress.fragment.ts';

export const isFinding = (value: unknown): value is Finding => FindingValues.some((finding) => finding === value);

export function findingCount(finding: Finding, progress: ProgressFigures): number {
  const counts: Readonly<Record<Finding, number>> = {
    LATE: progress.late,
    UNREPORTED: progress.official.none,
    UNMONITORED: progress.community.none,
    OVERSTATED: progress.gaps.overstated,
    UNFUNDED: progress.unfunded,
    INCOMPLETE: progress.incomplete,
    CONTESTED: progress.contested,
    STALE: progress.stale,
  };
  return counts[finding];
}
