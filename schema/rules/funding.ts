import { FundingState } from '../vocabulary/funding-state.ts';

/**
 * Unfunded (R5): no amount, and not "не изисква". A measure "within the budget" with no sum is
 * unfunded too: nobody could check that the money came.
 */
export function isUnfunded(funding: FundingState): boolean {
  return funding !== FundingState.AMOUNT && funding !== FundingState.NOT_REQUIRED;
}
