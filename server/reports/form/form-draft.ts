/** Holds a filled form against the plan: which measure each row speaks of, and for which indicators. Nothing is saved by it. */
import type { CompletionLevel } from '../../../schema/vocabulary/completion-level.ts';
import type { Currency } from '../../../schema/vocabulary/currency.ts';
import { speaksAs, type Body } from '../report.policy.ts';
import { FormIssueCode, type FilledForm, type FormIssue, type FormRow, type FormValue } from './form-row.ts';
import { foldCell } from './report-form.ts';

export interface FormMeasure {
  readonly id: string;
  readonly code: string;
  readonly wording: string;
  readonly responsibles: readonly Body[];
  /** Of the newest version, in its order. */
  readonly indicators: readonly { readonly id: string; readonly wording: string }[];
}

/** A row as `submitReport` takes it. */
export interface DraftStatement {
  readonly row: number;
  readonly measureId: string;
  readonly level: CompletionLevel | null;
  readonly text: string | null;
  readonly spentCents: number | null;
  readonly currency: Currency | null;
  readonly indicatorValues: readonly { readonly indicatorId: string; readonly value: number }[];
}

export interface ReportFormDraft {
  readonly statements: readonly DraftStatement[];
  readonly issues: readonly FormIssue[];
}

export function draftFromForm({
  form,
  measures,
  speaker,
}: {
  readonly form: FilledForm;
  readonly measures: readonly FormMeasure[];
  readonly speaker: Body;
}): ReportFormDraft {
  const issues: FormIssue[] = [...form.issues];
  const statements: DraftStatement[] = [];
  const named = new Set<string>();
  for (const row of form.rows) {
    const doubt = (code: FormIssueCode, given: string | null, column: string | null = null): void =>
      void issues.push({ row: row.row, column, code, given: given?.slice(0, 200) ?? null });
    const found = measureOf(row, measures);
    if (typeof found === 'string') {
      doubt(found, row.code ?? row.id);
      continue;
    }
    if (speaksAs(speaker, found.responsibles) === null) {
      doubt(FormIssueCode.NOT_RESPONSIBLE, found.code);
      continue;
    }
    if (named.has(found.id)) {
      doubt(FormIssueCode.NAMED_TWICE, found.code);
      continue;
    }
    named.add(found.id);
    if (row.id === null && row.wording !== null && foldCell(row.wording) !== foldCell(found.wording))
      doubt(FormIssueCode.WORDING_DIFFERS, row.wording);
    const indicatorValues = row.values.flatMap((value) => {
      const indicatorId = indicatorOf(value, found);
      if (indicatorId === null)
        doubt(FormIssueCode.INDICATOR_UNKNOWN, value.indicator ?? String(value.number), value.column);
      return indicatorId === null ? [] : [{ indicatorId, value: value.value }];
    });
    const { level, text, spentCents, currency } = row;
    const says = level !== null || text !== null || spentCents !== null || indicatorValues.length > 0;
    if (says)
      statements.push({ row: row.row, measureId: found.id, level, text, spentCents, currency, indicatorValues });
  }
  return { statements, issues: issues.toSorted((a, b) => a.row - b.row) };
}

/** The measure of a row by its id, which the form carries hidden, else by its code. */
function measureOf({ id, code }: FormRow, measures: readonly FormMeasure[]): FormMeasure | FormIssueCode {
  if (id !== null) return measures.find((measure) => measure.id === id.toLowerCase()) ?? FormIssueCode.MEASURE_UNKNOWN;
  const coded = code === null ? [] : measures.filter((measure) => foldCode(measure.code) === foldCode(code));
  if (coded.length > 1) return FormIssueCode.CODE_AMBIGUOUS;
  return coded[0] ?? FormIssueCode.MEASURE_UNKNOWN;
}

/** "1.1." and "1.1" are one code. */
const foldCode = (code: string): string => code.toLowerCase().replace(/\s+/g, '').replace(/\.+$/, '');

/** By the name that stands beside the value, else by its number. */
function indicatorOf({ indicator, number }: FormValue, { indicators }: FormMeasure): string | null {
  if (indicator === null) return indicators[number - 1]?.id ?? null;
  const sameName = indicators.filter(({ wording }) => foldCell(wording) === foldCell(indicator));
  return (sameName.find(({ id }) => id === indicators[number - 1]?.id) ?? sameName[0])?.id ?? null;
}
