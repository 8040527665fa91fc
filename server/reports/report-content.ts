/** What a body may say of a measure, whatever the plan holds. */
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import type { Currency } from '../../schema/vocabulary/currency.ts';
import { assertNotFuture, type LocalDate } from '../../schema/rules/days.ts';
import { badInput } from '../platform/problem.ts';

export const MAX_TEXT_CHARACTERS = 10_000;
export const MAX_STATEMENTS = 1000;

export interface Said {
  readonly level?: CompletionLevel | null;
  readonly text?: string | null;
  readonly spentCents?: number | null;
  readonly currency?: Currency | null;
  readonly indicatorValues?: readonly { readonly indicatorId: string; readonly value: number }[] | null;
}

/** Why a statement cannot be taken as it is; the client has a sentence for each. */
export const StatementFault = {
  /** Not a measure of this plan. */
  NOT_IN_PLAN: 'NOT_IN_PLAN',
  /** The body is not among the responsible ones. */
  NOT_RESPONSIBLE: 'NOT_RESPONSIBLE',
  NAMED_TWICE: 'NAMED_TWICE',
  /** Neither level nor text nor money nor value. */
  SAYS_NOTHING: 'SAYS_NOTHING',
  TEXT_TOO_LONG: 'TEXT_TOO_LONG',
  /** Negative, or an amount without a currency or the other way round. */
  MONEY_INCOMPLETE: 'MONEY_INCOMPLETE',
  INDICATOR_ELSEWHERE: 'INDICATOR_ELSEWHERE',
  INDICATOR_TWICE: 'INDICATOR_TWICE',
} as const;
export type StatementFault = (typeof StatementFault)[keyof typeof StatementFault];

/** Null: nothing is wrong with it. */
export function faultOf(said: Said, indicatorIds: ReadonlySet<string>): StatementFault | null {
  const text = said.text?.trim() ?? '';
  const values = said.indicatorValues ?? [];
  const hasMoney = said.spentCents != null;
  if (said.level == null && text === '' && !hasMoney && values.length === 0) return StatementFault.SAYS_NOTHING;
  if (text.length > MAX_TEXT_CHARACTERS) return StatementFault.TEXT_TOO_LONG;
  if (hasMoney !== (said.currency != null) || (said.spentCents ?? 0) < 0) return StatementFault.MONEY_INCOMPLETE;
  if (values.some(({ indicatorId, value }) => !indicatorIds.has(indicatorId) || !Number.isFinite(value)))
    return StatementFault.INDICATOR_ELSEWHERE;
  if (new Set(values.map(({ indicatorId }) => indicatorId)).size < values.length) return StatementFault.INDICATOR_TWICE;
  return null;
}

/** @throws BAD_INPUT for a period that ends before it begins, FUTURE_DAY for one that has not ended: nothing can be said of it yet. */
export function assertPeriodEnded(
  { periodFrom, periodTo }: { readonly periodFrom: LocalDate; readonly periodTo: LocalDate },
  today: LocalDate,
): void {
  if (periodTo < periodFrom) throw badInput('report.periodReversed', { field: 'periodTo' });
  assertNotFuture(periodTo, today);
}

/** @throws BAD_INPUT when it is shorter or longer. */
export function trimmedText(
  text: string,
  { field, min, max }: { readonly field: string; readonly min: number; readonly max: number },
): string {
  const trimmed = text.trim();
  if (trimmed.length < min || trimmed.length > max) throw badInput('report.textLength', { field, min, max });
  return trimmed;
}

/** Null for what is left empty. @throws BAD_INPUT when it is too long. */
export function optionalText(text: string | null | undefined, field: string): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmedText(trimmed, { field, min: 1, max: 500 });
}
