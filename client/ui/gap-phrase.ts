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
  const silent = (key: string, keyWhenLate: string): GapPhrase =>
    late ? { key: keyWhenLate, steps: null, tone: 'late' } : { key, steps: null, tone: 'silent' };
  const phrases: Readonly<Record<GapKind, GapPhrase>> = {
    ALIGNED: { key: 'gap.ALIGNED', steps: null, tone: 'ok' },
    OVERSTATED: { key: steps === null ? 'gap.OVERSTATED' : 'gap.overstatedBy', steps, tone: 'over' },
    UNDERSTATED: { key: steps === null ? 'gap.UNDERSTATED' : 'gap.understatedBy', steps, tone: 'under' },
    UNREPORTED: silent('gap.UNREPORTED', 'gap.unreportedLate'),
    UNMONITORED: { key: 'gap.UNMONITORED', steps: null, tone: 'silent' },
    DARK: silent('gap.DARK', 'gap.darkLate'),
  };
  return phrases[gapKind];
}
