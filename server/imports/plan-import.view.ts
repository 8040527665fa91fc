/** Shapes what was understood of a file for the screen. Pure. */
import type { ImportIssue as FoundIssue } from '../plan-import/import-issue.ts';
import { RowStatus, type ParsedPlan, type ParsedTable, type RowPreview } from '../plan-import/parsed-plan.ts';
import type { VersionComparison } from '../plan-import/compare/version-comparison.ts';
import type { DecidedBody } from './plan-import.entity.ts';
import type {
  ImportBody,
  ImportIssue,
  ImportMatch,
  ImportRow,
  ImportSummary,
  ImportTable,
  ImportTotal,
} from './plan-import.type.ts';

export function summaryOf({ counts, totals, rows, reconciliations }: ParsedPlan): ImportSummary {
  const withStatus = (status: RowStatus): number => rows.filter((row) => row.status === status).length;
  return {
    measures: counts.measures,
    priorities: counts.priorities,
    goals: counts.goals,
    tasks: counts.tasks,
    totals: totals.map(({ currency, amountCents }): ImportTotal => ({ currency, amountCents })),
    understood: withStatus(RowStatus.UNDERSTOOD),
    doubtful: withStatus(RowStatus.DOUBTFUL),
    refused: withStatus(RowStatus.REFUSED),
    reconciles: reconciliations.length === 0 ? null : reconciliations.every(({ agrees }) => agrees),
  };
}

export function issueOf(issue: FoundIssue): ImportIssue {
  const { code, sheet, row, column, text } = issue;
  return {
    code,
    table: sheet ?? null,
    row: row ?? null,
    column: column === null || column === undefined ? null : columnLetter(column),
    text: text || null,
  };
}

/** 0 is A, 26 is AA: as spreadsheets call their columns. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return `${rest >= 0 ? columnLetter(rest) : ''}${String.fromCharCode(65 + (column % 26))}`;
}

export function tableOf({ index, name, mapping, guessed, samples }: ParsedTable): ImportTable {
  return {
    index,
    name: name ?? '',
    headerRows: mapping.headerRows,
    columns: mapping.columns.map(({ column, heading, role }) => ({
      index: column,
      heading,
      role,
      guessed: guessed.columns.find((guess) => guess.column === column)?.role ?? role,
      sample: samples.find((sample) => sample.column === column)?.texts ?? [],
    })),
  };
}

/** Every filled row of the file, in its order. */
export function rowsOf(parsed: ParsedPlan): ImportRow[] {
  const measures = new Map(parsed.measures.map((measure) => [measure.key, measure]));
  const wordings = new Map(parsed.objectives.map(({ key, wording }) => [key, wording]));
  return parsed.rows.map((row, index): ImportRow => {
    const measure = row.measureKey === null ? undefined : measures.get(row.measureKey);
    return {
      index,
      ...placeOf(row),
      objectivePath: (measure?.objectiveKeys ?? []).map((key) => wordings.get(key) ?? ''),
      code: measure?.code ?? null,
      wording: measure?.wording ?? null,
      responsibles: (measure?.responsibles ?? [])
        .toSorted((a, b) => Number(b.leads) - Number(a.leads))
        .map(({ asWritten }) => asWritten),
      period: measure?.period ?? null,
      funding: (measure?.funding ?? []).map(({ asWritten }) => asWritten),
      amounts: (measure?.funding ?? []).flatMap(({ currency, amountCents }) =>
        amountCents === null ? [] : [{ currency, amountCents }],
      ),
      indicators: (measure?.indicators ?? []).map(({ asWritten }) => asWritten),
      issues: row.issues.map(issueOf),
    };
  });
}

function placeOf({ place, status, cells }: RowPreview): Pick<ImportRow, 'table' | 'row' | 'status' | 'cells'> {
  return { table: place.sheet ?? '', row: place.row, status, cells: cells.map(({ text }) => text) };
}

/** @param known organizations by suggested name. */
export function bodiesOf(
  { bodies }: ParsedPlan,
  { decided, known }: { decided: readonly DecidedBody[]; known: ReadonlyMap<string, string> },
): ImportBody[] {
  return bodies.map(({ key, kind, name, variants, measureCount }) => {
    const decision = decided.find((body) => body.key === key);
    return {
      key,
      asWritten: variants,
      suggestedName: name,
      isKind: kind === 'KIND',
      measureCount,
      decision: decision?.decision ?? null,
      organizationId:
        decision === undefined ? (kind === 'KIND' ? null : (known.get(name) ?? null)) : decision.organizationId,
    };
  });
}

interface Worded {
  readonly key: string;
  readonly code: string;
  readonly wording: string;
}

export function matchesOf(
  comparison: VersionComparison,
  { previous, next }: { previous: readonly Worded[]; next: readonly Worded[] },
): ImportMatch[] {
  const words = (known: readonly Worded[], keys: readonly string[]): string[] =>
    keys
      .map((key) => known.find((each) => each.key === key))
      .map((measure) => (measure === undefined ? '' : `${measure.code} ${measure.wording}`.trim()));
  return comparison.matches.map(({ change, previousKeys, nextKeys, similarity, changedFields }) => ({
    key: `${previousKeys.join('+')}>${nextKeys.join('+')}`,
    change,
    beforeMeasureIds: previousKeys,
    beforeWording: words(previous, previousKeys),
    afterKeys: nextKeys,
    afterWording: words(next, nextKeys),
    similarity: previousKeys.length === 0 || nextKeys.length === 0 ? null : similarity,
    fields: changedFields,
  }));
}
