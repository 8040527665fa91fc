/** Finds the form in a file and reads its rows. Columns may stand in any order; rows that say nothing are passed over. */
import type { CompletionLevel } from '../../../schema/vocabulary/completion-level.ts';
import type { Currency } from '../../../schema/vocabulary/currency.ts';
import { FileRefusal, RefusalCode } from '../../plan-import/file-refusal.ts';
import type { SourceCell, SourceFile, SourceRow, SourceTable } from '../../plan-import/source-table.ts';
import { centsOf, readNumber } from '../../plan-import/understand/decimal.ts';
import { FormIssueCode, type FilledForm, type FormIssue, type FormRow, type FormValue } from './form-row.ts';
import { FormColumn, columnLetters, columnOf, currencyOf, levelOf, type NamedColumn } from './report-form.ts';

/** Above the headings a title may stand. */
const HEADING_ROWS = 20;
const MAX_TEXT_CHARACTERS = 10_000;

type Columns = ReadonlyMap<number, NamedColumn>;

/** @throws FileRefusal NO_PLAN_TABLE when no sheet has the headings of the form. */
export function readForm(file: SourceFile): FilledForm {
  for (const table of file.tables) {
    const found = headingsOf(table);
    if (found !== null) return readRows(table.rows.slice(found.index + 1), found.columns);
  }
  throw new FileRefusal(RefusalCode.NO_PLAN_TABLE, { tables: file.tables.length });
}

function headingsOf(table: SourceTable): { readonly index: number; readonly columns: Columns } | null {
  for (const [index, row] of table.rows.slice(0, HEADING_ROWS).entries()) {
    const columns = new Map<number, NamedColumn>();
    for (const cell of row.cells) {
      const named = columnOf(cell.text);
      if (named !== null) columns.set(cell.column, named);
    }
    const names = new Set([...columns.values()].map(({ column }) => column));
    const says = names.has(FormColumn.LEVEL) || names.has(FormColumn.TEXT) || names.has(FormColumn.SPENT);
    if (says && (names.has(FormColumn.ID) || names.has(FormColumn.CODE))) return { index, columns };
  }
  return null;
}

function readRows(rows: readonly SourceRow[], columns: Columns): FilledForm {
  const issues: FormIssue[] = [];
  const read = rows.map((row) => new RowReader(row, columns, issues).read()).filter((row) => row !== null);
  return { rows: read, issues };
}

/** Reads one row; what it cannot read it leaves out and says so. */
class RowReader {
  readonly #row: SourceRow;
  readonly #issues: FormIssue[];
  readonly #cells = new Map<string, SourceCell>();

  constructor(row: SourceRow, columns: Columns, issues: FormIssue[]) {
    this.#row = row;
    this.#issues = issues;
    for (const cell of row.cells) {
      const named = columns.get(cell.column);
      if (named !== undefined && cell.text.trim() !== '') this.#cells.set(keyOf(named), cell);
    }
  }

  /** Null for a row in which nothing is said. */
  read(): FormRow | null {
    const level = this.#level();
    const text = this.#longText();
    const money = this.#money();
    const values = this.#values();
    const isSilent =
      !this.#cells.has(FormColumn.LEVEL) && text === null && !this.#cells.has(FormColumn.SPENT) && values.length === 0;
    if (isSilent) return null;
    return {
      row: this.#row.number,
      id: this.#text(FormColumn.ID),
      code: this.#text(FormColumn.CODE),
      wording: this.#text(FormColumn.MEASURE),
      level,
      text,
      ...money,
      values,
    };
  }

  #text(column: FormColumn): string | null {
    return this.#cells.get(column)?.text.trim() || null;
  }

  #doubt(code: FormIssueCode, cell: SourceCell | null): null {
    this.#issues.push({
      row: this.#row.number,
      column: cell === null ? null : columnLetters(cell.column + 1),
      code,
      given: cell?.text.trim().slice(0, 200) || null,
    });
    return null;
  }

  #level(): CompletionLevel | null {
    const cell = this.#cells.get(FormColumn.LEVEL);
    if (cell === undefined) return null;
    return (cell.error === null ? levelOf(cell.text) : null) ?? this.#doubt(FormIssueCode.LEVEL_UNKNOWN, cell);
  }

  #longText(): string | null {
    const text = this.#text(FormColumn.TEXT);
    if (text === null || text.length <= MAX_TEXT_CHARACTERS) return text;
    return this.#doubt(FormIssueCode.TEXT_TOO_LONG, this.#cells.get(FormColumn.TEXT) ?? null);
  }

  #money(): { readonly spentCents: number | null; readonly currency: Currency | null } {
    const nothing = { spentCents: null, currency: null };
    const cell = this.#cells.get(FormColumn.SPENT);
    if (cell === undefined) return nothing;
    const spentCents = this.#cents(cell);
    if (spentCents === null) return nothing;
    const named = this.#cells.get(FormColumn.CURRENCY);
    const ofColumn = named === undefined ? null : currencyOf(named.text);
    const ofAmount = currencyOf(`${cell.text} ${cell.numberFormat ?? ''}`);
    if (named !== undefined && ofColumn === null) this.#doubt(FormIssueCode.CURRENCY_UNKNOWN, named);
    else if (ofColumn !== null && ofAmount !== null && ofColumn !== ofAmount)
      this.#doubt(FormIssueCode.CURRENCY_DIFFERS, cell);
    else if (ofColumn === null && ofAmount === null) this.#doubt(FormIssueCode.CURRENCY_MISSING, cell);
    else return { spentCents, currency: ofColumn ?? ofAmount };
    return nothing;
  }

  #cents(cell: SourceCell): number | null {
    if (cell.error !== null) return this.#doubt(FormIssueCode.AMOUNT_UNREADABLE, cell);
    if (cell.number !== null)
      return cell.number < 0 ? this.#doubt(FormIssueCode.AMOUNT_UNREADABLE, cell) : Math.round(cell.number * 100);
    const written = readNumber(cell.text.replace(/(лева|лев|лв\.?|bgn|евро|eur(o)?|€)/gi, ' ').trim());
    if (written === null || written.decimal.startsWith('-')) return this.#doubt(FormIssueCode.AMOUNT_UNREADABLE, cell);
    if (written.ambiguous) this.#doubt(FormIssueCode.AMOUNT_AMBIGUOUS, cell);
    return centsOf(written.decimal).cents;
  }

  #values(): FormValue[] {
    const values: FormValue[] = [];
    for (const [key, cell] of this.#cells) {
      const number = Number(/^VALUE (\d+)$/.exec(key)?.[1] ?? 0);
      if (number === 0) continue;
      const value = cell.error === null ? (cell.number ?? plainNumber(cell.text)) : null;
      if (value === null) this.#doubt(FormIssueCode.VALUE_UNREADABLE, cell);
      else
        values.push({
          number,
          indicator: this.#cells.get(`INDICATOR ${number}`)?.text.trim() ?? null,
          value,
          column: columnLetters(cell.column + 1),
        });
    }
    return values;
  }
}

const keyOf = ({ column, number }: NamedColumn): string => (number === 0 ? column : `${column} ${number}`);

/** "12,5 %" is 12.5: an indicator has its own unit. */
function plainNumber(text: string): number | null {
  const written = readNumber(text.replace(/%$/, ''));
  return written === null ? null : Number(written.decimal);
}
