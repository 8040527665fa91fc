/** Sorts the rows of a table: headings, sections, totals, notes, measures and their further rows. */
import { ColumnRole } from '../column-mapping.ts';
import type { TableMapping } from '../column-mapping.ts';
import { ObjectiveKind } from '../../../schema/vocabulary/objective-kind.ts';
import { columnOf } from './measure-cells.ts';
import { depthOf, readObjectiveText } from './objective-text.ts';
import type { ObjectiveText } from './objective-text.ts';
import { OBJECTIVE_LEVELS } from './objective-tree.ts';
import { ownCells, textAt } from './table-grid.ts';
import type { GridRow, TableGrid } from './table-grid.ts';

export interface SectionRow {
  is: 'SECTION';
  objective: ObjectiveText;
  text: string;
  /** null only while the levels of a table are not yet settled. */
  kind: ObjectiveKind | null;
  guessed: boolean;
}

export type RowClass =
  | { is: 'TITLE' | 'HEADER' | 'NOTE' | 'EXCLUDED' | 'TOTAL' | 'MEASURE' | 'CONTINUATION' }
  | SectionRow;

export interface ClassifyContext {
  grid: TableGrid;
  mapping: TableMapping;
  /** Indexes into grid.rows of every heading row. */
  headerIndexes: Set<number>;
  /** Index of the first row below the first headings. */
  firstDataIndex: number;
  excludedRows: Set<number>;
  /** Levels that the sheet's name or a heading above the table has already opened. */
  takenLevels: ObjectiveKind[];
}

const TOTAL = /^(общо|всичко|сума|обща\s+(сума|стойност)|междинна\s+сума|тотал|(grand\s+|sub)?total|sum)(?!\p{L})/iu;
const NOTE =
  /^(\*|забележк|бележк|легенда|изготвил|съгласувал|утвърдил|приложение|източник:|дата:|подпис|кмет:|председател|note|prepared by)/iu;

export function classifyRows(context: ClassifyContext): RowClass[] {
  const { grid } = context;
  const drafts = grid.rows.map((row, index) => draftClass(context, row, index));
  dropTrailingSections(drafts);
  settleLevels(drafts, context);
  return drafts;
}

function draftClass(context: ClassifyContext, row: GridRow, index: number): RowClass {
  if (context.headerIndexes.has(index)) return { is: 'HEADER' };
  if (context.excludedRows.has(row.number)) return { is: 'EXCLUDED' };
  const section = sectionOf(context, row, index);
  if (index < context.firstDataIndex) {
    const opens = section && (section.objective.kind || isRepeatedLayout(context, index));
    return opens ? section : { is: 'TITLE' };
  }
  if (isTotal(context, row)) return { is: 'TOTAL' };
  const [first] = ownCells(row);
  if (section) return NOTE.test(first?.text ?? '') ? { is: 'NOTE' } : section;
  return { is: continues(context, row, index) ? 'CONTINUATION' : 'MEASURE' };
}

/** A lone row just above the first headings is a section where later headings have one too. */
function isRepeatedLayout(context: ClassifyContext, index: number): boolean {
  if (index !== context.firstDataIndex - 1 && !context.headerIndexes.has(index + 1)) return false;
  return [...context.headerIndexes].some((header) => {
    const above = context.grid.rows[header - 1];
    return header > context.firstDataIndex && above !== undefined && ownCells(above).length === 1;
  });
}

function sectionOf(context: ClassifyContext, row: GridRow, index: number): SectionRow | null {
  const cells = ownCells(row);
  const [first, second] = cells;
  if (!first || cells.length > 2) return null;
  const { mapping, grid } = context;
  const codeColumn = columnOf(mapping, ColumnRole.CODE);
  const measureColumn = columnOf(mapping, ColumnRole.MEASURE);
  if (second) {
    if (first.column !== codeColumn && readObjectiveText(first.text).kind === null) return null;
    if (second.column !== measureColumn && second.columnSpan < 2) return null;
    const joined = `${first.text} ${second.text}`;
    const own = readObjectiveText(second.text);
    const objective = own.kind ? { ...own, code: own.code ?? first.text } : readObjectiveText(joined);
    const wide = second.columnSpan >= 3;
    if (!objective.kind && !wide && !isParentCode(context, first.text, index)) return null;
    if (!objective.code && first.column === codeColumn) objective.code = first.text;
    return section({ ...objective, depth: objective.depth ?? depthOf(first.text) }, joined);
  }
  if (first.number !== null || first.formula !== null) return null;
  const objective = readObjectiveText(first.text);
  const wide = first.columnSpan >= Math.max(2, Math.ceil(grid.columnCount / 2));
  if (objective.kind || wide) return section(objective, first.text);
  const role = mapping.columns.find((each) => each.column === first.column)?.role;
  const level = levelOfRole(role);
  if (level) return { is: 'SECTION', objective, text: first.text, kind: level, guessed: false };
  if (role === ColumnRole.MEASURE || role === undefined) {
    const shouted = first.text === first.text.toUpperCase() && /\p{Lu}{3}/u.test(first.text);
    return shouted || isParentCode(context, objective.code ?? '', index) ? section(objective, first.text) : null;
  }
  return role === ColumnRole.CODE && /\p{L}{3}/u.test(first.text) ? section(objective, first.text) : null;
}

