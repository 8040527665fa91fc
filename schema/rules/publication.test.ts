import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { communityOutline, type CommunityObservation } from './community-level.ts';
import { addDays, firstDayOfMonth, laterOf, monthOf, type LocalDate } from './days.ts';
import { publicFrom } from './publication.ts';
import { dayArbitrary, observationsArbitrary } from './testing/history.arbitrary.ts';

const LONGEST_MONTH_DAYS = 31;

describe('the day from which an observation is public', () => {
  it.each([
    ['verified while its month runs', '2026-03', '2026-03-12', '2026-04-01'],
    ['verified on the last day of its month', '2026-03', '2026-03-31', '2026-04-01'],
    ['verified on the first day after it', '2026-03', '2026-04-01', '2026-04-01'],
    ['of a month that is over', '2026-02', '2026-03-12', '2026-03-12'],
    ['of the last month of a year', '2025-12', '2025-12-02', '2026-01-01'],
  ])('%s', (_, seenMonth, verifiedOn, expected) => {
    expect(publicFrom({ seenMonth, verifiedOn })).toBe(expected);
  });

  it('is never before its verification nor within its month, and no later than both ask', () => {
    fc.assert(
      fc.property(dayArbitrary, fc.nat(90), (seenOn, days) => {
        const verifiedOn = addDays(seenOn, days);
        const from = publicFrom({ seenMonth: monthOf(seenOn), verifiedOn });
        expect(from >= verifiedOn && monthOf(from) > monthOf(seenOn)).toBe(true);
        expect([verifiedOn, firstDayOfMonth(monthOf(seenOn), 1)]).toContain(from);
      }),
    );
  });

  it('is the same whichever the day seen and the day of a verification within that month', () => {
    const dayIn = (month: string) =>
      fc.nat(LONGEST_MONTH_DAYS - 1).map((days) => firstOrDay(addDays(firstDayOfMonth(month), days), month));
    const cases = dayArbitrary.map(monthOf).chain((month) => fc.tuple(fc.constant(month), dayIn(month), dayIn(month)));
    fc.assert(
      fc.property(cases, ([seenMonth, one, other]) => {
        expect(publicFrom({ seenMonth, verifiedOn: one })).toBe(publicFrom({ seenMonth, verifiedOn: other }));
      }),
    );
  });
});

/** Short months have no 31st. */
const firstOrDay = (day: LocalDate, month: string): LocalDate =>
  monthOf(day) === month ? day : firstDayOfMonth(month);

describe('the community level of every day', () => {
  it('is the same whichever the days within their months on which things were seen and verified', () => {
    const moved = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(observationsArbitrary, moved, dayArbitrary, (observations, days, asOf) => {
        const others = observations.map((seen, index) => {
          const [seenDay = 0, verifiedDay = 0] = days[index] ?? [];
          const month = monthOf(seen.seenOn);
          const seenOn = firstOrDay(addDays(firstDayOfMonth(month), seenDay), month);
          const verifiedOn = laterOf(seenOn, firstOrDay(addDays(firstDayOfMonth(month), verifiedDay), month));
          return { ...seen, seenOn, publishedOn: verifiedOn, withdrawnOn: null };
        });
        const first = observations.map((seen) => ({ ...seen, publishedOn: seen.seenOn, withdrawnOn: null }));
        const day = asOf;
        expect(communityOutline({ observations: published(others), day })).toEqual(
          communityOutline({ observations: published(first), day }),
        );
      }),
    );
  });
});

/** As the house publishes what was verified on the given day. */
const published = (observations: readonly CommunityObservation[]): CommunityObservation[] =>
  observations.map((seen) => ({
    ...seen,
    publishedOn: seen.publishedOn && publicFrom({ seenMonth: monthOf(seen.seenOn), verifiedOn: seen.publishedOn }),
  }));
