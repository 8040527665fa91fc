/** The neutral form into which every file is read before anything is understood. */
export const SourceFormat = { XLSX: 'XLSX', DOCX: 'DOCX', CSV: 'CSV' } as const;
export type SourceFormat = (typeof SourceFormat)[keyof typeof SourceFormat];

export const SourceTableKind = { SHEET: 'SHEET', TABLE: 'TABLE', TEXT: 'TEXT' } as const;
export type SourceTableKind = (typeof SourceTableKind)[keyof typeof SourceTableKind];

/** Only filled cells, and empty ones that span several columns or rows, are kept; a covered cell does not appear. */
export interface SourceCell {
  /** From 0. */
  column: number;
  /** As shown; paragraphs and line breaks are `\n`. */
  text: string;
  /** The number that the file stores; null for text. */
  number: number | null;
  /** 'YYYY-MM-DD' when the file stores a date; else null. */
  date: string | null;
  /** Excel's number format when it says something (a currency, a percentage); else null. */
  numberFormat: string | null;
  columnSpan: number;
  /** In rows of the file. */
  rowSpan: number;
  /** Without the leading `=`; null for a plain value. */
  formula: string | null;
  /** `#REF!` and the like; else null. */
  error: string | null;
}

export interface SourceRow {
  /** As the file counts, from 1. */
  number: number;
  hidden: boolean;
  cells: SourceCell[];
}

export interface SourceTable {
  index: number;
  kind: SourceTableKind;
  /** The sheet's name; null for Word tables and CSV. */
  name: string | null;
  /** Paragraphs of a Word document between the previous table and this one. */
  heading: string[];
  hidden: boolean;
  rows: SourceRow[];
}

export interface SourceFile {
  format: SourceFormat;
  /** `utf-8`, `windows-1251`, `utf-16le` …; null where the format fixes it. */
  encoding: string | null;
  /** Of CSV; else null. */
  delimiter: string | null;
  tables: SourceTable[];
}
