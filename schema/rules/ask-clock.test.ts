import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askClock, type AskClockInput } from './ask-clock.ts';
import { addDays, daysBetween } from './days.ts';
import { isDayOff } from './days-off.ts';
import { bulgarianDaysOff } from './days-off.bg.ts';
import { dayArbitrary } from './testing/history.arbitrary.ts';

/** A request for public information, registered on Monday 2 November 2026. */
function ask(stated: Partial<AskClockInput> = {}): AskClockInput {
  return {
    registeredOn: '2026-11-02',
    term: { days: 14 },
    extensions: [],
    noticeTerm: null,
    contestTerm: { months: 2 },
    daysOff: bulgarianDaysOff,
    answeredOn: null,
    day: '2026-11-10',
    ...stated,
  };
}

describe('the clock of an ask', () => {
  it('does not run before an incoming number', () => {
    expect(askClock(ask({ registeredOn: null }))).toMatchObject({
      state: 'UNREGISTERED',
      dueOn: null,
    });
    expect(askClock(ask({ day: '2026-11-01' }))).toMatchObject({ state: 'UNREGISTERED' });
  });

  it('runs to the last day of the term', () => {
    expect(askClock(ask({ day: '2026-11-16' }))).toMatchObject({
      state: 'RUNNING',
      dueOn: '2026-11-16',
      daysLate: 0,
      lastDayToContest: null,
    });
  });

  it('counts the days of silence, and says until when it can be contested', () => {
    expect(askClock(ask({ day: '2026-11-20' }))).toMatchObject({
      state: 'OVERDUE',
      daysLate: 4,
      lastDayToContest: '2027-01-18',
    });
    expect(askClock(ask({ day: '2026-11-20', contestTerm: null })).lastDayToContest).toBeNull();
  });

  it('ends on the next working day when the term ends on a day off', () => {
    expect(askClock(ask({ registeredOn: '2026-12-11' })).dueOn).toBeNull();
    expect(askClock(ask({ registeredOn: '2026-12-11', day: '2026-12-12' })).dueOn).toBe('2026-12-29');
  });

  it('in months ends on the same day of the month, or its last', () => {
    const months = { term: { months: 2 }, day: '2027-12-31' };
    expect(askClock(ask({ ...months, registeredOn: '2026-11-02' })).dueOn).toBe('2027-01-04');
    expect(askClock(ask({ ...months, registeredOn: '2026-12-31' })).dueOn).toBe('2027-03-01');
    expect(askClock(ask({ ...months, registeredOn: '2026-12-30' })).dueOn).toBe('2027-03-01');
  });

  it('stops with the answer, in time or late', () => {
    expect(askClock(ask({ answeredOn: '2026-11-16', day: '2027-05-01' }))).toMatchObject({
      state: 'ANSWERED',
      daysLate: 0,
    });
    expect(askClock(ask({ answeredOn: '2026-11-19', day: '2027-05-01' }))).toMatchObject({
      state: 'ANSWERED_LATE',
      daysLate: 3,
      lastDayToContest: null,
    });
  });

  it('as of a day before the answer still shows silence', () => {
    expect(askClock(ask({ answeredOn: '2026-11-19', day: '2026-11-18' }))).toMatchObject({
      state: 'OVERDUE',
      daysLate: 2,
    });
  });

  it('owes a notice where the way asks for one', () => {
    expect(askClock(ask({ noticeTerm: { days: 7 } })).noticeDueOn).toBe('2026-11-09');
  });

  it('of a way without a term is never overdue', () => {
    expect(askClock(ask({ term: null, day: '2030-01-01' }))).toMatchObject({
      state: 'RUNNING',
      dueOn: null,
    });
  });
});

describe('an extension', () => {
  const extension = { adds: { days: 10 }, reason: 'volume', announcedOn: '2026-11-12' };

  it('counts from the day it was announced', () => {
    const extensions = [extension];
    expect(askClock(ask({ extensions, day: '2026-11-11' })).dueOn).toBe('2026-11-16');
    expect(askClock(ask({ extensions, day: '2026-11-12' }))).toMatchObject({
      dueOn: '2026-11-26',
      firstDueOn: '2026-11-16',
    });
  });

  it('that was announced after the term had ended extends nothing', () => {
    const extensions = [{ ...extension, announcedOn: '2026-11-17' }];
    expect(askClock(ask({ extensions, day: '2026-11-20' }))).toMatchObject({
      state: 'OVERDUE',
      daysLate: 4,
    });
  });

  it('can follow another, in any order of input', () => {
    const second = { adds: { days: 14 }, reason: 'third-party', announcedOn: '2026-11-26' };
    const day = '2026-12-01';
    expect(askClock(ask({ extensions: [extension, second], day })).dueOn).toBe('2026-12-10');
    expect(askClock(ask({ extensions: [second, extension], day })).dueOn).toBe('2026-12-10');
  });
});

it('no term ever ends on a day off, before its length, or shrinks with an extension', () => {
  fc.assert(
    fc.property(
      dayArbitrary,
      fc.record({ months: fc.nat({ max: 6 }), days: fc.nat({ max: 60 }) }),
      fc.nat({ max: 30 }),
      (registeredOn, term, moreDays) => {
        const day = addDays(registeredOn, 1);
        const extensions = [{ adds: { days: moreDays }, reason: 'volume', announcedOn: registeredOn }];
        const { dueOn, firstDueOn } = askClock(ask({ registeredOn, term, extensions, day }));
        expect(isDayOff(dueOn ?? '', bulgarianDaysOff)).toBe(false);
        expect(daysBetween(registeredOn, firstDueOn ?? '')).toBeGreaterThanOrEqual(term.days);
        expect(daysBetween(firstDueOn ?? '', dueOn ?? '')).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

it('late days grow by one a day', () => {
  fc.assert(
    fc.property(fc.nat({ max: 400 }), (days) => {
      const day = addDays('2026-11-16', days);
      expect(askClock(ask({ day })).daysLate).toBe(days);
    }),
  );
});
