/** Guesses the role of each column from its heading, and from what stands below where headings are not enough. */
import { ColumnRole } from '../column-mapping.ts';
import type { ColumnAssignment, TableMapping, TableOverride } from '../column-mapping.ts';
import type { HeaderBlock } from './header-block.ts';
import { headingText } from './header-block.ts';
import { meaningOfHeading } from './heading-vocabulary.ts';
import { foldWording } from './wording.ts';
import { textAt } from './table-grid.ts';
import type { GridRow, TableGrid } from './table-grid.ts';

/** Of these a row has at most one. */
const SINGLE: ColumnRole[] = [
  ColumnRole.CODE,
  ColumnRole.PRIORITY,
  ColumnRole.GOAL,
  ColumnRole.TASK,
  ColumnRole.OBJECTIVE,
  ColumnRole.MEASURE,
  ColumnRole.PERIOD,
  ColumnRole.START,
  ColumnRole.END,
  ColumnRole.INDICATOR,
  ColumnRole.UNIT,
  ColumnRole.BASELINE,
  ColumnRole.TARGET,
];

export function guessColumns(grid: TableGrid, block: HeaderBlock): ColumnAssignment[] {
  const below = grid.rows.slice((block.rowIndexes.at(-1) ?? -1) + 1);
  const columns = block.headings.map((heading, column): ColumnAssignment => {
    const meaning = meaningOfHeading(heading.own, heading.group);
    return {
      column,
      heading: headingText(heading),
      role: meaning?.role ?? (isEmpty(below, column) ? ColumnRole.IGNORED : ColumnRole.NOTE),
      currency: meaning?.currency ?? null,
      year: meaning?.year ?? null,
      multiplier: meaning?.multiplier ?? 1,
      confidence: meaning?.confidence ?? 0,
    };
  });
  settleMeasures(columns, below);
  settleObjectives(columns);
  settleIndicatorParts(columns);
  for (const role of SINGLE) keepSurest(columns, role);
  settleFunding(columns, below);
  return columns.filter((each) => each.heading !== '' || !isEmpty(below, each.column));
}

export function mappingWith(guessed: TableMapping, override: TableOverride | undefined): TableMapping {
  if (!override) return guessed;
  const columns = guessed.columns.map((assignment) => {
    const change = override.columns?.find((each) => each.column === assignment.column);
    if (!change) return assignment;
    return {
      ...assignment,
      role: change.role,
      currency: change.currency === undefined ? assignment.currency : change.currency,
      year: change.year === undefined ? assignment.year : change.year,
      multiplier: change.multiplier ?? assignment.multiplier,
      confidence: 1,
    };
  });
  const used = override.used ?? (guessed.used || columns.some((each) => each.role === ColumnRole.MEASURE));
  return { ...guessed, used, columns };
}

/** "Мярка" beside "Дейност": the one with more different texts is what gets done, the other stands above it. */
function settleMeasures(columns: ColumnAssignment[], below: GridRow[]): void {
  const candidates = columns.filter((each) => each.role === ColumnRole.MEASURE);
  if (candidates.length === 0) {
    const longest = columns
      .filter((each) => each.confidence === 0)
      .toSorted((a, b) => averageLength(below, b.column) - averageLength(below, a.column))[0];
    if (longest && averageLength(below, longest.column) > 25) {
      longest.role = ColumnRole.MEASURE;
      longest.confidence = 0.3;
    }
    return;
  }
  if (candidates.length === 1) return;
  const ranked = candidates.toSorted(
    (a, b) => distinct(below, b.column) - distinct(below, a.column) || a.column - b.column,
  );
  const [kept, ...others] = ranked;
  if (!kept) return;
  kept.confidence = 0.6;
  const hasTask = columns.some((each) => each.role === ColumnRole.TASK || each.role === ColumnRole.OBJECTIVE);
  for (const other of others) {
    const above = distinct(below, other.column) < distinct(below, kept.column) && !hasTask;
    other.role = above ? ColumnRole.TASK : ColumnRole.NOTE;
    other.confidence = 0.5;
  }
}

/** Two columns of goals: the left one is the wider. */
function settleObjectives(columns: ColumnAssignment[]): void {
  const goals = columns.filter((each) => each.role === ColumnRole.GOAL);
  const [first, second] = goals;
  if (!first || !second) return;
  const free = (role: ColumnRole): boolean => !columns.some((each) => each.role === role);
  if (free(ColumnRole.TASK)) second.role = ColumnRole.TASK;
  else if (free(ColumnRole.PRIORITY)) first.role = ColumnRole.PRIORITY;
  second.confidence = 0.5;
}

/** A lone "Цел" after the indicator's other columns is the target. */
function settleIndicatorParts(columns: ColumnAssignment[]): void {
  const has = (role: ColumnRole): boolean => columns.some((each) => each.role === role);
  if (has(ColumnRole.TARGET) || !has(ColumnRole.INDICATOR)) return;
  const baseline = columns.find((each) => each.role === ColumnRole.BASELINE);
  const next = columns.find((each) => each.role === ColumnRole.GOAL && each.column === (baseline?.column ?? -2) + 1);
  if (next) {
    next.role = ColumnRole.TARGET;
    next.confidence = 0.6;
  }
}

/** "Финансиране" that holds bare numbers only is the amount. */
function settleFunding(columns: ColumnAssignment[], below: GridRow[]): void {
  if (columns.some((each) => each.role === ColumnRole.AMOUNT)) return;
  const funding = columns.find((each) => each.role === ColumnRole.FUNDING);
  if (!funding) return;
  const texts = filled(below, funding.column);
  const numeric = texts.filter((text) => /^[\d\s.,]+$/.test(text)).length;
  if (texts.length > 0 && numeric >= texts.length * 0.8) funding.role = ColumnRole.AMOUNT;
}

function keepSurest(columns: ColumnAssignment[], role: ColumnRole): void {
  const [, ...others] = columns
    .filter((each) => each.role === role)
    .toSorted((a, b) => b.confidence - a.confidence || a.column - b.column);
  for (const other of others) {
    other.role = ColumnRole.NOTE;
    other.confidence = 0.4;
  }
}

function filled(rows: GridRow[], column: number): string[] {
  return rows
    .filter((row) => (row.cells[column]?.cell.columnSpan ?? 1) === 1)
    .map((row) => textAt(row, column))
    .filter((text) => text !== '');
}

function distinct(rows: GridRow[], column: number): number {
  return new Set(filled(rows, column).map(foldWording)).size;
}

function averageLength(rows: GridRow[], column: number): number {
  const texts = filled(rows, column);
  return texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
}

function isEmpty(rows: GridRow[], column: number): boolean {
  return rows.every((row) => {
    const covering = row.cells[column];
    return !covering || covering.cell.text === '' || covering.cell.columnSpan > 1;
  });
}
