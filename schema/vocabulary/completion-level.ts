/**
 * How far a promise is kept, after the reviewers of the Open Government Partnership.
 * "No evidence" is no level: it is null, and shown.
 */
export const CompletionLevel = {
  /** Nothing of it is done. */
  NOT_STARTED: 'NOT_STARTED',
  /** Some of it is done, less than half. */
  LIMITED: 'LIMITED',
  /** Most of it is done, something is missing. */
  SUBSTANTIAL: 'SUBSTANTIAL',
  /** Done as promised. */
  COMPLETE: 'COMPLETE',
} as const;
export type CompletionLevel = (typeof CompletionLevel)[keyof typeof CompletionLevel];

export const CompletionLevelValues: readonly CompletionLevel[] = Object.values(CompletionLevel);

/** The place of a level on the ladder; the difference of two steps is the gap (R4). */
export type LevelStep = 0 | 1 | 2 | 3;

export const levelSteps: Readonly<Record<CompletionLevel, LevelStep>> = {
  NOT_STARTED: 0,
  LIMITED: 1,
  SUBSTANTIAL: 2,
  COMPLETE: 3,
};

export const levelAtStep: Readonly<Record<LevelStep, CompletionLevel>> = {
  0: CompletionLevel.NOT_STARTED,
  1: CompletionLevel.LIMITED,
  2: CompletionLevel.SUBSTANTIAL,
  3: CompletionLevel.COMPLETE,
};

/** The step of the top of the ladder, by which the completion index divides (R5). */
export const topStep = 3;
