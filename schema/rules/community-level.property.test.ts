import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelSteps, type CompletionLevel } from '../vocabulary/completion-level.ts';
import { communityLevel, type CommunityObservation } from './community-level.ts';
import { dayArbitrary, levelArbitrary, observationsArbitrary, shuffled } from './testing/history.arbitrary.ts';

function assess(observations: readonly CommunityObservation[], day: string) {
  return communityLevel({ observations, day });
}

describe('whatever is observed', () => {
  it('the order of input never matters', () => {
    const cases = observationsArbitrary.chain((observations) =>
      fc.tuple(fc.constant(observations), shuffled(observations), dayArbitrary),
    );
    fc.assert(
      fc.property(cases, ([observations, mixed, asOf]) => {
        expect(assess(mixed, asOf)).toEqual(assess(observations, asOf));
      }),
    );
  });

  it('every observation in force has one part, and the counts add up', () => {
    fc.assert(
      fc.property(observationsArbitrary, dayArbitrary, (observations, asOf) => {
        const { counts, parts, voices } = assess(observations, asOf);
        expect(counts.looked).toBe(counts.counted + counts.replaced + counts.tooOld + counts.dontKnow);
        expect(parts).toHaveLength(counts.looked + counts.fromImplementers);
        expect(new Set(parts.map(({ observationId }) => observationId)).size).toBe(parts.length);
        expect(voices).toHaveLength(counts.groups);
      }),
    );
  });

  it('more voices of the same group with the same content change nothing but their number', () => {
    fc.assert(
      fc.property(observationsArbitrary, dayArbitrary, fc.integer({ min: 1, max: 5 }), (observations, asOf, copies) => {
        const before = assess(observations, asOf);
        const standing = new Set(
          before.parts.flatMap(({ observationId, part }) =>
            part === 'VOICE' || part === 'SAME_VOICE' ? observationId : [],
          ),
        );
        const echoes = observations
          .filter(({ id }) => standing.has(id))
          .flatMap((seen) =>
            Array.from({ length: copies }, (_, copy) => ({
              ...seen,
              id: `${seen.id}-${copy}`,
              personId: `${seen.id}-echo-${copy}`,
              withdrawnOn: null,
            })),
          );
        const after = assess([...observations, ...echoes], asOf);
        expect(whatIsSaid(after)).toEqual(whatIsSaid(before));
      }),
    );
  });

  it('"don\'t know", implementers, and what is not published never move the level', () => {
    const silence = fc.constantFrom(
      { level: null },
      { fromImplementer: true },
      { publishedOn: null },
      { withdrawnOn: '2024-01-01' },
    );
    const silentArbitrary = fc
      .tuple(observationsArbitrary, silence)
      .map(([more, silenced]) => more.map((seen) => ({ ...seen, id: `silent-${seen.id}`, ...silenced })));
    fc.assert(
      fc.property(observationsArbitrary, silentArbitrary, dayArbitrary, (observations, silent, asOf) => {
        const heard = assess([...observations, ...silent], asOf);
        expect(whatIsSaid(heard)).toEqual(whatIsSaid(assess(observations, asOf)));
      }),
    );
  });

  it('a lower word never raises the level, nor a higher one lowers it', () => {
    const cases = observationsArbitrary
      .map((observations) => observations.filter(({ level }) => level !== null))
      .filter((observations) => observations.length > 0)
      .chain((observations) =>
        fc.record({
          observations: fc.constant(observations),
          changed: fc.constantFrom(...observations),
          level: levelArbitrary,
          asOf: dayArbitrary,
        }),
      );
    fc.assert(
      fc.property(cases, ({ observations, changed, level, asOf }) => {
        const reworded = observations.map((seen) => (seen === changed ? { ...seen, level } : seen));
        const before = stepOf(assess(observations, asOf).level);
        const after = stepOf(assess(reworded, asOf).level);
        const direction = Math.sign(stepOf(level) - stepOf(changed.level));
        expect((after - before) * direction).toBeGreaterThanOrEqual(0);
        expect(direction === 0 && after !== before).toBe(false);
      }),
    );
  });
});

function stepOf(level: CompletionLevel | null): number {
  return level === null ? -1 : levelSteps[level];
}

function whatIsSaid({ level, confidence, contested, stale, staleFrom, places, voices }: ReturnType<typeof assess>) {
  const { length } = voices;
  const said = voices.map((voice) => [voice.groupId, voice.level]);
  return { level, confidence, contested, stale, staleFrom, places, length, said };
}
