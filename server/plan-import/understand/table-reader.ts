/** Walks through the rows of one table and adds what they say to the plan. */
import { ColumnRole } from '../column-mapping.ts';
import type { Currency } from '../../../schema/vocabulary/currency.ts';
import { ImportIssueCode, IssueWeight, weightOf } from '../import-issue.ts';
import type { ImportIssue } from '../import-issue.ts';
import { RowStatus } from '../parsed-plan.ts';
import { ObjectiveKind } from '../../../schema/vocabulary/objective-kind.ts';
import type { ParsedMeasure, Reconciliation, RowPreview, SourcePlace } from '../parsed-plan.ts';
import { SourceTableKind } from '../source-table.ts';
import type { SourceFormat, SourceTable } from '../source-table.ts';
import { cellsOf } from './measure-cells.ts';
import { readMeasure } from './measure-row.ts';
import { readObjectiveText } from './objective-text.ts';
import type { ObjectiveTree } from './objective-tree.ts';
import type { PlanTable } from './plan-tables.ts';
import { classifyRows } from './row-classes.ts';
import type { RowClass, SectionRow } from './row-classes.ts';
import { ownCells } from './table-grid.ts';
import type { GridRow } from './table-grid.ts';
import { reconcile, statedTotals } from './total-row.ts';

export interface PlanSoFar {
  tree: ObjectiveTree;
  measures: ParsedMeasure[];
  rows: RowPreview[];
  reconciliations: Reconciliation[];
  issues: ImportIssue[];
  titleLines: string[];
}

export interface TableTask {
  table: PlanTable;
  /** How many tables of the file belong to the plan. */
  usedTables: number;
  excludedRows: Set<number>;
  defaultCurrency: Currency | null;
  format: SourceFormat;
}

export function readTable(soFar: PlanSoFar, task: TableTask): void {
  new TableReader(soFar, task).read();
}

/** Changes PlanSoFar. */
class TableReader {
  readonly #plan: PlanSoFar;
  readonly #task: TableTask;
  readonly #measuresBefore: number;

  constructor(soFar: PlanSoFar, task: TableTask) {
    this.#plan = soFar;
    this.#task = task;
    this.#measuresBefore = soFar.measures.length;
  }

  read(): void {
    const { grid, mapping } = this.#task.table;
    if (!mapping.used) {
      for (const row of grid.rows) this.#addRow(row, RowStatus.IGNORED);
      this.#plan.titleLines.push(...grid.table.heading);
      return;
    }
    const takenLevels = this.#openHeadings();
    const classes = classifyRows({ ...this.#task.table, excludedRows: this.#task.excludedRows, takenLevels });
    for (let index = 0; index < classes.length; index += 1) {
      const row = grid.rows[index];
      const rowClass = classes[index];
      if (!row || !rowClass) continue;
      if (rowClass.is === 'CONTINUATION') this.#refuseUnplaced(row);
      else if (rowClass.is === 'MEASURE') {
        let end = index + 1;
        while (classes[end]?.is === 'CONTINUATION') end += 1;
        this.#readMeasure(grid.rows.slice(index, end));
        index = end - 1;
      } else this.#readOther(row, rowClass);
    }
  }

  /** What the sheet's name and the lines above the table say; a level named there is taken. */
  #openHeadings(): ObjectiveKind[] {
    const { table } = this.#task.table.grid;
    const isFirst = this.#measuresBefore === 0;
    const lines = table.kind === SourceTableKind.SHEET ? [sheetHeading(table, this.#task)] : table.heading;
    const taken: ObjectiveKind[] = [];
    const titles: string[] = [];
    lines.forEach((line, index) => {
      if (line === '') return;
      const objective = readObjectiveText(line);
      const isLast = index === lines.length - 1;
      const unnamed = isLast && this.#task.usedTables > 1 && !this.#hasOwnPriorities();
      const kind = objective.kind ?? (unnamed && taken.length === 0 ? ObjectiveKind.PRIORITY : null);
      if (!kind) {
        titles.push(line);
        return;
      }
      const { code, wording } = objective;
      this.#plan.tree.open({ kind, code, wording, asWritten: line, source: { ...this.#place(0), row: 0 } });
      taken.push(kind);
      if (!objective.kind) this.#plan.issues.push(this.#issue(ImportIssueCode.OBJECTIVE_LEVEL_GUESSED, { text: line }));
    });
    if (isFirst || taken.length === 0) this.#plan.titleLines.push(...titles);
    return taken;
  }

  #hasOwnPriorities(): boolean {
    const { grid, mapping, firstDataIndex } = this.#task.table;
    if (mapping.columns.some((each) => each.role === ColumnRole.PRIORITY)) return true;
    return grid.rows.some((row, index) => {
      const cells = ownCells(row);
      const [first] = cells;
      const lone = cells.length === 1 && first !== undefined && index >= firstDataIndex - 3;
      return lone && readObjectiveText(first.text).kind === ObjectiveKind.PRIORITY;
    });
  }

  #readOther(row: GridRow, rowClass: RowClass): void {
    if (rowClass.is === 'SECTION') return this.#openSection(row, rowClass);
    if (rowClass.is === 'HEADER') return this.#addRow(row, RowStatus.HEADER);
    if (rowClass.is === 'TOTAL') return this.#reconcile(row);
    if (rowClass.is === 'TITLE') this.#plan.titleLines.push(...ownCells(row).map((cell) => cell.text));
    const issues = rowClass.is === 'EXCLUDED' ? [this.#issue(ImportIssueCode.ROW_EXCLUDED, { row: row.number })] : [];
    this.#addRow(row, RowStatus.IGNORED, { issues });
  }

  #openSection(row: GridRow, section: SectionRow): void {
    const { code, wording } = section.objective;
    const objective = this.#plan.tree.open({
      kind: section.kind ?? ObjectiveKind.PRIORITY,
      code,
      wording,
      asWritten: section.text,
      source: this.#place(row.number),
    });
    const issues = section.guessed
      ? [this.#issue(ImportIssueCode.OBJECTIVE_LEVEL_GUESSED, { row: row.number, text: section.text })]
      : [];
    this.#addRow(row, RowStatus.SECTION, { issues, objectiveKeys: [objective.key] });
  }

