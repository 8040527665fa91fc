/** What a version of the plan did to a measure, which keeps its identity through all of them. */
export const MeasureChange = {
  ADDED: 'ADDED',
  UNCHANGED: 'UNCHANGED',
  REWORDED: 'REWORDED',
  SPLIT: 'SPLIT',
  MERGED: 'MERGED',
  /** Leaves the counts from the day of that version (R5). */
  DROPPED: 'DROPPED',
} as const;
export type MeasureChange = (typeof MeasureChange)[keyof typeof MeasureChange];

export const MeasureChangeValues: readonly MeasureChange[] = Object.values(MeasureChange);
