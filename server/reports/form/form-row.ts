/** What was read from a filled form, before it is held against the plan. */
import type { CompletionLevel } from '../../../schema/vocabulary/completion-level.ts';
import type { Currency } from '../../../schema/vocabulary/currency.ts';

/** What is wrong with a cell or row; the client has a sentence for each that says what to do. */
export const FormIssueCode = {
  /** Not one of the words for a level. */
  LEVEL_UNKNOWN: 'LEVEL_UNKNOWN',
  /** No amount, or a negative one. */
  AMOUNT_UNREADABLE: 'AMOUNT_UNREADABLE',
  /** The amount may be read in two ways. */
  AMOUNT_AMBIGUOUS: 'AMOUNT_AMBIGUOUS',
  CURRENCY_UNKNOWN: 'CURRENCY_UNKNOWN',
  /** An amount without a currency. */
  CURRENCY_MISSING: 'CURRENCY_MISSING',
  /** The amount names one currency and its column another. */
  CURRENCY_DIFFERS: 'CURRENCY_DIFFERS',
  VALUE_UNREADABLE: 'VALUE_UNREADABLE',
  /** The measure has no indicator with this name or number. */
  INDICATOR_UNKNOWN: 'INDICATOR_UNKNOWN',
  TEXT_TOO_LONG: 'TEXT_TOO_LONG',
  /** A filled row that names no measure of the plan. */
  MEASURE_UNKNOWN: 'MEASURE_UNKNOWN',
  /** Two measures of the plan have this code. */
  CODE_AMBIGUOUS: 'CODE_AMBIGUOUS',
  /** The code is of a measure whose wording is another: an older version of the plan? */
  WORDING_DIFFERS: 'WORDING_DIFFERS',
  /** The body is not among the responsible ones. */
  NOT_RESPONSIBLE: 'NOT_RESPONSIBLE',
  /** An earlier row speaks of the same measure. */
  NAMED_TWICE: 'NAMED_TWICE',
} as const;
export type FormIssueCode = (typeof FormIssueCode)[keyof typeof FormIssueCode];

export interface FormIssue {
  /** As the file counts, from 1. */
  readonly row: number;
  /** Letters, as in the file; null: the row as a whole. */
  readonly column: string | null;
  readonly code: FormIssueCode;
  /** What stands there, cut to 200 characters; null: nothing. */
  readonly given: string | null;
}

export interface FormValue {
  readonly number: number;
  /** Null: only its number tells which indicator it is. */
  readonly indicator: string | null;
  readonly value: number;
  readonly column: string;
}

export interface FormRow {
  readonly row: number;
  readonly id: string | null;
  readonly code: string | null;
  readonly wording: string | null;
  readonly level: CompletionLevel | null;
  readonly text: string | null;
  readonly spentCents: number | null;
  readonly currency: Currency | null;
  readonly values: readonly FormValue[];
}

export interface FilledForm {
  /** Rows in which something is said. */
  readonly rows: readonly FormRow[];
  readonly issues: readonly FormIssue[];
}
