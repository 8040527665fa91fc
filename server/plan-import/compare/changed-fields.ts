/** In which fields two measures differ; lists are compared without their order. */
import { foldWording } from '../understand/wording.ts';
import { ComparedField } from './version-comparison.ts';
import type { ComparableMeasure } from './version-comparison.ts';

/** What a measure says in each field, made once: pairs of measures are many. */
export type ComparedTexts = Readonly<Record<ComparedField, string>>;

export function comparedTexts(measure: ComparableMeasure): ComparedTexts {
  return {
    CODE: measure.code,
    WORDING: foldWording(measure.wording),
    OBJECTIVE: measure.objectivePath.map(foldWording).join(' > '),
    AMOUNT: listText(measure.amounts),
    PERIOD: foldWording(measure.period ?? ''),
    RESPONSIBLES: listText(measure.responsibles),
    INDICATORS: listText(measure.indicators),
  };
}

export function changedFields(before: ComparedTexts, after: ComparedTexts): ComparedField[] {
  return Object.values(ComparedField).filter((field) => {
    // A code that was made, not written, tells nothing.
    if (field === ComparedField.CODE && (before.CODE === '' || after.CODE === '')) return false;
    return before[field] !== after[field];
  });
}

/** Share of the fields, wording and code apart, that are the same, 0–1. */
export function sharedCircumstances(one: ComparedTexts, other: ComparedTexts): number {
  const apart = changedFields(one, other).filter(
    (field) => field !== ComparedField.WORDING && field !== ComparedField.CODE,
  );
  return 1 - apart.length / 5;
}

function listText(texts: string[]): string {
  return texts.map(foldWording).toSorted().join('\n');
}
