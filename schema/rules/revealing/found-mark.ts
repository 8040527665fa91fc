import type { RevealingKind } from '../../vocabulary/revealing-kind.ts';

/** A stretch of a text by which somebody could be recognised: from `at` to before `end`, in UTF-16 units. */
export interface FoundMark {
  readonly kind: RevealingKind;
  readonly at: number;
  readonly end: number;
}