  #reconcile(row: GridRow): void {
    const { mapping } = this.#task.table;
    const { measures, tree } = this.#plan;
    const place = this.#place(row.number);
    const stated = statedTotals(row, mapping, this.#task.defaultCurrency);
    const within = (key: string | undefined): ParsedMeasure[] =>
      key ? measures.filter((measure) => measure.objectiveKeys.includes(key)) : [];
    const scopes = [
      ...tree
        .path()
        .toReversed()
        .map((objective) => within(objective.key)),
      measures.slice(this.#measuresBefore),
      measures,
    ];
    const found = stated.map((total) => reconcile(total, scopes, place));
    this.#plan.reconciliations.push(...found);
    const issues = found.map((each) =>
      this.#issue(each.agrees ? ImportIssueCode.TOTAL_AGREES : ImportIssueCode.TOTAL_DIFFERS, {
        row: row.number,
        text: each.asWritten,
        details: { statedCents: each.statedCents, computedCents: each.computedCents, currency: each.currency ?? '' },
      }),
    );
    if (found.length === 0) issues.push(this.#issue(ImportIssueCode.TOTAL_UNREADABLE, { row: row.number }));
    this.#addRow(row, RowStatus.IGNORED, { issues });
  }

  /** Without a wording, and with no measure right above it to belong to. */
  #refuseUnplaced(row: GridRow): void {
    const [first] = ownCells(row);
    const issue = this.#issue(ImportIssueCode.ROW_NOT_PLACED, { row: row.number, text: first?.text });
    this.#addRow(row, RowStatus.REFUSED, { issues: [issue] });
  }

  #readMeasure(rows: GridRow[]): void {
    const { mapping } = this.#task.table;
    const [first] = rows;
    if (!first) return;
    const opened = this.#openColumns({ rows, mapping });
    const place = this.#place(first.number);
    // by its place, so that what was decided of a measure holds when rows above it are left out
    const key = `m${place.tableIndex}-${place.row}`;
    const { defaultCurrency, format } = this.#task;
    const { measure, issues } = readMeasure({ rows, mapping }, { key, place, defaultCurrency, format });
    measure.objectiveKeys = this.#plan.tree.path().map((objective) => objective.key);
    issues.push(...opened.issues);
    for (const row of rows) {
      if (row.hidden) issues.push(this.#issue(ImportIssueCode.HIDDEN_ROW, { row: row.number }));
    }
    const refused = issues.some((issue) => issue.weight === IssueWeight.REFUSAL);
    if (!refused) this.#plan.measures.push(measure);
    rows.forEach((row, index) => {
      const own = issues.filter((issue) => issue.row === row.number || (index === 0 && issue.row === null));
      const doubtful = own.some((issue) => issue.weight === IssueWeight.DOUBT);
      const status = refused ? RowStatus.REFUSED : doubtful ? RowStatus.DOUBTFUL : RowStatus.UNDERSTOOD;
      const objectiveKeys = index === 0 ? opened.objectiveKeys : [];
      this.#addRow(row, status, { issues: own, objectiveKeys, measureKey: refused ? null : key });
    });
  }

  /** Columns for priority, goal and task; an empty cell keeps what stood above. */
  #openColumns(measure: { rows: GridRow[]; mapping: PlanTable['mapping'] }): {
    objectiveKeys: string[];
    issues: ImportIssue[];
  } {
    const before = new Set(this.#plan.tree.all().map((objective) => objective.key));
    const issues: ImportIssue[] = [];
    const open = (kind: ObjectiveKind, text: string, row: number): void => {
      const read = readObjectiveText(text);
      const { code, wording } = read;
      this.#plan.tree.open({ kind: read.kind ?? kind, code, wording, asWritten: text, source: this.#place(row) });
    };
    const byRole: [ColumnRole, ObjectiveKind][] = [
      [ColumnRole.PRIORITY, ObjectiveKind.PRIORITY],
      [ColumnRole.GOAL, ObjectiveKind.GOAL],
      [ColumnRole.OBJECTIVE, ObjectiveKind.GOAL],
      [ColumnRole.TASK, ObjectiveKind.TASK],
    ];
    for (const [role, kind] of byRole) {
      const [found] = cellsOf(measure, role);
      if (!found) continue;
      const row = found.row.number;
      const lines = found.cell.text.split('\n');
      if (role !== ColumnRole.OBJECTIVE || lines.length === 1) {
        open(kind, found.cell.text.replaceAll('\n', ' '), row);
        continue;
      }
      const named = lines.some((line) => readObjectiveText(line).kind !== null);
      const texts = named ? lines : [lines[0] ?? '', lines.slice(1).join(' ')];
      texts.forEach((line, index) => open(index === 0 ? kind : ObjectiveKind.TASK, line, row));
      if (!named && lines.length > 2) {
        issues.push(
          this.#issue(ImportIssueCode.OBJECTIVE_LEVEL_GUESSED, {
            row: measure.rows[0]?.number ?? row,
            column: found.assignment.column,
            text: found.cell.text,
          }),
        );
      }
    }
    const after = this.#plan.tree.all().map((objective) => objective.key);
    return { objectiveKeys: after.filter((key) => !before.has(key)), issues };
  }

  #addRow(row: GridRow, status: RowStatus, more: Partial<RowPreview> = {}): void {
    this.#plan.rows.push({
      place: this.#place(row.number),
      status,
      hidden: row.hidden,
      cells: ownCells(row).map(({ column, text, formula }) => ({ column, text: text || `=${formula ?? ''}` })),
      measureKey: null,
      objectiveKeys: [],
      issues: [],
      ...more,
    });
  }

  #place(row: number): SourcePlace {
    const { table } = this.#task.table.grid;
    const sheet = table.kind === SourceTableKind.TABLE ? `Таблица ${table.index + 1}` : table.name;
    return { tableIndex: table.index, sheet, row };
  }

  #issue(
    code: ImportIssueCode,
    at: { row?: number; column?: number; text?: string; details?: ImportIssue['details'] } = {},
  ): ImportIssue {
    const { tableIndex, sheet } = this.#place(0);
    return {
      code,
      weight: weightOf(code),
      tableIndex,
      sheet,
      row: at.row ?? null,
      column: at.column ?? null,
      text: at.text ?? null,
      details: at.details ?? {},
    };
  }
}

/** "Лист1" and "Sheet 2" name nothing; nor does the only sheet's name, unless it says what it is. */
function sheetHeading(table: SourceTable, task: TableTask): string {
  const name = table.name?.trim() ?? '';
  if (/^(лист|sheet|работен лист|table|таблица)\s*\d*$/iu.test(name)) return '';
  const named = readObjectiveText(name).kind !== null;
  return named || (task.usedTables > 1 && !task.table.goesOn) ? name : '';
}
