/** The rows of one measure and its cells by role: a measure may take several rows, and share cells with its neighbours. */
import type { ColumnAssignment, TableMapping } from '../column-mapping.ts';
import type { ColumnRole } from '../column-mapping.ts';
import type { SourceCell } from '../source-table.ts';
import type { GridRow } from './table-grid.ts';

export interface MeasureRows {
  /** At least one. */
  rows: GridRow[];
  mapping: TableMapping;
}

export interface RoleCell {
  cell: SourceCell;
  assignment: ColumnAssignment;
  row: GridRow;
  /** It begins above the measure's first row. */
  fromAbove: boolean;
  /** It reaches below the measure's last row. */
  reachesBelow: boolean;
}

/** Each cell once, from left to right and top to bottom; empty ones left out. */
export function cellsOf(measure: MeasureRows, role: ColumnRole): RoleCell[] {
  const found = new Map<SourceCell, RoleCell>();
  const firstRow = measure.rows[0]?.number ?? 0;
  const lastRow = measure.rows.at(-1)?.number ?? 0;
  for (const assignment of measure.mapping.columns) {
    if (assignment.role !== role) continue;
    for (const row of measure.rows) {
      const covering = row.cells[assignment.column];
      if (!covering || covering.cell.text === '' || found.has(covering.cell)) continue;
      found.set(covering.cell, {
        cell: covering.cell,
        assignment,
        row,
        fromAbove: covering.originRow < firstRow,
        reachesBelow: covering.originRow + covering.cell.rowSpan - 1 > lastRow,
      });
    }
  }
  return [...found.values()];
}

export function textOf(measure: MeasureRows, role: ColumnRole): string {
  return cellsOf(measure, role)
    .map((each) => each.cell.text)
    .join('\n');
}

export function columnOf(mapping: TableMapping, role: ColumnRole): number | null {
  return mapping.columns.find((each) => each.role === role)?.column ?? null;
}
