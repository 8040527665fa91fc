/** R4: the official level against the community level. */
import { levelSteps, type CompletionLevel } from '../vocabulary/completion-level.ts';
import { GapKind } from '../vocabulary/gap-kind.ts';

export interface Gap {
  /** Official minus community in steps, −3 to +3; null where either is silent. */
  readonly value: number | null;
  readonly kind: GapKind;
}

export function gapBetween(levels: {
  readonly official: CompletionLevel | null;
  readonly community: CompletionLevel | null;
}): Gap {
  const { official, community } = levels;
  if (official === null && community === null) return { value: null, kind: GapKind.DARK };
  if (official === null) return { value: null, kind: GapKind.UNREPORTED };
  if (community === null) return { value: null, kind: GapKind.UNMONITORED };
  const value = levelSteps[official] - levelSteps[community];
  return { value, kind: kindOf(value) };
}

function kindOf(value: number): GapKind {
  if (value === 0) return GapKind.ALIGNED;
  return value > 0 ? GapKind.OVERSTATED : GapKind.UNDERSTATED;
}
