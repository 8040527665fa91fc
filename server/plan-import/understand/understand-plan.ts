/** From neutral tables to a plan that a person can check row by row. Pure: the same file and choices give the same plan. */
import { ColumnRole } from '../column-mapping.ts';
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import { ImportIssueCode, weightOf } from '../import-issue.ts';
import type { ImportIssue } from '../import-issue.ts';
import { RowStatus } from '../parsed-plan.ts';
import { ObjectiveKind } from '../../../schema/vocabulary/objective-kind.ts';
import type {
  CurrencyTotal,
  ParsedMeasure,
  ParsedObjective,
  ParsedPlan,
  ParsedTable,
  UnderstandOptions,
} from '../parsed-plan.ts';
import type { SourceFile } from '../source-table.ts';
import { fingerprint } from './fingerprint.ts';
import { settleCodes } from './measure-codes.ts';
import { meaningOfHeading } from './heading-vocabulary.ts';
import { ObjectiveTree } from './objective-tree.ts';
import { planTables } from './plan-tables.ts';
import type { PlanTable } from './plan-tables.ts';
import { suggestBodies } from './responsible.ts';
import { readTable } from './table-reader.ts';
import type { PlanSoFar } from './table-reader.ts';
import { ownCells } from './table-grid.ts';
import { foldWording } from './wording.ts';

/** @throws FileRefusal NO_PLAN_TABLE when nothing in the file looks like a heading of a plan. */
export function understandPlan(file: SourceFile, options: UnderstandOptions = {}): ParsedPlan {
  const overrides = options.overrides ?? [];
  const tables = planTables(file, overrides);
  if (overrides.length === 0 && !tables.some((table) => table.mapping.used || showsHeadings(table))) {
    throw new FileRefusal(RefusalCode.NO_PLAN_TABLE, { tables: tables.length });
  }
  const soFar: PlanSoFar = {
    tree: new ObjectiveTree(),
    measures: [],
    rows: [],
    reconciliations: [],
    issues: [],
    titleLines: [],
  };
  const usedTables = tables.filter((table) => table.mapping.used).length;
  for (const table of tables) {
    const excludedRows = overrides.find((each) => each.tableIndex === table.mapping.tableIndex)?.excludedRows ?? [];
    readTable(soFar, {
      table,
      usedTables,
      excludedRows: new Set(excludedRows),
      defaultCurrency: options.defaultCurrency ?? null,
      format: file.format,
    });
  }
  const objectives = soFar.tree.all();
  const codeIssues = settleCodes(soFar.measures, objectives);
  for (const [key, issues] of codeIssues) addToRow(soFar, key, issues);
  for (const [key, issue] of repeatedMeasures(soFar.measures)) addToRow(soFar, key, [issue]);
  const bodies = suggestBodies(soFar.measures);
  const countOf = (kind: ObjectiveKind): number => objectives.filter((each) => each.kind === kind).length;
  const rowsWith = (status: RowStatus): number => soFar.rows.filter((row) => row.status === status).length;
  return {
    format: file.format,
    encoding: file.encoding,
    delimiter: file.delimiter,
    titleLines: soFar.titleLines,
    tables: tables.map((table) => describe(table, soFar.measures)),
    objectives,
    measures: soFar.measures,
    bodies,
    rows: soFar.rows,
    issues: [...soFar.issues, ...differentWordings(objectives), ...tables.flatMap(tableIssues)],
    counts: {
      priorities: countOf(ObjectiveKind.PRIORITY),
      goals: countOf(ObjectiveKind.GOAL),
      tasks: countOf(ObjectiveKind.TASK),
      measures: soFar.measures.length,
      refusedRows: rowsWith(RowStatus.REFUSED),
      doubtfulRows: rowsWith(RowStatus.DOUBTFUL),
    },
    totals: totalsOf(soFar.measures),
    reconciliations: soFar.reconciliations,
    fingerprint: fingerprint({ objectives, measures: soFar.measures }),
  };
}

function showsHeadings(table: PlanTable): boolean {
  return table.grid.rows.slice(0, 15).some((row) => {
    const cells = ownCells(row);
    return (
      cells.length >= 3 && cells.filter((cell) => cell.text.length < 60 && meaningOfHeading(cell.text)).length >= 2
    );
  });
}

