import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Confidence } from '../vocabulary/confidence.ts';
import { CompletionLevelValues, type CompletionLevel } from '../vocabulary/completion-level.ts';
import { agreementOf, confidenceWhenStale } from './confidence.ts';
import { levelArbitrary } from './testing/history.arbitrary.ts';
import { levels } from './testing/history.builder.ts';

describe('confidence', () => {
  it.each([
    { said: levels(), confidence: null },
    { said: levels(1), confidence: 'LOW' },
    { said: levels(1, 1), confidence: 'MEDIUM' },
    { said: levels(1, 2), confidence: 'CONTESTED' },
    { said: levels(1, 1, 1), confidence: 'HIGH' },
    { said: levels(1, 1, 2), confidence: 'LOW' },
    { said: levels(0, 1, 2), confidence: 'CONTESTED' },
    { said: levels(1, 1, 1, 2), confidence: 'MEDIUM' },
    { said: levels(1, 1, 1, 1, 2), confidence: 'HIGH' },
    { said: levels(1, 1, 2, 2), confidence: 'CONTESTED' },
    { said: levels(1, 1, 1, 3, 3), confidence: 'CONTESTED' },
    { said: levels(0, 1, 1, 1, 3), confidence: 'MEDIUM' },
  ])('of $said is $confidence', ({ said, confidence }) => {
    expect(agreementOf(said).confidence).toBe(confidence);
  });

  it('says which disagreement makes it contested', () => {
    expect(agreementOf(levels(1, 2))).toMatchObject({ noMajority: true, twoCamps: false });
    expect(agreementOf(levels(1, 1, 1, 3, 3))).toMatchObject({ noMajority: false, twoCamps: true });
  });

  it('of old evidence is low at most, and a disagreement stays one', () => {
    expect(confidenceWhenStale('HIGH')).toBe('LOW');
    expect(confidenceWhenStale('MEDIUM')).toBe('LOW');
    expect(confidenceWhenStale('CONTESTED')).toBe('CONTESTED');
  });

  it('and level do not depend on the order of groups, and the level is one that was named', () => {
    fc.assert(
      fc.property(fc.array(levelArbitrary, { minLength: 1 }), (said) => {
        const agreement = agreementOf(said);
        expect(agreementOf(said.toReversed())).toEqual(agreement);
        expect(said).toContain(agreement.level);
      }),
    );
  });
});

/** Pseudo-random numbers from 0 to 1 with a fixed seed (mulberry32), so that the simulation is the same everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

it('with known truth and 15 % of groups lying, more confidence means more often right', () => {
  const random = seededRandom(20_261_101);
  const pick = () => CompletionLevelValues[Math.floor(random() * 4)] as CompletionLevel;
  const nextTo = (truth: CompletionLevel) => {
    const step = CompletionLevelValues.indexOf(truth) + (random() < 0.5 ? -1 : 1);
    return CompletionLevelValues[Math.min(3, Math.max(0, step))] as CompletionLevel;
  };
  const says = (truth: CompletionLevel) => {
    if (random() < 0.15) return pick();
    return random() < 0.2 ? nextTo(truth) : truth;
  };
  const outcomes: Record<Confidence, { right: number; all: number }> = {
    HIGH: { right: 0, all: 0 },
    MEDIUM: { right: 0, all: 0 },
    LOW: { right: 0, all: 0 },
    CONTESTED: { right: 0, all: 0 },
  };
  for (let round = 0; round < 20_000; round += 1) {
    const truth = pick();
    const said = Array.from({ length: 1 + Math.floor(random() * 7) }, () => says(truth));
    const { level, confidence } = agreementOf(said);
    if (confidence === null) continue;
    outcomes[confidence].all += 1;
    if (level === truth) outcomes[confidence].right += 1;
  }
  const shareRight = (confidence: Confidence) => outcomes[confidence].right / outcomes[confidence].all;
  expect(shareRight('HIGH')).toBeGreaterThan(0.9);
  expect(shareRight('HIGH')).toBeGreaterThanOrEqual(shareRight('MEDIUM'));
  expect(shareRight('MEDIUM')).toBeGreaterThanOrEqual(shareRight('LOW'));
  expect(shareRight('LOW')).toBeGreaterThan(shareRight('CONTESTED'));
});
