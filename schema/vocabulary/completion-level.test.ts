import { expect, it } from 'vitest';
import { CompletionLevelValues, levelAtStep, levelSteps, topStep } from './completion-level.ts';

it('every level has its step and every step its level, from none to done', () => {
  expect(CompletionLevelValues.map((level) => levelSteps[level])).toEqual([0, 1, 2, 3]);
  expect(CompletionLevelValues.map((level) => levelAtStep[levelSteps[level]])).toEqual(CompletionLevelValues);
  expect(levelSteps.COMPLETE).toBe(topStep);
});
