/** What the reading of a row, or of the whole plan, could not settle. Codes only: the words are translated elsewhere. */
export const ImportIssueCode = {
  // the row cannot enter
  MEASURE_WORDING_MISSING: 'MEASURE_WORDING_MISSING',
  FORMULA_WITHOUT_VALUE: 'FORMULA_WITHOUT_VALUE',
  FORMULA_IN_TEXT: 'FORMULA_IN_TEXT',
  CELL_ERROR: 'CELL_ERROR',
  ROW_NOT_PLACED: 'ROW_NOT_PLACED',
  // a person should look
  FORMULA_VALUE: 'FORMULA_VALUE',
  CODE_DUPLICATE: 'CODE_DUPLICATE',
  MEASURE_REPEATED: 'MEASURE_REPEATED',
  OBJECTIVE_LEVEL_GUESSED: 'OBJECTIVE_LEVEL_GUESSED',
  OBJECTIVE_WORDING_DIFFERS: 'OBJECTIVE_WORDING_DIFFERS',
  AMOUNT_UNREADABLE: 'AMOUNT_UNREADABLE',
  AMOUNT_RANGE: 'AMOUNT_RANGE',
  AMOUNT_APPROXIMATE: 'AMOUNT_APPROXIMATE',
  AMOUNT_NEGATIVE: 'AMOUNT_NEGATIVE',
  AMOUNT_CURRENCY_UNKNOWN: 'AMOUNT_CURRENCY_UNKNOWN',
  AMOUNT_CURRENCIES_DISAGREE: 'AMOUNT_CURRENCIES_DISAGREE',
  AMOUNT_SEPARATOR_AMBIGUOUS: 'AMOUNT_SEPARATOR_AMBIGUOUS',
  AMOUNT_BEYOND_CENTS: 'AMOUNT_BEYOND_CENTS',
  AMOUNT_SHARED: 'AMOUNT_SHARED',
  AMOUNT_ZERO: 'AMOUNT_ZERO',
  AMOUNT_WITH_NOT_REQUIRED: 'AMOUNT_WITH_NOT_REQUIRED',
  AMOUNT_YEARS_DISAGREE: 'AMOUNT_YEARS_DISAGREE',
  PERIOD_UNREADABLE: 'PERIOD_UNREADABLE',
  PERIOD_REVERSED: 'PERIOD_REVERSED',
  INDICATOR_VALUE_UNREADABLE: 'INDICATOR_VALUE_UNREADABLE',
  INDICATOR_COUNT_DIFFERS: 'INDICATOR_COUNT_DIFFERS',
  RESPONSIBLE_UNCLEAR: 'RESPONSIBLE_UNCLEAR',
  HIDDEN_ROW: 'HIDDEN_ROW',
  TABLE_CONTINUES: 'TABLE_CONTINUES',
  COLUMN_UNKNOWN: 'COLUMN_UNKNOWN',
  COLUMN_DOUBTFUL: 'COLUMN_DOUBTFUL',
  TOTAL_DIFFERS: 'TOTAL_DIFFERS',
  TOTAL_UNREADABLE: 'TOTAL_UNREADABLE',
  // good to know: a finding about the plan, or a choice of the reader
  CODE_GENERATED: 'CODE_GENERATED',
  RESPONSIBLE_MISSING: 'RESPONSIBLE_MISSING',
  PERIOD_MISSING: 'PERIOD_MISSING',
  AMOUNT_MISSING: 'AMOUNT_MISSING',
  INDICATOR_MISSING: 'INDICATOR_MISSING',
  ROW_EXCLUDED: 'ROW_EXCLUDED',
  TABLE_NOT_USED: 'TABLE_NOT_USED',
  HIDDEN_TABLE: 'HIDDEN_TABLE',
  COLUMN_NOT_READ: 'COLUMN_NOT_READ',
  TOTAL_AGREES: 'TOTAL_AGREES',
} as const;
export type ImportIssueCode = (typeof ImportIssueCode)[keyof typeof ImportIssueCode];

export const IssueWeight = { REFUSAL: 'REFUSAL', DOUBT: 'DOUBT', NOTE: 'NOTE' } as const;
export type IssueWeight = (typeof IssueWeight)[keyof typeof IssueWeight];

const REFUSALS: ReadonlySet<ImportIssueCode> = new Set([
  ImportIssueCode.MEASURE_WORDING_MISSING,
  ImportIssueCode.FORMULA_WITHOUT_VALUE,
  ImportIssueCode.FORMULA_IN_TEXT,
  ImportIssueCode.CELL_ERROR,
  ImportIssueCode.ROW_NOT_PLACED,
]);

const NOTES: ReadonlySet<ImportIssueCode> = new Set([
  ImportIssueCode.CODE_GENERATED,
  ImportIssueCode.RESPONSIBLE_MISSING,
  ImportIssueCode.PERIOD_MISSING,
  ImportIssueCode.AMOUNT_MISSING,
  ImportIssueCode.INDICATOR_MISSING,
  ImportIssueCode.ROW_EXCLUDED,
  ImportIssueCode.TABLE_NOT_USED,
  ImportIssueCode.HIDDEN_TABLE,
  ImportIssueCode.COLUMN_NOT_READ,
  ImportIssueCode.TOTAL_AGREES,
]);

/** A REFUSAL keeps the row out, a DOUBT asks for a look, a NOTE changes nothing. */
export function weightOf(code: ImportIssueCode): IssueWeight {
  if (REFUSALS.has(code)) return IssueWeight.REFUSAL;
  return NOTES.has(code) ? IssueWeight.NOTE : IssueWeight.DOUBT;
}

export type IssueDetails = Record<string, string | number>;

export interface ImportIssue {
  code: ImportIssueCode;
  weight: IssueWeight;
  /** Index into ParsedPlan.tables; null when the issue is about the whole file. */
  tableIndex: number | null;
  /** Name of the sheet, or of the table, as a person would look for it. */
  sheet: string | null;
  /** Row number as the file counts, from 1; null when about a whole table. */
  row: number | null;
  /** Column from 0; null when about a whole row. */
  column: number | null;
  /** The text as written that gave rise to the issue. */
  text: string | null;
  details: IssueDetails;
}
