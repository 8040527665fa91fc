/** A parsed plan in the form that comparing needs. */
import type { ParsedFunding, ParsedIndicator, ParsedPlan } from '../parsed-plan.ts';
import type { ComparableMeasure } from './version-comparison.ts';

export function comparableMeasures(plan: ParsedPlan): ComparableMeasure[] {
  const wordings = new Map(plan.objectives.map((objective) => [objective.key, objective.wording]));
  return plan.measures.map((measure) => ({
    key: measure.key,
    code: measure.codeGenerated ? '' : measure.code,
    wording: measure.wording,
    objectivePath: measure.objectiveKeys.map((key) => wordings.get(key) ?? ''),
    amounts: measure.funding.map(amountText),
    period: measure.period?.text ?? null,
    responsibles: measure.responsibles.map((each) => (each.unit ? `${each.name}, ${each.unit}` : each.name)),
    indicators: measure.indicators.map(indicatorText),
  }));
}

/** The same words must be made from stored measures, so both sides call these. */
export function amountText(
  line: Pick<ParsedFunding, 'amountCents' | 'currency' | 'state' | 'sourceText' | 'year'>,
): string {
  const amount = line.amountCents === null ? line.state : `${line.amountCents} ${line.currency ?? '?'}`;
  return [amount, line.sourceText ?? '', line.year ?? ''].join('|');
}

export function indicatorText(indicator: Pick<ParsedIndicator, 'wording' | 'unit' | 'baseline' | 'target'>): string {
  const { wording, unit, baseline, target } = indicator;
  return [wording, unit ?? '', baseline ?? '', target ?? ''].join('|');
}
