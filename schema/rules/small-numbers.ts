/** R11: public counts of people, and what is public only where two groups share it. */

/** Counts of people below this are not shown. */
export const smallestPublicCount = 10;

/** A count that is not shown. */
export interface SuppressedCount {
  readonly suppressed: true;
  /** It is below this number, shown as "<10"; null: it is hidden only to protect another, and any size. */
  readonly below: number | null;
}

export type PublicCount = number | SuppressedCount;

export interface PublicTable {
  readonly cells: readonly PublicCount[];
  readonly total: PublicCount;
}

/** A lone count of people as the public may see it; none at all is "<10" too. */
export function publicCount(count: number): PublicCount {
  return count < smallestPublicCount ? { suppressed: true, below: smallestPublicCount } : count;
}

/**
 * The counts of people in the parts of a whole, with their total, such that no small count follows by
 * subtraction: where one would, the smallest counts still shown are hidden as well, and the total
 * when that does not help. `cells` keeps its order. The parts must not overlap.
 */
export function publicTable(counts: readonly number[]): PublicTable {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const cells = counts.map(publicCount);
  const bySize = counts
    .map((count, index) => ({ count, index }))
    .toSorted((a, b) => a.count - b.count || a.index - b.index);
  for (const { index } of bySize) {
    if (!followsBySubtraction({ counts, cells })) break;
    if (typeof cells[index] === 'number') cells[index] = hidden;
  }
  const totalGivesAway = followsBySubtraction({ counts, cells });
  return {
    cells,
    total: totalGivesAway && total >= smallestPublicCount ? hidden : publicCount(total),
  };
}

/** The values, such as settlements or methods, that at least two groups share: only these are public. */
export function sharedByTwoGroups<Value>(
  entries: readonly { readonly groupId: string; readonly value: Value }[],
): ReadonlySet<Value> {
  const firstGroup = new Map<Value, string>();
  const shared = new Set<Value>();
  for (const { groupId, value } of entries) {
    const first = firstGroup.get(value) ?? groupId;
    firstGroup.set(value, first);
    if (first !== groupId) shared.add(value);
  }
  return shared;
}

const hidden: SuppressedCount = { suppressed: true, below: null };

/**
 * Whether a reader who knows total and shown cells can tell a small count exactly. What remains for
 * the suppressed is then known, and a small one can be at most what the others leave.
 */
function followsBySubtraction(table: {
  readonly counts: readonly number[];
  readonly cells: readonly PublicCount[];
}): boolean {
  const suppressed = table.counts.flatMap((count, index) => {
    const cell = table.cells[index];
    return typeof cell === 'object' ? [{ count, below: cell.below }] : [];
  });
  const rest = suppressed.reduce((sum, { count }) => sum + count, 0);
  const bounds = suppressed.map(({ below }) => boundsOf({ below, rest }));
  const least = bounds.reduce((sum, { min }) => sum + min, 0);
  const most = bounds.reduce((sum, { max }) => sum + max, 0);
  return bounds.some(({ min, max }) => {
    const lowest = Math.max(min, rest - (most - max));
    const highest = Math.min(max, rest - (least - min));
    return min < smallestPublicCount && lowest === highest;
  });
}

/** What a reader can say of one suppressed count alone: it is a small one, or hidden for another's sake. */
function boundsOf(cell: { readonly below: number | null; readonly rest: number }): {
  min: number;
  max: number;
} {
  if (cell.below !== null) return { min: 0, max: cell.below - 1 };
  return { min: smallestPublicCount, max: cell.rest };
}
