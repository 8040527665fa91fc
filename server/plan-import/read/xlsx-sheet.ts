/** The cells and merged ranges of one worksheet. */
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import type { SourceCell, SourceRow } from '../source-table.ts';
import type { Archive } from './archive.ts';
import { READING_LIMITS } from './reading-limits.ts';
import { TableCollector, plainCell, tidyText } from './table-collector.ts';
import { readXmlPart } from './xml-part.ts';
import { unescaped } from './xlsx-workbook.ts';
import type { WorkbookContext } from './xlsx-workbook.ts';
import { dayOfSerial, isDateFormat, shownNumber } from './xlsx-styles.ts';

interface RawCell {
  row: number;
  column: number;
  type: string;
  style: number;
  value: string;
  formula: string | null;
}

interface CellRange {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
}

/** @throws FileRefusal */
export async function readSheetRows(sheet: {
  archive: Archive;
  part: string;
  sheetName: string;
  context: WorkbookContext;
}): Promise<SourceRow[]> {
  const collector = new TableCollector(sheet.sheetName);
  const merges: CellRange[] = [];
  let rowNumber = 0;
  let hidden = false;
  let nextColumn = 0;
  let cell: RawCell | null = null;
  let inside: 'v' | 'f' | 't' | null = null;

  await readXmlPart(sheet.archive, sheet.part, {
    open(name, attributes) {
      if (name === 'row') {
        rowNumber = attributes.r ? Number(attributes.r) : rowNumber + 1;
        hidden = attributes.hidden === '1' || attributes.hidden === 'true';
        nextColumn = 0;
      } else if (name === 'c') {
        const place = attributes.r ? placeOf(attributes.r) : { row: rowNumber, column: nextColumn };
        nextColumn = place.column + 1;
        cell = {
          ...place,
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          value: '',
          formula: null,
        };
      } else if (name === 'f' && cell) {
        cell.formula = '';
        inside = 'f';
      } else if (name === 'v') inside = 'v';
      else if (name === 't') inside = 't';
      else if (name === 'mergeCell') merges.push(rangeOf(attributes.ref ?? '', sheet, merges.length));
    },
    text(text) {
      if (!cell || !inside) return;
      if (inside === 'f') cell.formula += text;
      else cell.value += text;
    },
    close(name) {
      if (name === 'v' || name === 'f' || name === 't') inside = null;
      if (name !== 'c' || !cell) return;
      const read = readCell(cell, sheet.context);
      if (read.text !== '' || read.formula !== null) collector.add(read, cell.row, hidden);
      cell = null;
    },
  });
  for (const merge of merges) applyMerge(collector, merge);
  return collector.rows();
}

function readCell(raw: RawCell, context: WorkbookContext): SourceCell {
  const cell = plainCell(raw.column, '');
  if (raw.formula !== null) cell.formula = raw.formula === '' ? '…' : raw.formula;
  if (raw.type === 's') return { ...cell, text: context.sharedTexts[Number(raw.value)] ?? '' };
  if (raw.type === 'inlineStr' || raw.type === 'str') {
    return { ...cell, text: tidyText(unescaped(raw.value)) };
  }
  if (raw.type === 'e') return { ...cell, text: raw.value, error: raw.value };
  if (raw.type === 'b') return { ...cell, text: raw.value === '1' ? 'да' : 'не' };
  if (raw.type === 'd') return { ...cell, text: raw.value, date: raw.value.slice(0, 10) };
  const value = Number(raw.value);
  if (raw.value.trim() === '') return cell;
  if (!Number.isFinite(value)) return { ...cell, text: raw.value };
  const format = context.formats[raw.style] ?? null;
  const day = isDateFormat(format) ? dayOfSerial(value, context.startsIn1904) : null;
  if (day) return { ...cell, text: day.split('-').toReversed().join('.'), date: day, numberFormat: format };
  return { ...cell, text: shownNumber(value, format), number: value, numberFormat: format };
}

/** Only the first cell of a merged range is shown, so what others hold is no part of the table. */
function applyMerge(collector: TableCollector, merge: CellRange): void {
  const origin = collector.cellAt(merge.row, merge.column);
  if (!origin) return;
  origin.columnSpan = Math.min(merge.columnSpan, READING_LIMITS.columns - merge.column);
  origin.rowSpan = Math.min(merge.rowSpan, READING_LIMITS.rows - merge.row + 1);
}

function placeOf(reference: string): { row: number; column: number } {
  const match = reference.match(/^\$?([A-Z]{1,3})\$?(\d{1,7})$/);
  if (!match) throw new FileRefusal(RefusalCode.FILE_BROKEN, { part: 'sheet', reason: `cell ${reference}` });
  let column = 0;
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(match[2]), column: column - 1 };
}

function rangeOf(reference: string, sheet: { part: string }, count: number): CellRange {
  if (count >= READING_LIMITS.merges) {
    throw new FileRefusal(RefusalCode.TOO_MANY_CELLS, { part: sheet.part, limit: READING_LIMITS.merges });
  }
  const [from = '', to = from] = reference.split(':');
  const start = placeOf(from);
  const end = placeOf(to);
  return {
    ...start,
    rowSpan: Math.max(1, end.row - start.row + 1),
    columnSpan: Math.max(1, end.column - start.column + 1),
  };
}
