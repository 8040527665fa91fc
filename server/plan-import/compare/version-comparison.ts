import type { MeasureChange } from '../../../schema/vocabulary/measure-change.ts';

export const ComparedField = {
  CODE: 'CODE',
  WORDING: 'WORDING',
  OBJECTIVE: 'OBJECTIVE',
  AMOUNT: 'AMOUNT',
  PERIOD: 'PERIOD',
  RESPONSIBLES: 'RESPONSIBLES',
  INDICATORS: 'INDICATORS',
} as const;
export type ComparedField = (typeof ComparedField)[keyof typeof ComparedField];

/** A measure as far as comparing needs it. Key: the measure's id, or ParsedMeasure.key. */
export interface ComparableMeasure {
  key: string;
  /** '' when the document gave none and one was made. */
  code: string;
  wording: string;
  /** Wordings of priority, goal, task. */
  objectivePath: string[];
  /** One text a line, e.g. `204517 EUR`. Order does not matter; nor in the lists below. */
  amounts: string[];
  period: string | null;
  responsibles: string[];
  indicators: string[];
}

/** What a person decided; the kind follows from how many stand on each side and from the wording. */
export interface MatchDecision {
  previousKeys: string[];
  nextKeys: string[];
}

export interface MeasureMatch {
  change: MeasureChange;
  /** Empty for ADDED, several for MERGED. */
  previousKeys: string[];
  /** Empty for DROPPED, several for SPLIT. */
  nextKeys: string[];
  /** 0–1, of the wordings; 0 for ADDED and DROPPED. */
  similarity: number;
  changedFields: ComparedField[];
  /** True when a person's decision made it. */
  decided: boolean;
}

export interface VersionComparison {
  /** Those of the next version in its order, then the dropped ones in theirs. */
  matches: MeasureMatch[];
  counts: Record<MeasureChange, number>;
  /** True when every measure is unchanged in every field. */
  identical: boolean;
}
