/** Which tables of a file belong to the plan, where their headings are, and what each column is. */
import type { TableMapping, TableOverride } from '../column-mapping.ts';
import { ColumnRole } from '../column-mapping.ts';
import type { SourceFile, SourceTable } from '../source-table.ts';
import { guessColumns, mappingWith } from './column-guess.ts';
import { findHeaderBlocks, headerBlockOf, sameHeadings } from './header-block.ts';
import type { HeaderBlock } from './header-block.ts';
import { buildGrid } from './table-grid.ts';
import type { TableGrid } from './table-grid.ts';

export interface PlanTable {
  grid: TableGrid;
  mapping: TableMapping;
  guessed: TableMapping;
  /** Indexes into grid.rows. */
  headerIndexes: Set<number>;
  firstDataIndex: number;
  /** It has no headings of its own and goes on with the columns of the one before. */
  goesOn: boolean;
}

export function planTables(file: SourceFile, overrides: TableOverride[]): PlanTable[] {
  const tables: PlanTable[] = [];
  for (const source of splitStacked(file)) {
    const override = overrides.find((each) => each.tableIndex === source.index);
    const previous = tables.findLast((table) => table.mapping.used);
    tables.push(planTable(buildGrid(source), override, previous));
  }
  return tables;
}

function planTable(grid: TableGrid, override: TableOverride | undefined, previous: PlanTable | undefined): PlanTable {
  const found = findHeaderBlocks(grid);
  const named = override?.headerRows ? headerBlockOf(grid, override.headerRows) : null;
  const block = named ?? found[0] ?? null;
  const goesOn = !block && canGoOn(grid, previous);
  const guessed: TableMapping = {
    tableIndex: grid.table.index,
    used: (block !== null || goesOn) && !grid.table.hidden,
    headerRows: block ? block.rowIndexes.map((index) => grid.rows[index]?.number ?? 0) : [],
    columns: block ? guessColumns(grid, block) : goesOn ? (previous?.mapping.columns ?? []) : bareColumns(grid),
  };
  const mapping = mappingWith(guessed, override);
  const headerIndexes = new Set([...(block?.rowIndexes ?? []), ...found.flatMap((each) => each.rowIndexes)]);
  const firstDataIndex = (block?.rowIndexes.at(-1) ?? -1) + 1;
  return { grid, mapping, guessed, headerIndexes, firstDataIndex, goesOn };
}

/** A table that a page break cut in two. */
function canGoOn(grid: TableGrid, previous: PlanTable | undefined): boolean {
  if (!previous || grid.columnCount < 3 || grid.table.hidden) return false;
  return grid.columnCount === previous.grid.columnCount && grid.table.kind === previous.grid.table.kind;
}

/** For a person to name: nothing is known of these columns. */
function bareColumns(grid: TableGrid): TableMapping['columns'] {
  return Array.from({ length: grid.columnCount }, (_, column) => ({
    column,
    heading: '',
    role: ColumnRole.NOTE,
    currency: null,
    year: null,
    multiplier: 1,
    confidence: 0,
  }));
}

/** Several tables below one another in a sheet, each with headings of its own, become a table each. */
function splitStacked(file: SourceFile): SourceTable[] {
  const split: SourceTable[] = [];
  for (const table of file.tables) {
    const grid = buildGrid(table);
    const starts = changesOfHeadings(findHeaderBlocks(grid));
    const bounds = [0, ...starts, table.rows.length];
    for (let part = 0; part + 1 < bounds.length; part += 1) {
      split.push({
        ...table,
        index: split.length,
        heading: part === 0 ? table.heading : [],
        rows: table.rows.slice(bounds[part], bounds[part + 1]),
      });
    }
  }
  return split;
}

function changesOfHeadings(blocks: HeaderBlock[]): number[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    return before && !sameHeadings(before, block) ? [block.rowIndexes[0] ?? 0] : [];
  });
}
