/**
 * A report being written: what one body says of every measure of a plan in one reporting period. Texts stay as typed
 * until the report is sent, so that an unreadable amount is shown back and not lost.
 */
import type { CompletionLevel } from '../../../schema/vocabulary/completion-level.ts';
import type { Currency } from '../../../schema/vocabulary/currency.ts';
import { centsOf, numberOf, textOfCents } from './amount-text.ts';

/** Beside the four levels: nothing said, and money or words alone, which leave the level as it was (R1). */
export const StatementChoice = { NONE: 'NONE', MONEY_ONLY: 'MONEY_ONLY' } as const;
export type StatementChoice = (typeof StatementChoice)[keyof typeof StatementChoice] | CompletionLevel;

export interface StatementDraft {
  readonly choice: StatementChoice;
  readonly text: string;
  readonly spent: string;
  readonly currency: Currency;
  /** As typed, by id of the indicator. */
  readonly indicators: Readonly<Record<string, string>>;
}

export interface ReportDraft {
  readonly organizationId: string | null;
  readonly title: string;
  readonly periodLabel: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly act: string;
  readonly adoptedBy: string;
  readonly adoptedOn: string;
  readonly obligationId: string | null;
  /** By id of the measure; a measure that is missing has no statement. */
  readonly statements: Readonly<Record<string, StatementDraft>>;
}

export const emptyStatement: StatementDraft = {
  choice: StatementChoice.NONE,
  text: '',
  spent: '',
  currency: 'EUR',
  indicators: {},
};

export function emptyReport(): ReportDraft {
  return {
    organizationId: null,
    title: '',
    periodLabel: '',
    periodFrom: '',
    periodTo: '',
    act: '',
    adoptedBy: '',
    adoptedOn: '',
    obligationId: null,
    statements: {},
  };
}

export const StatementProblem = {
  AMOUNT: 'AMOUNT',
  /** "Without a level" was chosen and nothing is written. */
  MONEY_MISSING: 'MONEY_MISSING',
  /** Something is written although no statement was chosen: it would be lost. */
  WORDS_WITHOUT_CHOICE: 'WORDS_WITHOUT_CHOICE',
  INDICATOR: 'INDICATOR',
} as const;
export type StatementProblem = (typeof StatementProblem)[keyof typeof StatementProblem];

export function statementProblem(statement: StatementDraft): StatementProblem | null {
  const cents = centsOf(statement.spent);
  if (cents === undefined) return StatementProblem.AMOUNT;
  if (Object.values(statement.indicators).some((text) => numberOf(text) === undefined))
    return StatementProblem.INDICATOR;
  if (statement.choice === StatementChoice.MONEY_ONLY && !isFilled(statement)) return StatementProblem.MONEY_MISSING;
  if (statement.choice === StatementChoice.NONE && isFilled(statement)) return StatementProblem.WORDS_WITHOUT_CHOICE;
  return null;
}

function isFilled({ text, spent, indicators }: StatementDraft): boolean {
  return text.trim() !== '' || spent.trim() !== '' || Object.values(indicators).some((value) => value.trim() !== '');
}

export interface StatementInput {
  readonly measureId: string;
  readonly level: CompletionLevel | null;
  readonly text: string | null;
  readonly spentCents: number | null;
  readonly currency: Currency | null;
  readonly indicatorValues: readonly { readonly indicatorId: string; readonly value: number }[];
}

/** The statements that are sent: those chosen, without those that have a problem. */
export function statementInputs(report: ReportDraft): StatementInput[] {
  return Object.entries(report.statements)
    .filter(([, statement]) => statement.choice !== StatementChoice.NONE && statementProblem(statement) === null)
    .map(([measureId, statement]) => ({ measureId, ...statementValues(statement) }));
}

