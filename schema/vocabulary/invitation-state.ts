/** Whether one can still join with an invitation, and if not, why. */
export const InvitationState = {
  OPEN: 'OPEN',
  USED_UP: 'USED_UP',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
} as const;
export type InvitationState = (typeof InvitationState)[keyof typeof InvitationState];

export const InvitationStateValues: readonly InvitationState[] = Object.values(InvitationState);
