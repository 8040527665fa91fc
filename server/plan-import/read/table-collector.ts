/** Gathers the cells of one table and ends the reading when there are more than a plan can hold. */
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import type { SourceCell, SourceRow } from '../source-table.ts';
import { READING_LIMITS } from './reading-limits.ts';

export class TableCollector {
  readonly #label: string;
  readonly #rows = new Map<number, SourceRow>();
  #cellCount = 0;

  /** Label: how a refusal names the table. */
  constructor(label: string) {
    this.#label = label;
  }

  /** Row from 1. A cell that is empty and spans nothing is left out. */
  add(cell: SourceCell, rowNumber: number, hidden = false): void {
    const details = { table: this.#label, row: rowNumber, column: cell.column + 1 };
    if (rowNumber > READING_LIMITS.rows) {
      throw new FileRefusal(RefusalCode.TOO_MANY_ROWS, { ...details, limit: READING_LIMITS.rows });
    }
    if (cell.column >= READING_LIMITS.columns) {
      throw new FileRefusal(RefusalCode.TOO_MANY_COLUMNS, { ...details, limit: READING_LIMITS.columns });
    }
    if (cell.text.length > READING_LIMITS.cellCharacters) {
      throw new FileRefusal(RefusalCode.CELL_TOO_LONG, { ...details, limit: READING_LIMITS.cellCharacters });
    }
    this.#cellCount += 1;
    if (this.#cellCount > READING_LIMITS.cells) {
      throw new FileRefusal(RefusalCode.TOO_MANY_CELLS, { part: this.#label, limit: READING_LIMITS.cells });
    }
    refuseFormulaThatReachesOut(cell, details);
    const row = this.#rows.get(rowNumber);
    if (row) row.cells.push(cell);
    else this.#rows.set(rowNumber, { number: rowNumber, hidden, cells: [cell] });
  }

  cellAt(rowNumber: number, column: number): SourceCell | undefined {
    return this.#rows.get(rowNumber)?.cells.find((cell) => cell.column === column);
  }

  rowAt(rowNumber: number): SourceRow | undefined {
    return this.#rows.get(rowNumber);
  }

  /** Rows that hold text, in their order. */
  rows(): SourceRow[] {
    return [...this.#rows.values()]
      .filter((row) => row.cells.some((cell) => cell.text !== '' || cell.formula !== null))
      .sort((a, b) => a.number - b.number)
      .map((row) => ({ ...row, cells: row.cells.toSorted((a, b) => a.column - b.column) }));
  }
}

/** Another workbook, the network, a program of the reader's computer (DDE), an old macro. */
const REACHES_OUT =
  /(^|[^\p{L}])(WEBSERVICE|FILTERXML|IMPORT(XML|DATA|HTML|FEED|RANGE)|CALL|REGISTER(\.ID)?|EXEC|RTD|DDE|DDEAUTO|HYPERLINK)\s*\(|\[[^\]]+\][^!]*!|^[^"'(]*\w+\s*\|\s*'|\|'[^']*'!|(https?|ftp|file):\/\//iu;

function refuseFormulaThatReachesOut(cell: SourceCell, details: { table: string; row: number; column: number }): void {
  if (cell.formula !== null && REACHES_OUT.test(cell.formula)) {
    throw new FileRefusal(RefusalCode.FORMULA_REACHES_OUT, {
      ...details,
      text: cell.formula.slice(0, 200),
    });
  }
}

export function plainCell(column: number, text: string): SourceCell {
  return {
    column,
    text,
    number: null,
    date: null,
    numberFormat: null,
    columnSpan: 1,
    rowSpan: 1,
    formula: null,
    error: null,
  };
}

/** Trims every line, drops empty ones, and makes odd spaces plain. Meaningful line breaks stay. */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/g, ' ')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
