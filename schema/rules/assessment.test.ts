import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessMeasure, changePoints, findingsOf, type MeasureHistory } from './assessment.ts';
import { addDays } from './days.ts';
import { completionIndex } from './progress.ts';
import { dayArbitrary, historyArbitrary, shuffled } from './testing/history.arbitrary.ts';
import { observation, statement, version } from './testing/history.builder.ts';

function history(stated: Partial<MeasureHistory> = {}): MeasureHistory {
  return {
    measure: { id: 'school-bus', versions: [version()] },
    statements: [],
    observations: [],
    ...stated,
  };
}

describe('the assessment of a measure', () => {
  it('puts what is reported, what is seen and the schedule side by side', () => {
    const told = history({
      statements: [statement({ level: 'COMPLETE' })],
      observations: [observation({ level: 'LIMITED' }), observation({ level: 'LIMITED' })],
    });
    expect(assessMeasure({ ...told, day: '2026-04-01' })).toMatchObject({
      measureId: 'school-bus',
      official: { level: 'COMPLETE' },
      community: { level: 'LIMITED', confidence: 'MEDIUM' },
      schedule: 'RUNNING',
      late: false,
      gap: { value: 2, kind: 'OVERSTATED' },
    });
  });

  it('is null before the measure was known, however early the act', () => {
    expect(assessMeasure({ ...history(), day: '2026-01-04' })).toBeNull();
    expect(assessMeasure({ ...history(), day: '2026-01-05' })).toMatchObject({ version: 1 });
  });

  it('counts what an administrator entered afterwards from the earlier day', () => {
    const early = statement({ knownFrom: '2026-01-10', adoptedOn: '2026-01-10' });
    const assessed = assessMeasure({ ...history({ statements: [early] }), day: '2026-01-10' });
    expect(assessed?.official.level).toBe('SUBSTANTIAL');
  });

  it('follows the version in force, and a dropped measure from the day of that version', () => {
    const versions = [
      version(),
      version({
        number: 2,
        adoptedOn: '2026-06-01',
        knownFrom: '2026-06-10',
        endsOn: '2026-03-31',
      }),
      version({ number: 3, adoptedOn: '2026-09-01', knownFrom: '2026-08-20', dropped: true }),
    ];
    const told = history({ measure: { id: 'school-bus', versions } });
    expect(assessMeasure({ ...told, day: '2026-06-09' })).toMatchObject({
      version: 1,
      late: false,
    });
    expect(assessMeasure({ ...told, day: '2026-06-10' })).toMatchObject({ version: 2, late: true });
    expect(assessMeasure({ ...told, day: '2026-08-31' })).toMatchObject({ dropped: false });
    expect(assessMeasure({ ...told, day: '2026-09-01' })).toMatchObject({ dropped: true });
  });

  it("names its findings in the order of the council's page, and none of a dropped measure", () => {
    const bare = version({ endsOn: '2026-01-31', funding: 'UNFUNDED', hasBaseline: false });
    const assessed = assessMeasure({
      ...history({ measure: { id: 'm', versions: [bare] } }),
      day: '2026-03-01',
    });
    expect(assessed && findingsOf(assessed)).toEqual(['LATE', 'UNREPORTED', 'UNMONITORED', 'UNFUNDED', 'INCOMPLETE']);
    expect(assessed && findingsOf({ ...assessed, dropped: true })).toEqual([]);
  });
});

describe('the change points', () => {
  it('are the days of versions, schedule, statements and observations, future ones too', () => {
    const told = history({
      statements: [statement()],
      observations: [
        observation({ publishedOn: '2026-03-29', withdrawnOn: '2026-05-01' }),
        observation({ publishedOn: null }),
      ],
    });
    expect(changePoints(told)).toEqual([
      '2026-01-01',
      '2026-01-05',
      '2026-02-10',
      '2026-02-20',
      '2026-03-29',
      '2026-05-01',
      '2027-01-01',
      '2027-04-01',
    ]);
    expect(changePoints({ ...told, until: '2026-02-10' })).toHaveLength(3);
  });

  it('miss nothing: between two of them the assessment is the same on every day', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.array(dayArbitrary, { minLength: 4, maxLength: 12 }), (told, days) => {
        const points = changePoints(told);
        for (const day of days) {
          const since = points.findLast((point) => point <= day) ?? '2000-01-01';
          expect(assessMeasure({ ...told, day })).toEqual(assessMeasure({ ...told, day: since }));
        }
      }),
    );
  });

  it('miss nothing, day by day through five years', () => {
    fc.assert(
      fc.property(historyArbitrary, (told) => {
        const points = new Set(changePoints(told));
        const missed: string[] = [];
        let day = '2023-12-31';
        let before = JSON.stringify(assessMeasure({ ...told, day }));
        while (day < '2028-12-31') {
          day = addDays(day, 1);
          const today = JSON.stringify(assessMeasure({ ...told, day }));
          if (today !== before && !points.has(day)) missed.push(day);
          before = today;
        }
        expect(missed).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});

describe('whatever the history', () => {
  it('the order of versions, statements and observations never matters', () => {
    const cases = historyArbitrary.chain((told) =>
      fc.record({
        told: fc.constant(told),
        mixed: fc.record({
          measure: shuffled(told.measure.versions).map((versions) => ({
            ...told.measure,
            versions,
          })),
          statements: shuffled(told.statements),
          observations: shuffled(told.observations),
        }),
        day: dayArbitrary,
      }),
    );
    fc.assert(
      fc.property(cases, ({ told, mixed, day }) => {
        expect(assessMeasure({ ...mixed, day })).toEqual(assessMeasure({ ...told, day }));
        expect(changePoints(mixed)).toEqual(changePoints(told));
      }),
    );
  });

  it('what enters later changes no earlier day', () => {
    fc.assert(
      fc.property(historyArbitrary, dayArbitrary, (told, day) => {
        const knownThen = {
          ...told,
          statements: told.statements.filter(({ knownFrom }) => knownFrom <= day),
          observations: told.observations
            .filter(({ publishedOn }) => publishedOn !== null && publishedOn <= day)
            .map((seen) => ({
              ...seen,
              withdrawnOn: seen.withdrawnOn !== null && seen.withdrawnOn <= day ? seen.withdrawnOn : null,
            })),
        };
        expect(withoutForecast(knownThen, day)).toEqual(withoutForecast(told, day));
      }),
    );
  });

  it('silence never raises the lower index: taking statements or observations away leaves it or lowers it', () => {
    fc.assert(
      fc.property(historyArbitrary, dayArbitrary, (told, day) => {
        const silent = { ...told, statements: [], observations: [] };
        const [before, after] = [told, silent].map((facts) => assessMeasure({ ...facts, day }));
        const lower = (assessed: typeof before) => ({
          official: completionIndex([assessed?.official.level ?? null])?.lower ?? 0,
          community: completionIndex([assessed?.community.level ?? null])?.lower ?? 0,
        });
        expect(lower(after).official).toBeLessThanOrEqual(lower(before).official);
        expect(lower(after).community).toBeLessThanOrEqual(lower(before).community);
      }),
    );
  });
});

/** All of an assessment but the next day of change, which is about what is known to come. */
function withoutForecast(told: MeasureHistory, day: string) {
  const assessed = assessMeasure({ ...told, day });
  return assessed && { ...assessed, community: { ...assessed.community, nextChangeOn: null } };
}
