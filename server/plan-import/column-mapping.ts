/** Which column of a table is what. A guess is a value like any other: a person changes it and the reading runs again. */
import type { Currency } from '../../schema/vocabulary/currency.ts';

export const ColumnRole = {
  CODE: 'CODE',
  PRIORITY: 'PRIORITY',
  GOAL: 'GOAL',
  TASK: 'TASK',
  /** Goal and task in one cell, a line each. */
  OBJECTIVE: 'OBJECTIVE',
  MEASURE: 'MEASURE',
  RESPONSIBLE: 'RESPONSIBLE',
  /** Bodies that help; they never lead. */
  PARTNER: 'PARTNER',
  PERIOD: 'PERIOD',
  START: 'START',
  END: 'END',
  AMOUNT: 'AMOUNT',
  /** The source of the money, with or without an amount. */
  FUNDING: 'FUNDING',
  INDICATOR: 'INDICATOR',
  UNIT: 'UNIT',
  BASELINE: 'BASELINE',
  TARGET: 'TARGET',
  TARGET_GROUP: 'TARGET_GROUP',
  PLACE: 'PLACE',
  /** Kept as written, not understood. */
  NOTE: 'NOTE',
  /** Left out on purpose: a running number, an empty column. */
  IGNORED: 'IGNORED',
} as const;
export type ColumnRole = (typeof ColumnRole)[keyof typeof ColumnRole];

export interface ColumnAssignment {
  /** From 0. */
  column: number;
  /** The heading as written, group and own joined by ` / `; '' when the column has none. */
  heading: string;
  role: ColumnRole;
  /** Of an amount without its own sign; null when the heading does not say. */
  currency: Currency | null;
  /** An amount of one year; null otherwise. */
  year: number | null;
  /** Amounts in thousands have 1000; else 1. */
  multiplier: number;
  /** 0–1, how sure the guess is; 1 when a person set it. */
  confidence: number;
}

export interface TableMapping {
  tableIndex: number;
  /** False: the table is no part of the plan. */
  used: boolean;
  /** Rows of the file that hold headings; empty when the table goes on from the one before. */
  headerRows: number[];
  columns: ColumnAssignment[];
}

/** A person's corrections. What is not named stays as guessed. */
export interface TableOverride {
  tableIndex: number;
  used?: boolean;
  /** The rows of the file that hold the headings. */
  headerRows?: number[];
  columns?: {
    column: number;
    role: ColumnRole;
    currency?: Currency | null;
    year?: number | null;
    multiplier?: number;
  }[];
  /** Rows of the file that shall not enter; they stay in the preview as IGNORED. */
  excludedRows?: number[];
}
