/** The gap as a phrase that a mayor and a mediator both understand, and the tone of its tag. */
import type { GapKind } from '../../schema/vocabulary/gap-kind.ts';

export interface GapFacts {
  readonly gapKind: GapKind;
  /** Official minus community level in steps; null when either is silent. */
  readonly gapValue?: number | null;
  /** The promised interval has ended without a claim of completion. */
  readonly late?: boolean;
}

export interface GapPhrase {
  /** Message key. */
  readonly key: string;
  /** Steps for the message; null where it counts none. */
  readonly steps: number | null;
  readonly tone: 'ok' | 'over' | 'under' | 'late' | 'silent';
}

export function gapPhrase({ gapKind, gapValue = null, late = false }: GapFacts): GapPhrase {
  const steps = gapValue === null ? null : Math.abs(gapValue);
  switch (gapKind) {
    case 'ALIGNED':
      return { key: 'gap.ALIGNED', steps: null, tone: 'ok' };
    case 'OVERSTATED':
      return { key: steps === null ? 'gap.OVERSTATED' : 'gap.overstatedBy', steps, tone: 'over' };
    case 'UNDERSTATED':
      return { key: steps === null ? 'gap.UNDERSTATED' : 'gap.understatedBy', steps, tone: 'under' };
    case 'UNREPORTED':
      return late
        ? { key: 'gap.unreportedLate', steps: null, tone: 'late' }
        : { key: 'gap.UNREPORTED', steps: null, tone: 'silent' };
    case 'UNMONITORED':
      return { key: 'gap.UNMONITORED', steps: null, tone: 'silent' };
    case 'DARK':
      return late
        ? { key: 'gap.darkLate', steps: null, tone: 'late' }
        : { key: 'gap.DARK', steps: null, tone: 'silent' };
  }
}
