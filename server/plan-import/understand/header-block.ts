/** Finds the rows that hold the headings: one, two or three of them, with merged groups, repeated or numbered. */
import { ColumnRole } from '../column-mapping.ts';
import { foldHeading, meaningOfHeading } from './heading-vocabulary.ts';
import { ownCells, textAt } from './table-grid.ts';
import type { GridRow, TableGrid } from './table-grid.ts';

export interface HeaderBlock {
  /** Indexes into TableGrid.rows. */
  rowIndexes: number[];
  /** By column. */
  headings: ColumnHeading[];
}

export interface ColumnHeading {
  own: string;
  group: string;
}

const LONGEST_HEADING = 90;

/** All header blocks of a table in their order; the first is the one that counts, later ones repeat or differ. */
export function findHeaderBlocks(grid: TableGrid): HeaderBlock[] {
  const blocks: HeaderBlock[] = [];
  for (let index = 0; index < grid.rows.length; index += 1) {
    const block = headerBlockAt(grid, index);
    if (!block) continue;
    blocks.push(block);
    index = block.rowIndexes.at(-1) ?? index;
  }
  return blocks;
}

/** A block from rows that a person named. */
export function headerBlockOf(grid: TableGrid, rowNumbers: number[]): HeaderBlock {
  const rowIndexes = grid.rows.flatMap((row, index) => (rowNumbers.includes(row.number) ? [index] : []));
  return { rowIndexes, headings: headingsOf(grid, rowIndexes) };
}

export function headingText(heading: ColumnHeading): string {
  return [heading.group, heading.own]
    .filter((text) => text !== '')
    .join(' / ')
    .replaceAll('\n', ' ');
}

export function sameHeadings(one: HeaderBlock, other: HeaderBlock): boolean {
  const texts = (block: HeaderBlock): string =>
    block.headings.map((heading) => foldHeading(headingText(heading))).join('|');
  return texts(one) === texts(other);
}

function headerBlockAt(grid: TableGrid, index: number): HeaderBlock | null {
  const row = grid.rows[index];
  if (!row || !looksLikeHeadings(row)) return null;
  let best: HeaderBlock | null = null;
  let bestScore = 0;
  for (let depth = 1; depth <= 3 && index + depth <= grid.rows.length; depth += 1) {
    const rowIndexes = Array.from({ length: depth }, (_, offset) => index + offset);
    const last = grid.rows[index + depth - 1];
    if (!last || (depth > 1 && !continuesHeadings(grid, rowIndexes))) break;
    const headings = headingsOf(grid, rowIndexes);
    const score = headerScore(headings);
    if (score > bestScore) {
      best = { rowIndexes, headings };
      bestScore = score;
    }
  }
  if (!best) return null;
  const after = grid.rows[(best.rowIndexes.at(-1) ?? index) + 1];
  if (after && isColumnNumbers(after)) best.rowIndexes.push((best.rowIndexes.at(-1) ?? index) + 1);
  return best;
}

/** 0 when these are not the headings of a plan. */
function headerScore(headings: ColumnHeading[]): number {
  const filled = headings.filter((heading) => headingText(heading) !== '');
  const meanings = filled.map((heading) => meaningOfHeading(heading.own, heading.group));
  const known = meanings.filter((meaning) => meaning !== null);
  const roles = new Set(known.map((meaning) => `${meaning.role}${meaning.year ?? ''}${meaning.currency ?? ''}`));
  const hasMeasure = known.some((meaning) => meaning.role === ColumnRole.MEASURE);
  if (known.length < filled.length * 0.5) return 0;
  if (roles.size < (hasMeasure ? 2 : 4)) return 0;
  // Different headings under one group tell more than the group repeated.
  const narrow = headings.filter((heading) => heading.own !== '' && heading.group !== '').length;
  return roles.size + (hasMeasure ? 2 : 0) + narrow * 0.1;
}

function looksLikeHeadings(row: GridRow): boolean {
  const cells = ownCells(row);
  return (
    cells.length >= 2 &&
    cells.every((cell) => cell.text.length <= LONGEST_HEADING && cell.number === null && cell.date === null) &&
    cells.filter((cell) => meaningOfHeading(cell.text)).length >= 2
  );
}

/** A further row belongs to the headings when it stands below spanning or open ones and holds only short words. */
function continuesHeadings(grid: TableGrid, rowIndexes: number[]): boolean {
  const last = grid.rows[rowIndexes.at(-1) ?? 0];
  const above = grid.rows[rowIndexes.at(-2) ?? 0];
  if (!last || !above) return false;
  const cells = ownCells(last);
  if (cells.length === 0) return false;
  const short = cells.every((cell) => cell.text.length <= 60 && cell.date === null && isYearOrWord(cell.text));
  const belowGroup = cells.every((cell) => {
    const over = above.cells[cell.column];
    return !over || over.cell.text === '' || over.cell.columnSpan > 1 || hasOpenRight(above, cell.column);
  });
  return short && belowGroup;
}

function isYearOrWord(text: string): boolean {
  return /^(19|20)\d{2}/.test(text) || /\p{L}|€|%/u.test(text);
}

/** In a CSV a group heading stands over its first column and leaves the rest empty. */
function hasOpenRight(row: GridRow, column: number): boolean {
  return textAt(row, column) !== '' && textAt(row, column + 1) === '' && column + 1 < row.cells.length;
}

function headingsOf(grid: TableGrid, rowIndexes: number[]): ColumnHeading[] {
  const rows = rowIndexes.map((index) => grid.rows[index]).filter((row): row is GridRow => row !== undefined);
  return Array.from({ length: grid.columnCount }, (_, column): ColumnHeading => {
    const texts: string[] = [];
    rows.forEach((row, index) => {
      const text = textAt(row, column) || groupToTheLeft(rows, index, column);
      if (text !== '' && text !== texts.at(-1) && !isColumnNumbers(row)) texts.push(text);
    });
    return { own: texts.at(-1) ?? '', group: texts.slice(0, -1).join(' / ') };
  });
}

/** For files without merges: an empty place above a filled one belongs to the group on its left. */
function groupToTheLeft(rows: GridRow[], index: number, column: number): string {
  const row = rows[index];
  const below = rows[index + 1];
  if (!row || !below || textAt(below, column) === '') return '';
  for (let left = column - 1; left >= 0; left -= 1) {
    if (textAt(row, left) !== '') return textAt(below, left) !== '' ? textAt(row, left) : '';
  }
  return '';
}

/** "1 | 2 | 3 | 4" below the headings. */
function isColumnNumbers(row: GridRow): boolean {
  const numbers = ownCells(row).map((cell) => Number(cell.text.replace(/[.)]$/, '')));
  return numbers.length >= 3 && numbers.every((number, index) => number === (numbers[0] ?? 0) + index && number < 60);
}
