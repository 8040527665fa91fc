import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  assertNotFuture,
  compareDays,
  daysBetween,
  firstDayOfMonth,
  isLocalDate,
  monthOf,
  monthsBetween,
  sofiaDay,
  weekdayOf,
} from './days.ts';
import { dayArbitrary } from './testing/history.arbitrary.ts';

describe('a day', () => {
  it.each(['2026-01-31', '2024-02-29', '2000-02-29', '1999-12-31'])('%s exists', (day) => {
    expect(isLocalDate(day)).toBe(true);
  });

  it.each([
    '2027-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '',
    'today',
    '2026-01-01T00:00',
  ])('"%s" does not', (text) => {
    expect(isLocalDate(text)).toBe(false);
  });

  it('begins in Sofia two or three hours before it begins in Greenwich', () => {
    expect(sofiaDay(new Date('2026-01-31T21:59:59Z'))).toBe('2026-01-31');
    expect(sofiaDay(new Date('2026-01-31T22:00:00Z'))).toBe('2026-02-01');
    expect(sofiaDay(new Date('2026-07-01T20:59:59Z'))).toBe('2026-07-01');
    expect(sofiaDay(new Date('2026-07-01T21:00:00Z'))).toBe('2026-07-02');
  });

  it('in the future is refused, with both days in the details', () => {
    expect(() => assertNotFuture('2026-03-02', '2026-03-01')).toThrow(
      expect.objectContaining({
        code: 'FUTURE_DAY',
        details: { day: '2026-03-02', today: '2026-03-01' },
      }),
    );
    expect(() => assertNotFuture('2026-03-01', '2026-03-01')).not.toThrow();
  });

  it('has the weekday of the calendar', () => {
    expect(weekdayOf('2026-11-02')).toBe(1);
    expect(weekdayOf('2026-11-08')).toBe(7);
  });
});

describe('months', () => {
  it('end on the same day, or on the last of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2027-12-31', 2)).toBe('2028-02-29');
    expect(addMonths('2026-03-15', 2)).toBe('2026-05-15');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });

  it('are counted without their days', () => {
    expect(monthsBetween('2026-01-31', '2026-02-01')).toBe(1);
    expect(monthsBetween('2026-02-01', '2025-12-31')).toBe(-2);
    expect(firstDayOfMonth('2026-11', 13)).toBe('2027-12-01');
  });

  it('added to a day move its month by exactly so many', () => {
    fc.assert(
      fc.property(dayArbitrary, fc.integer({ min: -40, max: 40 }), (day, months) => {
        const moved = addMonths(day, months);
        expect(isLocalDate(moved)).toBe(true);
        expect(monthsBetween(day, moved)).toBe(months);
        expect(monthOf(moved)).toBe(monthOf(firstDayOfMonth(monthOf(day), months)));
      }),
    );
  });
});

it('adding days and counting them agree, and keep the order', () => {
  fc.assert(
    fc.property(dayArbitrary, fc.integer({ min: -800, max: 800 }), (day, days) => {
      const moved = addDays(day, days);
      expect(daysBetween(day, moved)).toBe(days);
      expect(compareDays(moved, day)).toBe(Math.sign(days));
    }),
  );
});
