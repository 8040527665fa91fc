/** R1 to R6 for one measure on one day, and the days on which the answer may change. */
import { Finding } from '../vocabulary/finding.ts';
import { GapKind } from '../vocabulary/gap-kind.ts';
import type { Incompleteness } from '../vocabulary/incompleteness.ts';
import type { ScheduleState } from '../vocabulary/schedule-state.ts';
import {
  communityLevel,
  communityOutline,
  type CommunityAssessment,
  type CommunityObservation,
  type CommunityOutline,
} from './community-level.ts';
import { compareDays, type LocalDate } from './days.ts';
import { isUnfunded } from './funding.ts';
import { gapBetween, type Gap } from './gap.ts';
import { incompletenessOf, versionChangePoints, versionOn, type AssessedMeasure } from './measure-version.ts';
import { observationChangePoints } from './observation-standing.ts';
import { officialChangePoints, officialLevel, type OfficialLevel, type OfficialStatement } from './official-level.ts';
import { isLate, scheduleState } from './schedule.ts';

/** A measure with all that was said and seen of it, at any time. */
export interface MeasureHistory {
  readonly measure: AssessedMeasure;
  readonly statements: readonly OfficialStatement[];
  readonly observations: readonly CommunityObservation[];
}

export interface MeasureOutline {
  readonly measureId: string;
  /** The number of the plan's version that is in force. */
  readonly version: number;
  /** Dropped by that version: shown with its history, and out of all counts (R5). */
  readonly dropped: boolean;
  readonly official: OfficialLevel;
  readonly community: CommunityOutline;
  readonly schedule: ScheduleState;
  readonly late: boolean;
  readonly gap: Gap;
  readonly contested: boolean;
  readonly stale: boolean;
  readonly unfunded: boolean;
  /** Empty: nothing is missing from the plan. */
  readonly incomplete: readonly Incompleteness[];
}

/** The same with the reasons of the community level. */
export interface MeasureAssessment extends MeasureOutline {
  readonly community: CommunityAssessment;
}

type HistoryOnDay = MeasureHistory & { readonly day: LocalDate };

/** The three tracks of a measure and the gap, as known on the day; null: the measure was not known yet. */
export const assessMeasure = (input: HistoryOnDay): MeasureAssessment | null => assessWith(communityLevel, input);

/** The same without the reasons of the community level, for whoever asks it of many days. */
export const outlineMeasure = (input: HistoryOnDay): MeasureOutline | null => assessWith(communityOutline, input);

function assessWith<Community extends CommunityOutline>(
  communityOf: (input: Pick<HistoryOnDay, 'observations' | 'day'>) => Community,
  { measure, statements, observations, day }: HistoryOnDay,
): (MeasureOutline & { readonly community: Community }) | null {
  const version = versionOn(measure.versions, day);
  if (version === null) return null;
  const official = officialLevel({ statements, responsibles: version.responsibles, day });
  const community = communityOf({ observations, day });
  const schedule = scheduleState({ ...version, day });
  return {
    measureId: measure.id,
    version: version.number,
    dropped: version.dropped,
    official,
    community,
    schedule,
    late: isLate({ schedule, official: official.level }),
    gap: gapBetween({ official: official.level, community: community.level }),
    contested: community.contested,
    stale: community.stale,
    unfunded: isUnfunded(version.funding),
    incomplete: incompletenessOf(version),
  };
}

/**
 * The days, sorted and each once, on which the assessment may change, future ones included: between
 * two neighbours, and after the last, it is the same on every day. Some of them may change nothing.
 */
export function changePoints(history: MeasureHistory & { readonly until?: LocalDate }): LocalDate[] {
  const { measure, statements, observations, until } = history;
  const points = new Set([
    ...versionChangePoints(measure.versions),
    ...officialChangePoints(statements),
    ...observationChangePoints(observations),
  ]);
  const sorted = [...points].toSorted(compareDays);
  return until === undefined ? sorted : sorted.filter((point) => point <= until);
}

/** What calls for a look at the measure, in the order of the council's page; nothing of a dropped one. */
export function findingsOf(assessment: MeasureOutline): Finding[] {
  if (assessment.dropped) return [];
  const { gap, community, official } = assessment;
  const findings: Finding[] = [];
  if (assessment.late) findings.push(Finding.LATE);
  if (official.level === null) findings.push(Finding.UNREPORTED);
  if (community.level === null) findings.push(Finding.UNMONITORED);
  if (gap.kind === GapKind.OVERSTATED) findings.push(Finding.OVERSTATED);
  if (assessment.unfunded) findings.push(Finding.UNFUNDED);
  if (assessment.incomplete.length > 0) findings.push(Finding.INCOMPLETE);
  if (assessment.contested) findings.push(Finding.CONTESTED);
  if (assessment.stale) findings.push(Finding.STALE);
  return findings;
}
