import { describe, expect, it } from 'vitest';
import { isDayOff, workingDayFrom } from './days-off.ts';
import { bulgarianDaysOff, bulgarianHolidays, orthodoxEaster } from './days-off.bg.ts';
import { weekdayOf } from './days.ts';

describe('Orthodox Easter', () => {
  it.each(['2016-05-01', '2021-05-02', '2024-05-05', '2025-04-20', '2026-04-12', '2027-05-02', '2028-04-16'])(
    'is on %s',
    (easter) => {
      expect(orthodoxEaster(Number(easter.slice(0, 4)))).toBe(easter);
    },
  );

  it('is a Sunday in every year', () => {
    const years = Array.from({ length: 200 }, (_, index) => 1900 + index);
    expect(new Set(years.map((year) => weekdayOf(orthodoxEaster(year))))).toEqual(new Set([7]));
  });
});

describe('holidays', () => {
  it('of 2026 are these, with a Monday for each that falls on a weekend', () => {
    expect(bulgarianHolidays(2026)).toEqual([
      '2026-01-01',
      '2026-03-03',
      '2026-04-10',
      '2026-04-11',
      '2026-04-12',
      '2026-04-13',
      '2026-05-01',
      '2026-05-06',
      '2026-05-24',
      '2026-05-25',
      '2026-09-06',
      '2026-09-07',
      '2026-09-22',
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
      '2026-12-28',
    ]);
  });

  it('that fall on the same weekend get a working day each', () => {
    expect(bulgarianHolidays(2027).filter((day) => day > '2027-12-23')).toEqual([
      '2027-12-24',
      '2027-12-25',
      '2027-12-26',
      '2027-12-27',
      '2027-12-28',
    ]);
  });

  it('are replaced past Easter Monday, which is off already', () => {
    expect(bulgarianHolidays(2027)).toContain('2027-05-04');
  });
});

it('a working day is the day itself, or the next on which offices are open', () => {
  expect(workingDayFrom('2026-11-02', bulgarianDaysOff)).toBe('2026-11-02');
  expect(workingDayFrom('2026-12-24', bulgarianDaysOff)).toBe('2026-12-29');
  expect(isDayOff('2026-11-07', bulgarianDaysOff)).toBe(true);
});
