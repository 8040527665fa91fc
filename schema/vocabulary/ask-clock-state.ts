/** What the clock of an ask shows on a day (R10). */
export const AskClockState = {
  /** No incoming number yet: no term runs. */
  UNREGISTERED: 'UNREGISTERED',
  /** The term has not ended, or the way has none. */
  RUNNING: 'RUNNING',
  /** The term has ended in silence. */
  OVERDUE: 'OVERDUE',
  ANSWERED: 'ANSWERED',
  ANSWERED_LATE: 'ANSWERED_LATE',
} as const;
export type AskClockState = (typeof AskClockState)[keyof typeof AskClockState];

export const AskClockStateValues: readonly AskClockState[] = Object.values(AskClockState);