function addToRow(soFar: PlanSoFar, measureKey: string, issues: ImportIssue[]): void {
  const row = soFar.rows.find((each) => each.measureKey === measureKey);
  if (!row) return;
  row.issues.push(...issues);
  const doubtful = issues.some((issue) => issue.weight === 'DOUBT');
  if (doubtful && row.status === RowStatus.UNDERSTOOD) row.status = RowStatus.DOUBTFUL;
}

/** The same wording twice below the same objective. */
function repeatedMeasures(measures: ParsedMeasure[]): [string, ImportIssue][] {
  const seen = new Set<string>();
  return measures.flatMap((measure): [string, ImportIssue][] => {
    const identity = [...measure.objectiveKeys, foldWording(measure.wording)].join('|');
    if (!seen.has(identity)) {
      seen.add(identity);
      return [];
    }
    const code = ImportIssueCode.MEASURE_REPEATED;
    const { tableIndex, sheet, row } = measure.source;
    return [
      [
        measure.key,
        { code, weight: weightOf(code), tableIndex, sheet, row, column: null, text: measure.wording, details: {} },
      ],
    ];
  });
}

/** One code below the same parent with two wordings: a slip of the writer, or two objectives. */
function differentWordings(objectives: ParsedObjective[]): ImportIssue[] {
  const seen = new Set<string>();
  return objectives.flatMap((objective): ImportIssue[] => {
    if (objective.code === null) return [];
    const identity = [objective.parentKey, objective.kind, objective.code].join('|');
    if (!seen.has(identity)) {
      seen.add(identity);
      return [];
    }
    const code = ImportIssueCode.OBJECTIVE_WORDING_DIFFERS;
    const { tableIndex, sheet, row } = objective.source;
    const text = objective.asWritten;
    return [{ code, weight: weightOf(code), tableIndex, sheet, row, column: null, text, details: {} }];
  });
}

function totalsOf(measures: ParsedMeasure[]): CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>();
  for (const measure of measures) {
    const counted = new Set<string>();
    for (const line of measure.funding) {
      if (line.amountCents === null) continue;
      const key = line.currency ?? '';
      const total = totals.get(key) ?? { currency: line.currency, amountCents: 0, measureCount: 0 };
      total.amountCents += line.amountCents;
      if (!counted.has(key)) total.measureCount += 1;
      counted.add(key);
      totals.set(key, total);
    }
  }
  return [...totals.values()];
}

function describe(table: PlanTable, measures: ParsedMeasure[]): ParsedTable {
  const { grid, mapping, guessed } = table;
  const dataRows = grid.rows.slice(table.firstDataIndex);
  return {
    index: grid.table.index,
    kind: grid.table.kind,
    name: grid.table.name,
    hidden: grid.table.hidden,
    rowCount: grid.rows.length,
    mapping,
    guessed,
    samples: mapping.columns.map(({ column }) => ({
      column,
      texts: dataRows
        .flatMap((row) => ownCells(row).filter((cell) => cell.column === column && cell.columnSpan === 1))
        .slice(0, 3)
        .map((cell) => cell.text),
    })),
    measureCount: measures.filter((measure) => measure.source.tableIndex === grid.table.index).length,
  };
}

function tableIssues(table: PlanTable): ImportIssue[] {
  const { grid, mapping } = table;
  const at = { tableIndex: grid.table.index, sheet: grid.table.name, row: null, details: {} };
  const issues: ImportIssue[] = [];
  const add = (code: ImportIssueCode, column: number | null = null, text: string | null = null): void => {
    issues.push({ code, weight: weightOf(code), ...at, column, text });
  };
  if (grid.table.hidden) add(ImportIssueCode.HIDDEN_TABLE);
  if (!mapping.used) {
    add(ImportIssueCode.TABLE_NOT_USED);
    return issues;
  }
  if (table.goesOn) add(ImportIssueCode.TABLE_CONTINUES);
  for (const { column, heading, role, confidence } of mapping.columns) {
    if (role === ColumnRole.IGNORED) add(ImportIssueCode.COLUMN_NOT_READ, column, heading);
    else if (confidence === 0) add(ImportIssueCode.COLUMN_UNKNOWN, column, heading);
    else if (confidence < 0.7) add(ImportIssueCode.COLUMN_DOUBTFUL, column, heading);
  }
  return issues;
}
