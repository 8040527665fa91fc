/** Counts values, those in lists and objects included, and stops at one more than is allowed. */
export function valuesIn(variables: unknown, limit: number): number {
  const left: unknown[] = [variables];
  let count = -1;
  while (left.length > 0 && count <= limit) {
    const value = left.pop();
    count += 1;
    if (typeof value !== 'object' || value === null) continue;
    const inner = Object.values(value);
    // spreading a list that long would be the flood itself
    if (inner.length > limit) return limit + 1;
    left.push(...inner);
  }
  return count;
}
