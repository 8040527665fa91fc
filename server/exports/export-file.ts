/** The kinds of file that rows are written into, piece by piece: what was handed out is not held. */
import { exportedColumns } from '../../schema/vocabulary/exported-column.ts';
import type { ExportFormat } from '../../schema/vocabulary/export-format.ts';
import type { LocalDate } from '../../schema/rules/days.ts';
import type { ExportedObservation } from './exported-observations.ts';
import { WorkbookWriter } from './workbook-writer.ts';

export interface ExportWriter {
  begin(): Uint8Array | string;
  rows(page: readonly ExportedObservation[]): Uint8Array | string;
  end(): Uint8Array | string;
}

interface FileKind {
  readonly extension: string;
  readonly mediaType: string;
  readonly open: (exportedOn: LocalDate) => ExportWriter;
}

export const FILE_KINDS: Readonly<Record<ExportFormat, FileKind>> = {
  CSV: { extension: 'csv', mediaType: 'text/csv; charset=utf-8', open: () => csv },
  XLSX: {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    open: () => new WorkbookWriter(exportedColumns),
  },
  JSON: { extension: 'json', mediaType: 'application/json; charset=utf-8', open: (day) => new JsonWriter(day) },
};

/** With it spreadsheets read UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** RFC 4180. */
const csv: ExportWriter = {
  begin: () => BYTE_ORDER_MARK + csvLine(exportedColumns),
  rows: (page) => page.map((row) => csvLine(exportedColumns.map((column) => row[column]))).join(''),
  end: () => '',
};

const csvLine = (cells: readonly (string | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** Null is an empty cell. A spreadsheet must not run what somebody wrote: what begins like a formula gets an apostrophe before it. */
export function csvCell(value: string | null): string {
  if (value === null) return '';
  const defused = /^[\s\p{Cf}]*[=+\-@\t\r\n＝＋－＠]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}

class JsonWriter implements ExportWriter {
  readonly #exportedOn: LocalDate;
  #isFirst = true;

  constructor(exportedOn: LocalDate) {
    this.#exportedOn = exportedOn;
  }

  begin(): string {
    return `{"exportedOn":${JSON.stringify(this.#exportedOn)},"observations":[`;
  }

  rows(page: readonly ExportedObservation[]): string {
    const text = page.map((row) => `\n${JSON.stringify(row)}`).join(',');
    const joined = this.#isFirst ? text : `,${text}`;
    this.#isFirst = false;
    return joined;
  }

  end(): string {
    return '\n]}\n';
  }
}
