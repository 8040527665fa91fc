/** The place of an objective in the tree of a plan, from the root. */
export const ObjectiveKind = {
  PRIORITY: 'PRIORITY',
  GOAL: 'GOAL',
  TASK: 'TASK',
} as const;
export type ObjectiveKind = (typeof ObjectiveKind)[keyof typeof ObjectiveKind];

export const ObjectiveKindValues: readonly ObjectiveKind[] = Object.values(ObjectiveKind);
