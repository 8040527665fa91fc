/** Where an ask is in the hands of its coalition. */
export const AskState = {
  /** Seen by the coalition only. */
  DRAFT: 'DRAFT',
  SENT: 'SENT',
  ANSWERED: 'ANSWERED',
  CLOSED: 'CLOSED',
} as const;
export type AskState = (typeof AskState)[keyof typeof AskState];

export const AskStateValues: readonly AskState[] = Object.values(AskState);
