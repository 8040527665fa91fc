/**
 * The pairing of rows and columns with the greatest sum of weights (Kuhn–Munkres with potentials,
 * O(n²m)): no pair is taken only because it came first.
 */

/** weights[row][column] ≥ 0; a pair of weight 0 is left unpaired. @returns column by row, −1 for none. */
export function bestAssignment(weights: number[][], columnCount: number): number[] {
  const rowCount = weights.length;
  if (rowCount === 0 || columnCount === 0) return weights.map(() => -1);
  // Enough columns that every row finds a place, if only an empty one.
  const width = Math.max(columnCount, rowCount);
  const cost = (row: number, column: number): number => -(weights[row - 1]?.[column - 1] ?? 0);
  const rowPotential = new Float64Array(rowCount + 1);
  const columnPotential = new Float64Array(width + 1);
  const rowOfColumn = new Int32Array(width + 1);
  const cameFrom = new Int32Array(width + 1);
  for (let row = 1; row <= rowCount; row += 1) {
    rowOfColumn[0] = row;
    let column = 0;
    const least = new Float64Array(width + 1).fill(Infinity);
    const visited = new Uint8Array(width + 1);
    do {
      visited[column] = 1;
      const current = rowOfColumn[column] ?? 0;
      let delta = Infinity;
      let next = 0;
      for (let candidate = 1; candidate <= width; candidate += 1) {
        if (visited[candidate]) continue;
        const reduced = cost(current, candidate) - (rowPotential[current] ?? 0) - (columnPotential[candidate] ?? 0);
        if (reduced < (least[candidate] ?? 0)) {
          least[candidate] = reduced;
          cameFrom[candidate] = column;
        }
        if ((least[candidate] ?? 0) < delta) {
          delta = least[candidate] ?? 0;
          next = candidate;
        }
      }
      for (let each = 0; each <= width; each += 1) {
        if (visited[each]) {
          const visitedRow = rowOfColumn[each] ?? 0;
          rowPotential[visitedRow] = (rowPotential[visitedRow] ?? 0) + delta;
          columnPotential[each] = (columnPotential[each] ?? 0) - delta;
        } else least[each] = (least[each] ?? 0) - delta;
      }
      column = next;
    } while (rowOfColumn[column] !== 0);
    do {
      const previous = cameFrom[column] ?? 0;
      rowOfColumn[column] = rowOfColumn[previous] ?? 0;
      column = previous;
    } while (column !== 0);
  }
  const columnOfRow = weights.map(() => -1);
  for (let column = 1; column <= columnCount; column += 1) {
    const row = (rowOfColumn[column] ?? 0) - 1;
    if (row >= 0 && (weights[row]?.[column - 1] ?? 0) > 0) columnOfRow[row] = column - 1;
  }
  return columnOfRow;
}
