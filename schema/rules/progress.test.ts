import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessMeasure } from './assessment.ts';
import { completionIndex, progressOf, type ProgressEntry } from './progress.ts';
import { dayArbitrary, historyArbitrary, levelArbitrary, shuffled } from './testing/history.arbitrary.ts';
import { progressEntry } from './testing/history.builder.ts';

describe('progress', () => {
  it('of an empty set counts nothing and has no index', () => {
    expect(progressOf([])).toMatchObject({
      measures: 0,
      officialIndex: null,
      communityIndex: null,
    });
  });

  it('counts each track, gap and flag', () => {
    const progress = progressOf([
      progressEntry({ official: { level: 'COMPLETE' }, gap: { kind: 'OVERSTATED' }, late: true }),
      progressEntry({ official: { level: null }, gap: { kind: 'UNREPORTED' }, unfunded: true }),
      progressEntry({
        community: { level: null },
        gap: { kind: 'UNMONITORED' },
        schedule: 'ENDED',
      }),
      progressEntry({ contested: true, incomplete: ['NO_OWNER', 'NO_BASELINE'] }),
      progressEntry({ stale: true, incomplete: ['NO_BASELINE'] }),
    ]);
    expect(progress).toMatchObject({
      measures: 5,
      official: { NOT_STARTED: 0, LIMITED: 3, SUBSTANTIAL: 0, COMPLETE: 1, none: 1 },
      community: { LIMITED: 4, none: 1 },
      schedule: { RUNNING: 4, ENDED: 1 },
      gaps: { OVERSTATED: 1, UNREPORTED: 1, UNMONITORED: 1, ALIGNED: 2, DARK: 0 },
      late: 1,
      contested: 1,
      stale: 1,
      unfunded: 1,
      incomplete: 2,
      missing: { NO_OWNER: 1, NO_BASELINE: 2, NO_PERIOD: 0 },
    });
  });

  it('counts a measure once, and a dropped one not at all', () => {
    const twice = progressEntry();
    expect(progressOf([twice, twice, progressEntry({ dropped: true, late: true })])).toMatchObject({
      measures: 1,
      late: 0,
    });
  });
});

describe('the completion index', () => {
  it('is the mean of level ÷ 3, with silence as nothing below and as all above', () => {
    expect(completionIndex(['COMPLETE', 'LIMITED', null, null])).toEqual({
      lower: 4 / 12,
      upper: 10 / 12,
    });
    expect(completionIndex(['COMPLETE'])).toEqual({ lower: 1, upper: 1 });
  });

  it('of the community takes stale and contested as uncertain; of the officials only silence', () => {
    const doubtful = { official: { level: 'COMPLETE' }, community: { level: 'COMPLETE' } } as const;
    const progress = progressOf([
      progressEntry({ ...doubtful, stale: true }),
      progressEntry({ ...doubtful, contested: true }),
    ]);
    expect(progress.communityIndex).toEqual({ lower: 0, upper: 1 });
    expect(progress.officialIndex).toEqual({ lower: 1, upper: 1 });
  });

  it('never rises below, nor falls above, when a level goes silent', () => {
    fc.assert(
      fc.property(fc.array(fc.option(levelArbitrary), { minLength: 1 }), fc.nat(), (levels, pick) => {
        const silenced = levels.with(pick % levels.length, null);
        const [before, after] = [completionIndex(levels), completionIndex(silenced)];
        expect(after?.lower).toBeLessThanOrEqual(before?.lower ?? Number.NaN);
        expect(after?.upper).toBeGreaterThanOrEqual(before?.upper ?? Number.NaN);
        expect(after?.lower).toBeLessThanOrEqual(after?.upper ?? Number.NaN);
      }),
    );
  });
});

describe('of random histories', () => {
  const assessedArbitrary: fc.Arbitrary<ProgressEntry[]> = fc
    .tuple(fc.array(historyArbitrary, { maxLength: 6 }), dayArbitrary)
    .map(([histories, day]) =>
      histories.flatMap((told, index) => {
        const measure = { ...told.measure, id: `m${index}` };
        return assessMeasure({ ...told, measure, day }) ?? [];
      }),
    );

  it('each count adds up to the measures', () => {
    fc.assert(
      fc.property(assessedArbitrary, (assessed) => {
        const { measures, official, community, schedule, gaps } = progressOf(assessed);
        for (const counts of [official, community, schedule, gaps]) {
          expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(measures);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('order and repetition of measures never matter', () => {
    const cases = assessedArbitrary.chain((assessed) =>
      fc.tuple(fc.constant(assessed), shuffled([...assessed, ...assessed])),
    );
    fc.assert(
      fc.property(cases, ([assessed, mixed]) => {
        expect(progressOf(mixed)).toEqual(progressOf(assessed));
      }),
      { numRuns: 50 },
    );
  });
});
