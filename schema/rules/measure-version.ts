/** What a version of the plan says of a measure, and which version is in force on a day. */
import { FundingState } from '../vocabulary/funding-state.ts';
import { Incompleteness } from '../vocabulary/incompleteness.ts';
import { compareDays, laterOf, type LocalDate } from './days.ts';
import type { ResponsibleBody } from './official-level.ts';
import { scheduleChangePoints, type MeasureInterval } from './schedule.ts';

export interface MeasureVersion extends MeasureInterval {
  /** 1, 2 … in the order of the plan's versions. */
  readonly number: number;
  /** The day of the act that made the version; null: not known, then it counts from `knownFrom`. */
  readonly adoptedOn: LocalDate | null;
  /** The day the version entered (R6). */
  readonly knownFrom: LocalDate;
  /** This version drops the measure, which leaves the counts from its day on. */
  readonly dropped: boolean;
  readonly responsibles: readonly ResponsibleBody[];
  readonly funding: FundingState;
  readonly hasIndicator: boolean;
  readonly hasBaseline: boolean;
}

/** One promise, which keeps its identity across the versions of its plan. */
export interface AssessedMeasure {
  readonly id: string;
  readonly versions: readonly MeasureVersion[];
}

/** A version counts from its act on, and never before it was known (R6). */
export function inForceFrom({ adoptedOn, knownFrom }: MeasureVersion): LocalDate {
  return adoptedOn === null ? knownFrom : laterOf(adoptedOn, knownFrom);
}

/** The newest version in force; null: the measure was not known yet. */
export function versionOn(versions: readonly MeasureVersion[], day: LocalDate): MeasureVersion | null {
  let newest: MeasureVersion | null = null;
  for (const version of versions) {
    if (inForceFrom(version) > day) continue;
    if (newest === null || version.number > newest.number) newest = version;
  }
  return newest;
}

/** What the plan leaves out of a measure, in the order of the vocabulary; each is a finding (R5). */
export function incompletenessOf(
  version: Pick<
    MeasureVersion,
    'responsibles' | 'startsOn' | 'endsOn' | 'recurring' | 'funding' | 'hasBaseline' | 'hasIndicator'
  >,
): Incompleteness[] {
  const missing: Incompleteness[] = [];
  if (version.responsibles.length === 0) missing.push(Incompleteness.NO_OWNER);
  if (!version.recurring && version.startsOn === null && version.endsOn === null)
    missing.push(Incompleteness.NO_PERIOD);
  if (version.funding === FundingState.UNFUNDED) missing.push(Incompleteness.NO_BUDGET);
  if (!version.hasBaseline) missing.push(Incompleteness.NO_BASELINE);
  if (!version.hasIndicator) missing.push(Incompleteness.NO_INDICATOR);
  return missing;
}

/** The days on which a version comes into force or its schedule turns. */
export function versionChangePoints(versions: readonly MeasureVersion[]): LocalDate[] {
  return versions.flatMap((version) => [inForceFrom(version), ...scheduleChangePoints(version)]).toSorted(compareDays);
}
