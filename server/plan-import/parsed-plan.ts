/** What was understood of a file: the preview that a person confirms. Plain data, so that it passes between processes. */
import type { TableMapping, TableOverride } from './column-mapping.ts';
import type { Currency } from '../../schema/vocabulary/currency.ts';
import type { FundingState } from '../../schema/vocabulary/funding-state.ts';
import type { IndicatorDirection } from '../../schema/vocabulary/indicator-direction.ts';
import type { ObjectiveKind } from '../../schema/vocabulary/objective-kind.ts';
import type { ImportIssue } from './import-issue.ts';
import type { SourceFormat, SourceTableKind } from './source-table.ts';

export const BodyKind = {
  /** A named organisation. */
  BODY: 'BODY',
  /** A sort of bodies or people: "НПО", "училища", "доставчик на услугата". */
  KIND: 'KIND',
} as const;
export type BodyKind = (typeof BodyKind)[keyof typeof BodyKind];

export const RowStatus = {
  UNDERSTOOD: 'UNDERSTOOD',
  DOUBTFUL: 'DOUBTFUL',
  REFUSED: 'REFUSED',
  SECTION: 'SECTION',
  HEADER: 'HEADER',
  /** A title, note or total, a row that a person left out, a row of a table that is not used. */
  IGNORED: 'IGNORED',
} as const;
export type RowStatus = (typeof RowStatus)[keyof typeof RowStatus];

export interface SourcePlace {
  tableIndex: number;
  /** The sheet's name or `Таблица 2`; null for CSV. */
  sheet: string | null;
  /** Row of the file, from 1; 0 for the name of a sheet or the heading above a table. */
  row: number;
}

export interface ParsedObjective {
  /** Stable within this ParsedPlan, for references only. */
  key: string;
  parentKey: string | null;
  kind: ObjectiveKind;
  /** As written; null when the document gives none. */
  code: string | null;
  wording: string;
  /** The whole text of the cell or row from which it was read. */
  asWritten: string;
  source: SourcePlace;
}

export interface ParsedResponsible {
  asWritten: string;
  kind: BodyKind;
  /** The body without its unit, in the spelling suggested for all its variants. */
  name: string;
  /** A directorate or department named with the body; else null. */
  unit: string | null;
  /** Points to ParsedPlan.bodies. */
  bodyKey: string;
  leads: boolean;
}

export interface BodySuggestion {
  key: string;
  kind: BodyKind;
  name: string;
  /** Every spelling met, in order of appearance. */
  variants: string[];
  measureCount: number;
}

export interface ParsedPeriod {
  text: string;
  /** 'YYYY-MM-DD'; null when the words give no first day. */
  startsOn: string | null;
  /** 'YYYY-MM-DD', inclusive; null when the words give no last day. */
  endsOn: string | null;
  recurring: boolean;
}

export interface ParsedFunding {
  /** The programme or budget as written; null when none is named. */
  sourceText: string | null;
  /** Integer cents; null when no amount is stated. */
  amountCents: number | null;
  currency: Currency | null;
  /** The same amount as the document gives it in the other currency; else null. */
  alsoStated: { amountCents: number; currency: Currency } | null;
  state: FundingState;
  /** Of a line that holds for one year. */
  year: number | null;
  asWritten: string;
}

export interface ParsedIndicator {
  wording: string;
  unit: string | null;
  baseline: number | null;
  target: number | null;
  /** null when baseline or target is missing, or both are equal. */
  direction: IndicatorDirection | null;
  baselineAsWritten: string | null;
  targetAsWritten: string | null;
  asWritten: string;
}

export interface ParsedMeasure {
  /** Stable within this ParsedPlan, for references only. */
  key: string;
  code: string;
  /** True when the document gives no code and one was made. */
  codeGenerated: boolean;
  wording: string;
  /** Keys of objectives, from priority downward; empty when the plan has none. */
  objectiveKeys: string[];
  responsibles: ParsedResponsible[];
  period: ParsedPeriod | null;
  funding: ParsedFunding[];
  indicators: ParsedIndicator[];
  /** In the document's own words. */
  targetGroups: string[];
  places: string[];
  notes: string[];
  source: SourcePlace;
  /** Each filled cell of the row by its heading. */
  asWritten: { column: number; heading: string; text: string }[];
}

export interface RowPreview {
  place: SourcePlace;
  status: RowStatus;
  hidden: boolean;
  /** Filled cells as written; merged ones at their first row only. */
  cells: { column: number; text: string }[];
  /** Set when the row is a measure that was not refused. */
  measureKey: string | null;
  /** Objectives that this row opened. */
  objectiveKeys: string[];
  issues: ImportIssue[];
}

export interface CurrencyTotal {
  currency: Currency | null;
  amountCents: number;
  measureCount: number;
}

/** A "Общо" row of the file against the sum of the measures that it closes. */
export interface Reconciliation {
  place: SourcePlace;
  asWritten: string;
  currency: Currency | null;
  statedCents: number;
  computedCents: number;
  agrees: boolean;
}

export interface ParsedTable {
  index: number;
  kind: SourceTableKind;
  name: string | null;
  hidden: boolean;
  rowCount: number;
  /** As used, corrections included. */
  mapping: TableMapping;
  /** As guessed. */
  guessed: TableMapping;
  /** Up to three filled cells of each column, to help a person choose. */
  samples: { column: number; texts: string[] }[];
  measureCount: number;
}

export interface ParsedPlan {
  format: SourceFormat;
  encoding: string | null;
  delimiter: string | null;
  /** Lines above the first header, as written. */
  titleLines: string[];
  tables: ParsedTable[];
  objectives: ParsedObjective[];
  measures: ParsedMeasure[];
  bodies: BodySuggestion[];
  /** Every filled row of the file, in its order. */
  rows: RowPreview[];
  /** About the file or a table; those of a row stand at the row. */
  issues: ImportIssue[];
  counts: {
    priorities: number;
    goals: number;
    tasks: number;
    measures: number;
    refusedRows: number;
    doubtfulRows: number;
  };
  /** Sum of measures by currency, in the original currency. */
  totals: CurrencyTotal[];
  reconciliations: Reconciliation[];
  /** Hash of what was understood; equal content gives equal fingerprints whatever the file's layout. */
  fingerprint: string;
}

export interface UnderstandOptions {
  overrides?: TableOverride[];
  /** Of amounts whose cell and heading name no currency; null leaves them doubtful. */
  defaultCurrency?: Currency | null;
}
