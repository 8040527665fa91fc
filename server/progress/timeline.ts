/**
 * A measure's assessment over time, as roll-up rows: each says what holds from one change point to the next. Levels
 * also change with no write (evidence ages, intervals end), so the rows reach into the future.
 */
import { assessMeasure, changePoints, type MeasureAssessment } from '../../schema/rules/assessment.ts';
import { monthOf, type LocalDate } from '../../schema/rules/days.ts';
import { versionOn } from '../../schema/rules/measure-version.ts';
import type { KnownHistory, PlacedVersion } from './measure-history.loader.ts';

/** What is kept of a measure from one day to another; the columns of measure_progress. */
export interface ProgressRow {
  readonly measureId: string;
  readonly fromDay: LocalDate;
  /** First day on which it no longer holds; null: it holds until something is written. */
  readonly toDay: LocalDate | null;
  readonly planId: string;
  readonly measureVersionId: string;
  readonly objectivePath: readonly string[];
  readonly officialLevel: string | null;
  readonly communityLevel: string | null;
  readonly confidence: string | null;
  readonly contested: boolean;
  readonly stale: boolean;
  readonly bodiesDiffer: boolean;
  readonly scheduleState: string;
  readonly late: boolean;
  readonly gapKind: string;
  readonly gapValue: number | null;
  readonly unfunded: boolean;
  readonly incomplete: readonly string[];
  readonly dropped: boolean;
  readonly groups: number;
  readonly agreeingGroups: number;
  readonly observationCount: number;
  readonly lookedCount: number;
  readonly settlementCount: number;
  readonly lastSeenMonth: string | null;
}

type State = Omit<ProgressRow, 'fromDay' | 'toDay'>;

/** The rows of one measure, in the order of days; neighbours that say the same are one. */
export function timelineOf(history: KnownHistory): ProgressRow[] {
  const timeline: ProgressRow[] = [];
  let said = '';
  for (const day of changePoints(history)) {
    const state = stateOn(history, day);
    if (state === null) continue;
    const text = JSON.stringify(state);
    if (text === said) continue;
    const last = timeline.at(-1);
    if (last !== undefined) timeline[timeline.length - 1] = { ...last, toDay: day };
    timeline.push({ ...state, fromDay: day, toDay: null });
    said = text;
  }
  return timeline;
}

/** What holds on one day; null before the measure was known. */
export function stateOn(history: KnownHistory, day: LocalDate): State | null {
  const assessment = assessMeasure({ ...history, day });
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
  assessment: MeasureAssessment;
  version: PlacedVersion;
}): State {
  const { community, official, gap } = assessment;
  const parts = new Set(community.parts.map(({ observationId }) => observationId));
  const seen = history.observations.filter(({ id, fromImplementer }) => parts.has(id) && !fromImplementer);
  const months = seen.map(({ seenOn }) => monthOf(seenOn)).toSorted();
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
    observationCount: community.counts.counted,
    lookedCount: community.counts.looked,
    settlementCount: community.places.filter(({ settlementId }) => settlementId !== null).length,
    lastSeenMonth: months.at(-1) ?? null,
  };
}
