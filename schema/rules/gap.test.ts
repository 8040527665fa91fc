import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GapKind } from '../vocabulary/gap-kind.ts';
import { gapBetween } from './gap.ts';
import { levelArbitrary } from './testing/history.arbitrary.ts';

it.each([
  ['COMPLETE', 'NOT_STARTED', 3, 'OVERSTATED'],
  ['SUBSTANTIAL', 'LIMITED', 1, 'OVERSTATED'],
  ['LIMITED', 'LIMITED', 0, 'ALIGNED'],
  ['NOT_STARTED', 'COMPLETE', -3, 'UNDERSTATED'],
  [null, 'COMPLETE', null, 'UNREPORTED'],
  ['COMPLETE', null, null, 'UNMONITORED'],
  [null, null, null, 'DARK'],
] as const)('reported %s and seen %s is a gap of %s, %s', (official, community, value, kind) => {
  expect(gapBetween({ official, community })).toEqual({ value, kind });
});

it('turned round changes its sign and its kind', () => {
  const turned: Record<string, GapKind> = {
    OVERSTATED: GapKind.UNDERSTATED,
    UNDERSTATED: GapKind.OVERSTATED,
  };
  fc.assert(
    fc.property(levelArbitrary, levelArbitrary, (a, b) => {
      const there = gapBetween({ official: a, community: b });
      const back = gapBetween({ official: b, community: a });
      expect(back.value).toBe(0 - (there.value ?? Number.NaN));
      expect(back.kind).toBe(turned[there.kind] ?? there.kind);
    }),
  );
});
