import { describe, expect, it } from 'vitest';
import { isUnfunded } from './funding.ts';
import { incompletenessOf, versionOn } from './measure-version.ts';
import { version } from './testing/history.builder.ts';

describe('the version in force', () => {
  it('is the newest whose act has come and which was known', () => {
    const first = version();
    const announced = version({ number: 2, knownFrom: '2026-05-01', adoptedOn: '2026-07-01' });
    const undated = version({ number: 3, knownFrom: '2026-09-01', adoptedOn: null });
    const versions = [undated, first, announced];
    const numbers = ['2026-01-04', '2026-06-30', '2026-07-01', '2026-09-01'].map(
      (day) => versionOn(versions, day)?.number ?? null,
    );
    expect(numbers).toEqual([null, 1, 2, 3]);
  });
});

describe('what a plan leaves out of a measure', () => {
  it('is nothing when owner, period, budget, indicator and baseline are there', () => {
    expect(incompletenessOf(version())).toEqual([]);
    expect(incompletenessOf(version({ funding: 'NOT_REQUIRED' }))).toEqual([]);
  });

  it('is named one by one', () => {
    const bare = version({
      responsibles: [],
      startsOn: null,
      endsOn: null,
      funding: 'UNFUNDED',
      hasBaseline: false,
      hasIndicator: false,
    });
    expect(incompletenessOf(bare)).toEqual(['NO_OWNER', 'NO_PERIOD', 'NO_BUDGET', 'NO_BASELINE', 'NO_INDICATOR']);
  });

  it('is not the period of a recurring duty, nor of a measure with one of its days', () => {
    expect(incompletenessOf(version({ recurring: true, startsOn: null, endsOn: null }))).toEqual([]);
    expect(incompletenessOf(version({ startsOn: null }))).toEqual([]);
  });
});

it('a measure is unfunded without an amount, unless none is required', () => {
  expect(isUnfunded('AMOUNT')).toBe(false);
  expect(isUnfunded('NOT_REQUIRED')).toBe(false);
  expect(isUnfunded('WITHIN_BUDGET')).toBe(true);
  expect(isUnfunded('UNFUNDED')).toBe(true);
});
