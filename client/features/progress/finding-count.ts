/** How many measures each finding is true of, read from the figures of progress. */
import { Finding, FindingValues } from '../../../schema/vocabulary/finding.ts';
import type { ProgressFigures } from './progress.fragment.ts';

export const isFinding = (value: unknown): value is Finding => FindingValues.some((finding) => finding === value);

export function findingCount(finding: Finding, progress: ProgressFigures): number {
  switch (finding) {
    case Finding.LATE:
      return progress.late;
    case Finding.UNREPORTED:
      return progress.official.none;
    case Finding.UNMONITORED:
      return progress.community.none;
    case Finding.OVERSTATED:
      return progress.gaps.overstated;
    case Finding.UNFUNDED:
      return progress.unfunded;
    case Finding.INCOMPLETE:
      return progress.incomplete;
    case Finding.CONTESTED:
      return progress.contested;
    case Finding.STALE:
      return progress.stale;
  }
}
