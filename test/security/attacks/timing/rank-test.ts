/** Whether times that were taken in turns differ, told by their order alone: one that took a second says no more than one a bit longer. */

/**
 * Wilcoxon's signed-rank test of pairs taken one beside the other, so that what slows the machine down slows both.
 * @returns how far the second is the longer, in standard deviations of what chance gives; 0 where all are equal.
 */
export function rankDifference(pairs: readonly (readonly [first: number, second: number])[]): number {
  const differences = pairs
    .map(([first, second]) => second - first)
    .filter((difference) => difference !== 0)
    .toSorted((a, b) => Math.abs(a) - Math.abs(b));
  const count = differences.length;
  if (count === 0) return 0;
  let sum = 0;
  for (let from = 0; from < count;) {
    let to = from;
    while (to < count && Math.abs(differences[to] ?? 0) === Math.abs(differences[from] ?? 0)) to += 1;
    const rank = (from + 1 + to) / 2;
    for (const difference of differences.slice(from, to)) sum += Math.sign(difference) * rank;
    from = to;
  }
  return sum / Math.sqrt((count * (count + 1) * (2 * count + 1)) / 6);
}