/** kind is settled later when no word says it. */
function section(objective: ObjectiveText, text: string): SectionRow {
  return { is: 'SECTION', objective, text, kind: objective.kind, guessed: false };
}

function levelOfRole(role: ColumnRole | undefined): ObjectiveKind | null {
  if (role === ColumnRole.PRIORITY) return ObjectiveKind.PRIORITY;
  if (role === ColumnRole.GOAL || role === ColumnRole.OBJECTIVE) return ObjectiveKind.GOAL;
  return role === ColumnRole.TASK ? ObjectiveKind.TASK : null;
}

/** The next filled codes go on from this one: "1.1" before "1.1.1". */
function isParentCode(context: ClassifyContext, code: string, index: number): boolean {
  const parent = code.replace(/\.$/, '');
  if (!/^([А-ЯA-Z]?\d+|[IVX]+)(\.\d+)*$/u.test(parent)) return false;
  const codeColumn = columnOf(context.mapping, ColumnRole.CODE);
  const measureColumn = columnOf(context.mapping, ColumnRole.MEASURE);
  for (const row of context.grid.rows.slice(index + 1, index + 3)) {
    const texts = [codeColumn, measureColumn].map((column) => (column === null ? '' : textAt(row, column)));
    if (texts.some((text) => text.startsWith(`${parent}.`) && /^\d/.test(text.slice(parent.length + 1)))) return true;
  }
  return false;
}

function isTotal(context: ClassifyContext, row: GridRow): boolean {
  const cells = ownCells(row);
  const first = cells.find((cell) => cell.text !== '');
  if (!first || !TOTAL.test(first.text)) return false;
  const others = cells.filter((cell) => cell !== first);
  if (others.length === 0) return /\d/.test(first.text) || !/\p{L}{3,}\s+\p{L}{3,}\s+\p{L}{3,}/u.test(first.text);
  const told = new Set<ColumnRole>([
    ColumnRole.RESPONSIBLE,
    ColumnRole.PERIOD,
    ColumnRole.START,
    ColumnRole.INDICATOR,
    ColumnRole.MEASURE,
  ]);
  return others.every((cell) => {
    const role = context.mapping.columns.find((each) => each.column === cell.column)?.role;
    return role === undefined || !told.has(role);
  });
}

/** The wording is merged from above, or left empty below it together with the code. */
function continues(context: ClassifyContext, row: GridRow, index: number): boolean {
  const measureColumn = columnOf(context.mapping, ColumnRole.MEASURE);
  if (measureColumn === null || index <= context.firstDataIndex) return false;
  const covering = row.cells[measureColumn];
  if (covering && covering.cell.text !== '') return covering.originRow < row.number;
  const codeColumn = columnOf(context.mapping, ColumnRole.CODE);
  const code = codeColumn === null ? null : row.cells[codeColumn];
  return !code || code.cell.text === '' || code.originRow < row.number;
}

/** Signatures and remarks after the last measure are no objectives. */
function dropTrailingSections(drafts: RowClass[]): void {
  for (let index = drafts.length - 1; index >= 0; index -= 1) {
    const draft = drafts[index];
    if (!draft || draft.is === 'MEASURE' || draft.is === 'CONTINUATION') return;
    if (draft.is === 'SECTION' && !draft.kind) drafts[index] = { is: 'NOTE' };
  }
}

/** Sections without a word for their level: by the depth of their number, else by how many stand together. */
function settleLevels(drafts: RowClass[], context: ClassifyContext): void {
  const open = drafts.filter((draft): draft is SectionRow => draft.is === 'SECTION' && !draft.kind);
  if (open.length === 0) return;
  const taken = new Set<ObjectiveKind>(context.takenLevels);
  for (const draft of drafts) if (draft.is === 'SECTION' && draft.kind) taken.add(draft.kind);
  for (const column of context.mapping.columns) {
    const level = levelOfRole(column.role);
    if (level) taken.add(level);
    if (column.role === ColumnRole.OBJECTIVE) taken.add(ObjectiveKind.TASK);
  }
  const free = OBJECTIVE_LEVELS.filter((level) => !taken.has(level));
  const levels = free.length > 0 ? free : [ObjectiveKind.TASK];
  const depths = [...new Set(open.flatMap((draft) => draft.objective.depth ?? []))].toSorted((a, b) => a - b);
  for (const draft of open) {
    if (draft.objective.depth === null) continue;
    const rank = Math.min(depths.indexOf(draft.objective.depth), levels.length - 1);
    draft.kind = levels[rank] ?? null;
    draft.guessed = true;
  }
  settleRuns(drafts, levels);
}

function settleRuns(drafts: RowClass[], levels: ObjectiveKind[]): void {
  const runs: SectionRow[][] = [];
  let run: SectionRow[] = [];
  for (const draft of [...drafts, null]) {
    if (draft?.is === 'SECTION' && !draft.kind) run.push(draft);
    else if (draft?.is !== 'HEADER') {
      if (run.length > 0) runs.push(run);
      run = [];
    }
  }
  const deepest = Math.min(levels.length, Math.max(0, ...runs.map((each) => each.length)));
  for (const each of runs) {
    each.forEach((draft, index) => {
      const rank = Math.max(0, deepest - each.length + index);
      draft.kind = levels[Math.min(rank, levels.length - 1)] ?? null;
      draft.guessed = true;
    });
  }
}
