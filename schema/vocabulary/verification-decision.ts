/** What a verifier decided on an observation; the last two carry a reason. */
export const VerificationDecision = {
  VERIFIED: 'VERIFIED',
  RETURNED: 'RETURNED',
  REJECTED: 'REJECTED',
} as const;
export type VerificationDecision = (typeof VerificationDecision)[keyof typeof VerificationDecision];

export const VerificationDecisionValues: readonly VerificationDecision[] = Object.values(VerificationDecision);
