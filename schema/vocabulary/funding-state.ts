/** What a plan says of the money for a measure. */
export const FundingState = {
  /** A sum is written. */
  AMOUNT: 'AMOUNT',
  /** The plan says that no money is needed ("не изисква"). */
  NOT_REQUIRED: 'NOT_REQUIRED',
  /** Money is to come from a running budget ("в рамките на бюджета"), without a sum. */
  WITHIN_BUDGET: 'WITHIN_BUDGET',
  /** Nothing is said, or it is said that there is none. */
  UNFUNDED: 'UNFUNDED',
} as const;
export type FundingState = (typeof FundingState)[keyof typeof FundingState];

export const FundingStateValues: readonly FundingState[] = Object.values(FundingState);
