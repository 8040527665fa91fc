/**
 * The tables of a Word document with their spans and paragraphs, and the lines between them. Read from the
 * XML: text that a reviewer deleted is left out, text that one inserted is in, as the document is shown.
 */
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import { SourceFormat, SourceTableKind } from '../source-table.ts';
import type { SourceCell, SourceFile, SourceTable } from '../source-table.ts';
import type { Archive } from './archive.ts';
import { READING_LIMITS } from './reading-limits.ts';
import { relationshipsOf } from './relationships.ts';
import { TableCollector, plainCell, tidyText } from './table-collector.ts';
import { readXmlPart } from './xml-part.ts';

/** Deleted or moved-away text, earlier formatting, and the copy of a drawing for old programs. */
const SKIPPED = new Set([
  'del',
  'moveFrom',
  'Fallback',
  'tcPrChange',
  'trPrChange',
  'tblPrChange',
  'tblGridChange',
  'pPrChange',
  'rPrChange',
  'sectPrChange',
  'tblPrExChange',
]);

interface OpenTable {
  table: SourceTable;
  collector: TableCollector;
  rowNumber: number;
  column: number;
  /** By first column: the cell that later rows may continue. */
  mergeOrigins: Map<number, SourceCell>;
  text: string;
  span: number;
  merge: 'restart' | 'continue' | null;
}

/** @throws FileRefusal */
export async function readDocx(archive: Archive): Promise<SourceFile> {
  const part =
    (await relationshipsOf(archive, '')).find((link) => link.type === 'officeDocument')?.part ?? 'word/document.xml';
  const reader = new DocumentReader(part);
  await readXmlPart(archive, part, reader);
  return { format: SourceFormat.DOCX, encoding: null, delimiter: null, tables: reader.finished() };
}

class DocumentReader {
  readonly #part: string;
  readonly #tables: { table: SourceTable; collector: TableCollector }[] = [];
  readonly #open: OpenTable[] = [];
  #heading: string[] = [];
  #paragraph = '';
  #skipDepth = 0;
  #inText = false;

  constructor(part: string) {
    this.#part = part;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#skipDepth > 0 || SKIPPED.has(name)) {
      this.#skipDepth += 1;
      return;
    }
    const table = this.#open.at(-1);
    if (name === 't') this.#inText = true;
    else if (name === 'br' || name === 'cr') this.#write('\n');
    else if (name === 'tab') this.#write(' ');
    else if (name === 'noBreakHyphen') this.#write('-');
    else if (name === 'tbl') this.#openTable();
    else if (table) this.#openInTable(table, name, attributes);
  }

  text(text: string): void {
    if (this.#inText && this.#skipDepth === 0) this.#write(text);
  }

  close(name: string): void {
    if (this.#skipDepth > 0) {
      this.#skipDepth -= 1;
      return;
    }
    const table = this.#open.at(-1);
    if (name === 't') this.#inText = false;
    else if (name === 'p') this.#endParagraph();
    else if (name === 'tc' && table) this.#endCell(table);
    else if (name === 'tbl') this.#open.pop();
  }

  finished(): SourceTable[] {
    return this.#tables.map(({ table, collector }) => ({ ...table, rows: collector.rows() }));
  }

  #openTable(): void {
    if (this.#open.length >= READING_LIMITS.tableDepth) {
      throw new FileRefusal(RefusalCode.NESTED_TOO_DEEP, { part: this.#part, limit: READING_LIMITS.tableDepth });
    }
    if (this.#tables.length >= READING_LIMITS.tables) {
      throw new FileRefusal(RefusalCode.TOO_MANY_TABLES, {
        tables: this.#tables.length + 1,
        limit: READING_LIMITS.tables,
      });
    }
    const index = this.#tables.length;
    const table: SourceTable = {
      index,
      kind: SourceTableKind.TABLE,
      name: null,
      heading: this.#heading,
      hidden: false,
      rows: [],
    };
    this.#heading = [];
    const collector = new TableCollector(`Таблица ${index + 1}`);
    this.#tables.push({ table, collector });
    this.#open.push({
      table,
      collector,
      rowNumber: 0,
      column: 0,
      mergeOrigins: new Map(),
      text: '',
      span: 1,
      merge: null,
    });
  }

  #openInTable(table: OpenTable, name: string, attributes: Record<string, string>): void {
    if (name === 'tr') {
      table.rowNumber += 1;
      table.column = 0;
    } else if (name === 'tc') {
      table.text = '';
      table.span = 1;
      table.merge = null;
    } else if (name === 'gridBefore') table.column = spanOf(attributes.val, 0);
    else if (name === 'gridSpan') table.span = spanOf(attributes.val, 1);
    else if (name === 'vMerge') table.merge = attributes.val === 'restart' ? 'restart' : 'continue';
  }

  #write(text: string): void {
    this.#paragraph += text;
    if (this.#paragraph.length > READING_LIMITS.cellCharacters * 4) {
      throw new FileRefusal(RefusalCode.CELL_TOO_LONG, {
        table: this.#part,
        row: this.#open.at(-1)?.rowNumber ?? 0,
        column: (this.#open.at(-1)?.column ?? 0) + 1,
        limit: READING_LIMITS.cellCharacters,
      });
    }
  }

  #endParagraph(): void {
    const line = tidyText(this.#paragraph);
    this.#paragraph = '';
    if (line === '') return;
    const table = this.#open.at(-1);
    if (table) table.text += table.text === '' ? line : `\n${line}`;
    else this.#heading = [...this.#heading.slice(-19), line];
  }

  #endCell(table: OpenTable): void {
    const cell = { ...plainCell(table.column, table.text), columnSpan: table.span };
    const origin = table.mergeOrigins.get(table.column);
    if (table.merge === 'continue' && origin) {
      origin.rowSpan += 1;
    } else {
      if (table.merge) table.mergeOrigins.set(table.column, cell);
      else table.mergeOrigins.delete(table.column);
      if (cell.text !== '' || table.merge) table.collector.add(cell, table.rowNumber);
    }
    table.column += table.span;
    table.text = '';
  }
}

function spanOf(value: string | undefined, least: number): number {
  const span = Number(value);
  return Number.isInteger(span) ? Math.min(Math.max(span, least), READING_LIMITS.columns + 1) : least;
}
