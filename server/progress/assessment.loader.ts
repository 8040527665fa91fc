/** Assessments as of a day from the roll-up rows, and the explanation of one from what was seen. */
import { levelSteps } from '../../schema/vocabulary/completion-level.ts';
import { communityLevel, type CommunityAssessment } from '../../schema/rules/community-level.ts';
import { addMonths, firstDayOfMonth, monthOf, type LocalDate } from '../../schema/rules/days.ts';
import { organizationById } from '../organizations/organization.loader.ts';
import { batchOne } from '../platform/batch.ts';
import type { RequestContext } from '../platform/context.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import { sql } from '../platform/sql.ts';
import { territoryById } from '../territories/territory.loader.ts';
import {
  ConfidenceStep,
  type Explanation,
  type MeasureAssessment,
  type SettlementLevel,
  type Voice,
} from './assessment.type.ts';
import {
  decidingObservations,
  measureHistories,
  observationFrom,
  type KnownHistory,
} from './measure-history.loader.ts';

export type AssessmentRow = MeasureAssessment & { readonly dropped: boolean };

const endsOn = sql`(select mv.ends_on from measure_version mv where mv.id = s.measure_version_id)`;

const assessments = reading<AssessmentRow>({
  type: 'MeasureAssessment',
  from: sql`measure_progress s`,
  columns: {
    ...columnsOf('s', [
      'measureId',
      'officialLevel',
      'communityLevel',
      'confidence',
      'contested',
      'stale',
      'bodiesDiffer',
      'scheduleState',
      'late',
      'gapKind',
      'gapValue',
      'unfunded',
      'incomplete',
      'dropped',
      'groups',
      'agreeingGroups',
      'observationCount',
      'lookedCount',
      'settlementCount',
      'lastSeenMonth',
    ]),
    // as of the day of its row, unless a reader names another
    asOf: sql`s.from_day`,
    daysLeft: sql`${endsOn} - s.from_day`,
  },
  always: ['measureId', 'asOf'],
});

/** By measure; not of a day before it was known. */
export const assessmentRow = assessments.one<{ readonly asOf: LocalDate }>({
  key: sql`s.measure_id`,
  where: ({ asOf }) => sql`s.from_day <= ${asOf}::date`,
  newest: [{ by: sql`s.from_day`, as: 'date', descending: true }],
  columns: ({ asOf }) => ({ asOf: sql`${asOf}::date`, daysLeft: sql`${endsOn} - ${asOf}::date` }),
});

/** The assessment of a measure on a day; null when it was not known then. */
export const assessmentOn = (
  context: RequestContext,
  measureId: string,
  asOf: LocalDate,
): Promise<AssessmentRow | null> => assessmentRow(context, measureId, { asOf });

/** Everything that is known of a measure, for the few who look into it: as much as was ever seen. */
export const historyOf = batchOne<KnownHistory>(async (context, measureIds) =>
  [...(await measureHistories(context, measureIds))].map(([id, history]) => ({ ...history, id })),
);

const FRESH_MONTHS = 12;

export async function explanationOf(context: RequestContext, measureId: string, asOf: LocalDate): Promise<Explanation> {
  const observations = (await decidingObservations(context, measureId, { asOf })).map(({ seen }) =>
    observationFrom(seen),
  );
  const community = communityLevel({ observations, day: asOf });
  const organizationOfGroup = new Map(
    observations.flatMap(({ groupId, organizationId }) =>
      organizationId === null ? [] : [[groupId, organizationId] as const],
    ),
  );
  const voices = await Promise.all(
    community.voices.map(async ({ groupId, level }): Promise<Voice> => {
      const organization = await organizationById(context, organizationOfGroup.get(groupId));
      return { level, organization: organization?.consentsToBeNamed ? organization : null };
    }),
  );
  return {
    voices: voices.toSorted(byLevelAndName),
    freshFromMonth: voices.length === 0 ? null : monthOf(addMonths(firstDayOfMonth(asOf), -FRESH_MONTHS)),
    settlements: await sharedPlaces(context, community),
    confidenceStep: confidenceStepOf(community),
  };
}

/** By nothing that is not told anyway: an order by the group would tell which organisation said what. */
const byLevelAndName = (a: Voice, b: Voice): number =>
  levelSteps[a.level] - levelSteps[b.level] || (a.organization?.id ?? '').localeCompare(b.organization?.id ?? '');

/** R11: a place is told only where two independent groups share it. */
async function sharedPlaces(context: RequestContext, { places }: CommunityAssessment): Promise<SettlementLevel[]> {
  const shared = places.filter(({ groups }) => groups >= 2);
  return Promise.all(
    shared.map(async ({ settlementId, level, groups }) => ({
      settlement: await territoryById(context, settlementId),
      level,
      groups,
    })),
  );
}

function confidenceStepOf({ steps, counts }: CommunityAssessment): ConfidenceStep {
  const step = steps.find(({ kind }) => kind === 'CONFIDENCE');
  if (step?.kind !== 'CONFIDENCE') return ConfidenceStep.NO_GROUPS;
  if (step.noMajority) return ConfidenceStep.SPLIT;
  if (step.twoCamps) return ConfidenceStep.WIDE_SPLIT;
  if (step.loweredAsStale) return ConfidenceStep.STALE;
  if (step.confidence === 'HIGH') return ConfidenceStep.HIGH_MAJORITY;
  if (step.confidence === 'MEDIUM') return counts.groups === 2 ? ConfidenceStep.TWO_AGREE : ConfidenceStep.MAJORITY;
  return counts.groups === 1 ? ConfidenceStep.ONE_GROUP : ConfidenceStep.WEAK;
}
