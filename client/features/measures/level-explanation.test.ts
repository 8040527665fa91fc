import { describe, expect, test } from 'vitest';
import { explainLevel, voiceCounts, type ExplainedAssessment } from './level-explanation.ts';

const none: ExplainedAssessment = {
  communityLevel: null,
  stale: false,
  groups: 0,
  agreeingGroups: 0,
  observationCount: 0,
  lookedCount: 0,
  lastSeenMonth: null,
  explanation: { voices: [], freshFromMonth: null, confidenceStep: 'NO_GROUPS' },
};
const keys = (assessment: ExplainedAssessment) => explainLevel(assessment).map(({ key }) => key);

describe('why the level is what it is', () => {
  test('nobody has looked', () => {
    expect(keys(none)).toEqual(['why.nobody']);
  });
  test('people looked and could not tell', () => {
    expect(explainLevel({ ...none, lookedCount: 3 })).toMatchObject([{ key: 'why.lookedOnly', count: 3 }]);
  });
  test('the steps follow the rule: voices, median, what is left out, age, agreement', () => {
    const four: ExplainedAssessment = {
      ...none,
      communityLevel: 'LIMITED',
      groups: 4,
      agreeingGroups: 3,
      observationCount: 11,
      lookedCount: 13,
      lastSeenMonth: '2026-10',
      explanation: { voices: [], freshFromMonth: '2025-11', confidenceStep: 'MAJORITY' },
    };
    expect(keys(four)).toEqual([
      'why.oneVoice',
      'why.medianEven',
      'why.leftOut',
      'why.lastSeen',
      'why.freshFrom',
      'why.step.MAJORITY',
    ]);
  });
  test('one group needs no word about counting voices', () => {
    const one: ExplainedAssessment = {
      ...none,
      communityLevel: 'LIMITED',
      groups: 1,
      agreeingGroups: 1,
      explanation: { ...none.explanation, confidenceStep: 'ONE_GROUP' },
    };
    expect(keys(one)).toEqual(['why.step.ONE_GROUP']);
  });
});

test('voices are counted by level, the most first', () => {
  const voices = [{ level: 'LIMITED' }, { level: 'SUBSTANTIAL' }, { level: 'LIMITED' }] as const;
  expect(voiceCounts(voices)).toEqual([
    { level: 'LIMITED', count: 2 },
    { level: 'SUBSTANTIAL', count: 1 },
  ]);
});
