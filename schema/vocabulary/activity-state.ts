/** Where an activity of a campaign stands. */
export const ActivityState = {
  PLANNED: 'PLANNED',
  DONE: 'DONE',
  CANCELLED: 'CANCELLED',
} as const;
export type ActivityState = (typeof ActivityState)[keyof typeof ActivityState];

export const ActivityStateValues: readonly ActivityState[] = Object.values(ActivityState);
