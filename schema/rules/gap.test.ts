import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { GapKind } from '../vocabulary/gap-kind.ts';
import { gapBetween } from './gap.ts';
import { levelArbitrary } from './testing/history.arbitrary.ts';

it.each([
  { official: 'COMPLETE', community: 'NOT_STARTED', value: 3, kind: 'OVERSTATED' },
  { official: 'SUBSTANTIAL', community: 'LIMITED', value: 1, kind: 'OVERSTATED' },
  { official: 'LIMITED', community: 'LIMITED', value: 0, kind: 'ALIGNED' },
  { official: 'NOT_STARTED', community: 'COMPLETE', value: -3, kind: 'UNDERSTATED' },
  { official: null, community: 'COMPLETE', value: null, kind: 'UNREPORTED' },
  { official: 'COMPLETE', community: null, value: null, kind: 'UNMONITORED' },
  { official: null, community: null, value: null, kind: 'DARK' },
] as const)('reported $official and seen $community is $value, $kind', ({ value, kind, ...levels }) => {
  expect(gapBetween(levels)).toEqual({ value, kind });
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
