/** One measure from its row or rows. */
import { ColumnRole } from '../column-mapping.ts';
import type { Currency } from '../../../schema/vocabulary/currency.ts';
import { ImportIssueCode, weightOf } from '../import-issue.ts';
import type { ImportIssue } from '../import-issue.ts';
import type { ParsedIndicator, ParsedMeasure, ParsedPeriod, SourcePlace } from '../parsed-plan.ts';
import { SourceFormat } from '../source-table.ts';
import { readFunding } from './funding-cells.ts';
import type { CellDoubt } from './funding-cells.ts';
import { readIndicators } from './indicator.ts';
import { cellsOf, textOf } from './measure-cells.ts';
import type { MeasureRows, RoleCell } from './measure-cells.ts';
import { readDay, readPeriod } from './period.ts';
import { readResponsibles } from './responsible.ts';
import { ownCells, textAt } from './table-grid.ts';
import { saysNothing } from './wording.ts';

export interface MeasureReading {
  measure: ParsedMeasure;
  issues: ImportIssue[];
}

/** "1.1.2. Обходи …", "Мярка 3: …": a code that stands before the wording. */
const LEADING_CODE =
  /^(?:(?:мярка|дейност|measure|activity|action)\s*(?:№\s*)?((?:[А-ЯA-Z]{1,2})?\d+(?:\.\d+)*)|((?:[А-ЯA-Z]{1,2}\.?)?\d+(?:\.\d+)+|[МДM]\d+)|(\d{1,3})(?=[.)]\s))[.):\s–—-]+(?=[\p{Lu}„"“])/iu;

export function readMeasure(
  rows: MeasureRows,
  context: { key: string; place: SourcePlace; defaultCurrency: Currency | null; format: SourceFormat },
): MeasureReading {
  const found: CellDoubt[] = [];
  const { code, wording } = readWording(rows, found);
  const { funding, doubts } = readFunding(rows, context.defaultCurrency);
  found.push(...doubts, ...brokenCells(rows, context.format));
  const measure: ParsedMeasure = {
    key: context.key,
    code,
    codeGenerated: false,
    wording,
    objectiveKeys: [],
    responsibles: [...readBodies(rows, ColumnRole.RESPONSIBLE, found), ...readBodies(rows, ColumnRole.PARTNER, found)],
    period: readWhen(rows, found),
    funding,
    indicators: readIndicatorRows(rows, found),
    targetGroups: cellsOf(rows, ColumnRole.TARGET_GROUP).map((each) => each.cell.text),
    places: cellsOf(rows, ColumnRole.PLACE).map((each) => each.cell.text),
    notes: cellsOf(rows, ColumnRole.NOTE).map((each) => each.cell.text),
    source: context.place,
    asWritten: rows.mapping.columns.flatMap(({ column, heading }) => {
      const texts = new Set(rows.rows.map((row) => textAt(row, column)).filter((text) => text !== ''));
      return texts.size > 0 ? [{ column, heading, text: [...texts].join('\n') }] : [];
    }),
  };
  if (measure.responsibles.length === 0) found.push({ code: ImportIssueCode.RESPONSIBLE_MISSING, cell: null });
  if (!measure.period) found.push({ code: ImportIssueCode.PERIOD_MISSING, cell: null });
  if (measure.indicators.length === 0) found.push({ code: ImportIssueCode.INDICATOR_MISSING, cell: null });
  return { measure, issues: issuesOf(found, context.place) };
}

function readWording(rows: MeasureRows, found: CellDoubt[]): { code: string; wording: string } {
  const written = textOf(rows, ColumnRole.MEASURE).replace(/\s*\n\s*/g, ' ');
  const ownCode = textOf(rows, ColumnRole.CODE).replace(/\s*\n\s*/g, ' ');
  if (written === '') found.push({ code: ImportIssueCode.MEASURE_WORDING_MISSING, cell: null });
  if (!saysNothing(ownCode)) return { code: ownCode, wording: written };
  const leading = written.match(LEADING_CODE);
  const code = leading?.[1] ?? leading?.[2] ?? leading?.[3] ?? '';
  return { code, wording: leading && code !== '' ? written.slice(leading[0].length) : written };
}

function readBodies(rows: MeasureRows, role: ColumnRole, found: CellDoubt[]): ParsedMeasure['responsibles'] {
  const cells = cellsOf(rows, role);
  if (cells.length === 0) return [];
  const text = cells.map((each) => each.cell.text).join('\n');
  const read = readResponsibles(text, role === ColumnRole.PARTNER ? 'PARTNER' : 'LEAD');
  for (const code of read.doubts) found.push({ code, cell: cells[0] ?? null });
  return read.responsibles;
}

function readWhen(rows: MeasureRows, found: CellDoubt[]): ParsedPeriod | null {
  const cells = cellsOf(rows, ColumnRole.PERIOD);
  const read = readPeriod(cells.map((each) => each.cell.text).join('; '));
  for (const code of read.doubts) found.push({ code, cell: cells[0] ?? null });
  const [start] = cellsOf(rows, ColumnRole.START);
  const [end] = cellsOf(rows, ColumnRole.END);
  if (!start && !end) return read.period;
  const texts = [start?.cell.text ?? '…', end?.cell.text ?? '…'].join(' – ');
  const startsOn = start ? dayOf(start, 'START', found) : (read.period?.startsOn ?? null);
  const endsOn = end ? dayOf(end, 'END', found) : (read.period?.endsOn ?? null);
  const reversed = startsOn !== null && endsOn !== null && startsOn > endsOn;
  if (reversed) found.push({ code: ImportIssueCode.PERIOD_REVERSED, cell: end ?? null });
  return {
    text: read.period ? `${texts}; ${read.period.text}` : texts,
    startsOn: reversed ? null : startsOn,
    endsOn: reversed ? null : endsOn,
    recurring: read.period?.recurring ?? readPeriod(end?.cell.text ?? '').period?.recurring ?? false,
  };
}

function dayOf(each: RoleCell, edge: 'START' | 'END', found: CellDoubt[]): string | null {
  const day = each.cell.date ?? readDay(each.cell.text, edge);
  const recurring = readPeriod(each.cell.text).period?.recurring ?? false;
  if (!day && !recurring && !saysNothing(each.cell.text)) {
    found.push({ code: ImportIssueCode.PERIOD_UNREADABLE, cell: each });
  }
  return day;
}

/** Row by row where a measure has one row for each indicator. */
function readIndicatorRows(rows: MeasureRows, found: CellDoubt[]): ParsedIndicator[] {
  const cells = cellsOf(rows, ColumnRole.INDICATOR);
  if (cells.length <= 1 && rows.rows.length > 0) {
    return readIndicatorCell(rows, cells[0] ?? null, found);
  }
  return cells.flatMap((each) => readIndicatorCell({ ...rows, rows: rowsFrom(rows, each, cells) }, each, found));
}

/** From the row of this indicator to before the next one's. */
function rowsFrom(rows: MeasureRows, each: RoleCell, cells: RoleCell[]): MeasureRows['rows'] {
  const next = cells.find((other) => other.row.number > each.row.number);
  return rows.rows.filter((row) => row.number >= each.row.number && (!next || row.number < next.row.number));
}

function readIndicatorCell(rows: MeasureRows, each: RoleCell | null, found: CellDoubt[]): ParsedIndicator[] {
  const read = readIndicators({
    indicator: each?.cell.text ?? '',
    unit: textOf(rows, ColumnRole.UNIT),
    baseline: textOf(rows, ColumnRole.BASELINE),
    target: textOf(rows, ColumnRole.TARGET),
  });
  for (const code of read.doubts) {
    const valueCell = cellsOf(rows, ColumnRole.TARGET)[0] ?? cellsOf(rows, ColumnRole.BASELINE)[0];
    found.push({ code, cell: valueCell ?? each });
  }
  return read.indicators;
}

/** Formulas and errors: a stored result is taken and doubted, a missing one keeps the row out. */
function brokenCells(rows: MeasureRows, format: SourceFormat): CellDoubt[] {
  const doubts: CellDoubt[] = [];
  for (const row of rows.rows) {
    for (const cell of ownCells(row)) {
      const assignment = rows.mapping.columns.find((each) => each.column === cell.column);
      if (!assignment || assignment.role === ColumnRole.IGNORED) continue;
      const code = brokenBy(cell, format);
      if (code) doubts.push({ code, cell: { cell, assignment, row, fromAbove: false, reachesBelow: false } });
    }
  }
  return doubts;
}

function brokenBy(
  cell: { text: string; formula: string | null; error: string | null },
  format: SourceFormat,
): ImportIssueCode | null {
  if (cell.error !== null) return ImportIssueCode.CELL_ERROR;
  if (cell.formula === null) return null;
  if (format === SourceFormat.CSV) return ImportIssueCode.FORMULA_IN_TEXT;
  return cell.text === '' ? ImportIssueCode.FORMULA_WITHOUT_VALUE : ImportIssueCode.FORMULA_VALUE;
}

function issuesOf(found: CellDoubt[], place: SourcePlace): ImportIssue[] {
  return found.map(({ code, cell }) => ({
    code,
    weight: weightOf(code),
    tableIndex: place.tableIndex,
    sheet: place.sheet,
    row: cell?.row.number ?? place.row,
    column: cell?.assignment.column ?? null,
    text: cell ? (cell.cell.formula && cell.cell.text === '' ? `=${cell.cell.formula}` : cell.cell.text) : null,
    details: {},
  }));
}
