/**
 * A measure's assessment over time, as roll-up rows: each says what holds from one change point to the next. Levels
 * also change with no write (evidence ages, intervals end), so the rows reach into the future.
 */
import { changePoints, outlineMeasure, type MeasureOutline } from '../../schema/rules/assessment.ts';
import type { LocalDate } from '../../schema/rules/days.ts';
import { versionOn } from '../../schema/rules/measure-version.ts';
import type { KnownHistory, PlacedVersion } from './measure-history.loader.ts';
import { isSameRow, isSameState, type ProgressRow, type ProgressState } from './progress-row.ts';

/** The rows of one measure, in the order of days; neighbours that say the same are one. */
export const timelineOf = (history: KnownHistory): ProgressRow[] => continued([], history, changePoints(history));

/**
 * The same, where what is known changed with effect from a day: rows that ended before it stay as they are kept. Without
 * any kept row from before that day the whole is made.
 */
export function timelineFrom(
  history: KnownHistory,
  { fromDay, kept }: { readonly fromDay: LocalDate; readonly kept: readonly ProgressRow[] },
): ProgressRow[] {
  const before = kept.filter((row) => row.fromDay < fromDay);
  if (before.length === 0) return timelineOf(history);
  return continued(before, history, [fromDay, ...changePoints(history).filter((day) => day > fromDay)]);
}

function continued(before: readonly ProgressRow[], history: KnownHistory, days: readonly LocalDate[]): ProgressRow[] {
  const timeline = [...before];
  let last = timeline.pop() ?? null;
  for (const day of days) {
    const state = stateOn(history, day);
    if (state === null || (last !== null && isSameState(state, last))) continue;
    if (last !== null) timeline.push({ ...last, toDay: day });
    last = { ...state, fromDay: day, toDay: null };
  }
  if (last !== null) timeline.push({ ...last, toDay: null });
  return timeline;
}

/** What to write so that the kept rows become those that were made. */
export interface TimelineChange {
  /** New ones, and those that say something else than before. */
  readonly written: readonly ProgressRow[];
  /** First days of rows that there are no more. */
  readonly gone: readonly LocalDate[];
}

export function changeBetween(kept: readonly ProgressRow[], made: readonly ProgressRow[]): TimelineChange {
  const keptByDay = new Map(kept.map((row) => [row.fromDay, row]));
  const written = made.filter((row) => {
    const before = keptByDay.get(row.fromDay);
    keptByDay.delete(row.fromDay);
    return before === undefined || !isSameRow(before, row);
  });
  return { written, gone: [...keptByDay.keys()] };
}

/** What holds on one day; null before the measure was known. */
export function stateOn(history: KnownHistory, day: LocalDate): ProgressState | null {
  const assessment = outlineMeasure({ ...history, day });
  const version = versionOn(history.measure.versions, day) as PlacedVersion | null;
  if (assessment === null || version === null) return null;
  return stateFrom({ history, assessment, version });
}

function stateFrom({
  history,
  assessment,
  version,
}: {
  history: KnownHistory;
  assessment: MeasureOutline;
  version: PlacedVersion;
}): ProgressState {
  const { community, official, gap } = assessment;
  return {
    measureId: history.measure.id,
    planId: history.planId,
    measureVersionId: version.measureVersionId,
    objectivePath: version.objectivePath,
    officialLevel: official.level,
    communityLevel: community.level,
    confidence: community.confidence,
    contested: assessment.contested,
    stale: assessment.stale,
    bodiesDiffer: official.bodiesDiffer,
    scheduleState: assessment.schedule,
    late: assessment.late,
    gapKind: gap.kind,
    gapValue: gap.value,
    unfunded: assessment.unfunded,
    incomplete: assessment.incomplete,
    dropped: assessment.dropped,
    groups: community.counts.groups,
    agreeingGroups: community.counts.agreeing,
    observationCount: community.counts.heard,
    lookedCount: community.counts.looked,
    settlementCount: community.places.filter(({ settlementId }) => settlementId !== null).length,
    lastSeenMonth: community.lastLookedIn,
  };
}
