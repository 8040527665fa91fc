/** A table with its merged cells spread out, so that each place knows which cell covers it. */
import type { SourceCell, SourceTable } from '../source-table.ts';

export interface GridCell {
  cell: SourceCell;
  /** Row of the file in which the cell begins. */
  originRow: number;
  /** True in the row and column in which the cell begins. */
  isOrigin: boolean;
}

export interface GridRow {
  number: number;
  hidden: boolean;
  /** By column; null where nothing is. */
  cells: (GridCell | null)[];
}

export interface TableGrid {
  table: SourceTable;
  columnCount: number;
  rows: GridRow[];
}

export function buildGrid(table: SourceTable): TableGrid {
  const columnCount = Math.max(0, ...table.rows.map(filledWidth));
  const reaching: ({ cell: SourceCell; originRow: number; lastRow: number } | undefined)[] = [];
  const rows = table.rows.map((row): GridRow => {
    const cells = Array.from({ length: columnCount }, (_, column): GridCell | null => {
      const above = reaching[column];
      if (!above || above.lastRow < row.number) return null;
      return { cell: above.cell, originRow: above.originRow, isOrigin: false };
    });
    for (const cell of row.cells) {
      const end = Math.min(columnCount, cell.column + cell.columnSpan);
      for (let column = cell.column; column < end; column += 1) {
        cells[column] = { cell, originRow: row.number, isOrigin: column === cell.column };
        reaching[column] = { cell, originRow: row.number, lastRow: row.number + cell.rowSpan - 1 };
      }
    }
    return { number: row.number, hidden: row.hidden, cells };
  });
  return { table, columnCount, rows };
}

/** A title merged over more columns than the table has does not widen it. */
function filledWidth(row: { cells: SourceCell[] }): number {
  return Math.max(0, ...row.cells.map((cell) => cell.column + Math.min(cell.columnSpan, 64)));
}

/** Cells that begin in this row and hold something. */
export function ownCells(row: GridRow): SourceCell[] {
  return row.cells
    .filter((each): each is GridCell => each !== null && each.isOrigin)
    .map((each) => each.cell)
    .filter((cell) => cell.text !== '' || cell.formula !== null);
}

export function textAt(row: GridRow, column: number): string {
  return row.cells[column]?.cell.text ?? '';
}
