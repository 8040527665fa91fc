/** What a plan leaves out of a measure; each is itself a finding (R5). */
export const Incompleteness = {
  NO_OWNER: 'NO_OWNER',
  NO_PERIOD: 'NO_PERIOD',
  NO_BUDGET: 'NO_BUDGET',
  NO_BASELINE: 'NO_BASELINE',
  NO_INDICATOR: 'NO_INDICATOR',
} as const;
export type Incompleteness = (typeof Incompleteness)[keyof typeof Incompleteness];

export const IncompletenessValues: readonly Incompleteness[] = Object.values(Incompleteness);
