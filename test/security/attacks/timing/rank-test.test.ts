import { expect, it } from 'vitest';
import { drawsOf } from '../../fuzz/fuzzed-request.ts';
import { rankDifference } from './rank-test.ts';

/** Times as a busy machine gives them: most alike, some much longer, all drifting. */
function times(count: number, delay: number): (readonly [number, number])[] {
  const draw = drawsOf(7);
  const time = (n: number): number => 5 + n / 100 + draw(1_000) / 500 + (draw(20) === 0 ? draw(80) : 0);
  return Array.from({ length: count }, (_, n) => [time(n), time(n) * (1 + delay)] as const);
}

it('times of one kind are not told apart, and those with a fifth on top are', () => {
  expect(Math.abs(rankDifference(times(400, 0)))).toBeLessThan(3);
  expect(rankDifference(times(400, 0.2))).toBeGreaterThan(8);
  expect(rankDifference(times(400, -0.2))).toBeLessThan(-8);
});

it('equal pairs say nothing, and a whole rank is shared by those that tie', () => {
  expect(rankDifference([[1, 1]])).toBe(0);
  expect(
    rankDifference([
      [1, 2],
      [2, 1],
    ]),
  ).toBe(0);
});
