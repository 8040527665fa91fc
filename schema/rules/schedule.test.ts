import { describe, expect, it } from 'vitest';
import { isLate, scheduleChangePoints, scheduleState } from './schedule.ts';
import { version } from './testing/history.builder.ts';

describe('the schedule', () => {
  it('is not started, running or ended by its own interval, both days included', () => {
    const interval = version({ startsOn: '2026-03-01', endsOn: '2026-06-30' });
    const states = ['2026-02-28', '2026-03-01', '2026-06-30', '2026-07-01'].map((day) =>
      scheduleState({ ...interval, day }),
    );
    expect(states).toEqual(['NOT_STARTED', 'RUNNING', 'RUNNING', 'ENDED']);
  });

  it('of a recurring duty runs with the plan, whatever interval is written', () => {
    const duty = version({ recurring: true, startsOn: null, endsOn: '2026-01-31' });
    const states = ['2025-12-31', '2026-02-01', '2028-01-01'].map((day) => scheduleState({ ...duty, day }));
    expect(states).toEqual(['NOT_STARTED', 'RUNNING', 'ENDED']);
  });

  it('leaves a missing side open and borrows nothing from the plan', () => {
    const until = version({ startsOn: null, endsOn: '2026-06-30' });
    const from = version({ startsOn: '2026-06-30', endsOn: null });
    expect(scheduleState({ ...until, day: '2020-01-01' })).toBe('RUNNING');
    expect(scheduleState({ ...until, day: '2026-07-01' })).toBe('ENDED');
    expect(scheduleState({ ...from, day: '2026-06-29' })).toBe('NOT_STARTED');
    expect(scheduleState({ ...from, day: '2030-01-01' })).toBe('RUNNING');
  });

  it('is unknown without any day, and where the end is before the start', () => {
    const none = version({ startsOn: null, endsOn: null });
    const inverted = version({ startsOn: '2026-06-30', endsOn: '2026-06-01' });
    const noPlan = version({ recurring: true, planFrom: null, planTo: null });
    const states = [none, inverted, noPlan].map((interval) => scheduleState({ ...interval, day: '2026-06-10' }));
    expect(states).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN']);
  });

  it('changes on the first day and on the day after the last', () => {
    expect(scheduleChangePoints(version())).toEqual(['2026-01-01', '2027-01-01']);
  });
});

describe('a measure is late', () => {
  it('when its interval has ended and it is reported below complete, or not at all', () => {
    expect(isLate({ schedule: 'ENDED', official: 'SUBSTANTIAL' })).toBe(true);
    expect(isLate({ schedule: 'ENDED', official: null })).toBe(true);
  });

  it('never when reported complete, or before the end is known and past', () => {
    expect(isLate({ schedule: 'ENDED', official: 'COMPLETE' })).toBe(false);
    expect(isLate({ schedule: 'RUNNING', official: null })).toBe(false);
    expect(isLate({ schedule: 'UNKNOWN', official: null })).toBe(false);
  });
});
