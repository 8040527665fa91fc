/** Where a day stands against the promised interval of a measure (R1). */
export const ScheduleState = {
  NOT_STARTED: 'NOT_STARTED',
  RUNNING: 'RUNNING',
  ENDED: 'ENDED',
  /** The plan gives no days that could be read. */
  UNKNOWN: 'UNKNOWN',
} as const;
export type ScheduleState = (typeof ScheduleState)[keyof typeof ScheduleState];

export const ScheduleStateValues: readonly ScheduleState[] = Object.values(ScheduleState);