/** What a statement says, read from what was typed. An amount that cannot be read counts as none: look at the problem first. */
export function statementValues({
  choice,
  text,
  spent,
  currency,
  indicators,
}: StatementDraft): Omit<StatementInput, 'measureId'> {
  const spentCents = centsOf(spent) ?? null;
  return {
    level: choice === StatementChoice.NONE || choice === StatementChoice.MONEY_ONLY ? null : choice,
    text: text.trim() === '' ? null : text.trim(),
    spentCents,
    currency: spentCents === null ? null : currency,
    indicatorValues: Object.entries(indicators).flatMap(([indicatorId, typed]) => {
      const value = numberOf(typed);
      return value === null || value === undefined ? [] : [{ indicatorId, value }];
    }),
  };
}

/** How many measures stand at each choice, out of all measures of the plan. */
export function countChoices(report: ReportDraft, measureIds: readonly string[]): Record<StatementChoice, number> {
  const counts: Record<StatementChoice, number> = {
    NONE: 0,
    MONEY_ONLY: 0,
    NOT_STARTED: 0,
    LIMITED: 0,
    SUBSTANTIAL: 0,
    COMPLETE: 0,
  };
  for (const id of measureIds) counts[report.statements[id]?.choice ?? StatementChoice.NONE] += 1;
  return counts;
}

/** A row of the filled form, as the server read it. */
export interface UploadedStatement {
  readonly measureId: string;
  readonly level: CompletionLevel | null;
  readonly text: string | null;
  readonly spentCents: number | null;
  readonly currency: Currency | null;
  readonly indicatorValues: readonly { readonly indicatorId: string; readonly value: number }[];
}

export interface ReplacedText {
  readonly measureId: string;
  readonly field: 'choice' | 'text' | 'spent' | 'indicator';
  readonly before: string;
  readonly after: string;
}

/**
 * Lays the filled form over the draft. A cell of the file takes the place of what was typed, and what it replaced is
 * given back to be shown; an empty cell changes nothing.
 */
export function mergeUploadedStatements(
  report: ReportDraft,
  uploaded: readonly UploadedStatement[],
): { readonly report: ReportDraft; readonly replaced: ReplacedText[] } {
  const statements: Record<string, StatementDraft> = { ...report.statements };
  const replaced: ReplacedText[] = [];
  for (const row of uploaded) {
    const before = statements[row.measureId] ?? emptyStatement;
    const after = merged(before, row);
    statements[row.measureId] = after;
    replaced.push(...differences(row.measureId, before, after));
  }
  return { report: { ...report, statements }, replaced };
}

function merged(before: StatementDraft, row: UploadedStatement): StatementDraft {
  const says = row.level !== null || row.text !== null || row.spentCents !== null || row.indicatorValues.length > 0;
  const choiceOfSilence = before.choice === StatementChoice.NONE && says ? StatementChoice.MONEY_ONLY : before.choice;
  return {
    choice: row.level ?? choiceOfSilence,
    text: row.text ?? before.text,
    spent: row.spentCents === null ? before.spent : textOfCents(row.spentCents),
    currency: row.currency ?? before.currency,
    indicators: {
      ...before.indicators,
      ...Object.fromEntries(
        row.indicatorValues.map(({ indicatorId, value }) => [indicatorId, String(value).replace('.', ',')]),
      ),
    },
  };
}

function differences(measureId: string, before: StatementDraft, after: StatementDraft): ReplacedText[] {
  const found: ReplacedText[] = [];
  const compare = (field: ReplacedText['field'], old: string, now: string) => {
    if (old.trim() !== '' && old !== now) found.push({ measureId, field, before: old, after: now });
  };
  compare('choice', before.choice === StatementChoice.NONE ? '' : before.choice, after.choice);
  compare('text', before.text, after.text);
  // The same sum typed in another way is no difference.
  if (centsOf(before.spent) !== centsOf(after.spent)) compare('spent', before.spent, after.spent);
  for (const [id, text] of Object.entries(after.indicators)) {
    if (numberOf(before.indicators[id] ?? '') !== numberOf(text))
      compare('indicator', before.indicators[id] ?? '', text);
  }
  return found;
}
