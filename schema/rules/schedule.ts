/** R1, the schedule track: where the day stands against what the plan promised, whatever anybody reports. */
import { CompletionLevel } from '../vocabulary/completion-level.ts';
import { ScheduleState } from '../vocabulary/schedule-state.ts';
import { addDays, type LocalDate } from './days.ts';

/** The promised interval of a measure; both its days belong to it. */
export interface MeasureInterval {
  /** Null: no beginning is written, or none could be read. */
  readonly startsOn: LocalDate | null;
  /** Null: no end is written, or none could be read. */
  readonly endsOn: LocalDate | null;
  /** A lasting duty ("постоянен"), which runs with the plan. */
  readonly recurring: boolean;
  /** First and last day of the plan; used for recurring duties only. */
  readonly planFrom: LocalDate | null;
  readonly planTo: LocalDate | null;
}

/**
 * The state on the day, from the measure's interval alone: a missing side stays open and is not
 * borrowed from the plan. Unknown when both sides are missing, or the end is before the start.
 */
export function scheduleState(input: MeasureInterval & { readonly day: LocalDate }): ScheduleState {
  const { day } = input;
  const { from, to } = promisedSpan(input);
  if (from === null && to === null) return ScheduleState.UNKNOWN;
  if (from !== null && to !== null && from > to) return ScheduleState.UNKNOWN;
  if (from !== null && day < from) return ScheduleState.NOT_STARTED;
  if (to !== null && day > to) return ScheduleState.ENDED;
  return ScheduleState.RUNNING;
}

/** Late: the interval has ended, and the officials do not report it complete, or are silent. */
export function isLate(input: {
  readonly schedule: ScheduleState;
  readonly official: CompletionLevel | null;
}): boolean {
  return input.schedule === ScheduleState.ENDED && input.official !== CompletionLevel.COMPLETE;
}

/** The days on which the schedule changes: the first of the interval, and the first after it. */
export function scheduleChangePoints(interval: MeasureInterval): LocalDate[] {
  const { from, to } = promisedSpan(interval);
  const points: LocalDate[] = [];
  if (from !== null) points.push(from);
  if (to !== null) points.push(addDays(to, 1));
  return points;
}

function promisedSpan(interval: MeasureInterval): { from: LocalDate | null; to: LocalDate | null } {
  if (interval.recurring) return { from: interval.planFrom, to: interval.planTo };
  return { from: interval.startsOn, to: interval.endsOn };
}
