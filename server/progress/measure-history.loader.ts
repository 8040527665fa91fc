/** Everything that was promised, claimed and seen of a measure, in the form in which the rules take it. */
import type { CommunityObservation } from '../../schema/rules/observation-standing.ts';
import type { MeasureHistory } from '../../schema/rules/assessment.ts';
import type { MeasureVersion } from '../../schema/rules/measure-version.ts';
import type { OfficialStatement, ResponsibleBody } from '../../schema/rules/official-level.ts';
import type { FundingState } from '../../schema/vocabulary/funding-state.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';

type Reader = Pick<RequestContext, 'em'>;

/** A version as the rules see it, and where it stands in the plan. */
export interface PlacedVersion extends MeasureVersion {
  readonly measureVersionId: string;
  readonly objectivePath: readonly string[];
}

/** An observation as the rules see it, and what the API may need to say of its voice. */
export interface KnownObservation extends CommunityObservation {
  readonly organizationId: string | null;
}

export interface KnownHistory extends MeasureHistory {
  readonly planId: string;
  readonly measure: { readonly id: string; readonly versions: readonly PlacedVersion[] };
  readonly observations: readonly KnownObservation[];
}

/** Histories by measure id; a measure that no version names is left out. */
export async function measureHistories(
  reader: Reader,
  measureIds: readonly string[],
): Promise<Map<string, KnownHistory>> {
  const versions = Map.groupBy(await versionRows(reader, measureIds), ({ measureId }) => measureId);
  const statements = Map.groupBy(await statementRows(reader, measureIds), ({ measureId }) => measureId);
  const observations = Map.groupBy(await observationRows(reader, measureIds), ({ measureId }) => measureId);
  const histories = new Map<string, KnownHistory>();
  for (const [id, ofMeasure] of versions) {
    const planId = ofMeasure[0]?.planId;
    if (planId === undefined) continue;
    histories.set(id, {
      planId,
      measure: { id, versions: withPlaceOfDropped(ofMeasure) },
      statements: statements.get(id) ?? [],
      observations: observations.get(id) ?? [],
    });
  }
  return histories;
}

type VersionRow = Omit<PlacedVersion, 'measureVersionId'> & {
  readonly measureId: string;
  readonly planId: string;
  readonly measureVersionId: string | null;
};

const fundingState = sql`
  (select case when bool_or(f.state = 'AMOUNT') then 'AMOUNT' when bool_or(f.state = 'NOT_REQUIRED') then 'NOT_REQUIRED'
               when bool_or(f.state = 'WITHIN_BUDGET') then 'WITHIN_BUDGET' else 'UNFUNDED' end
   from funding_line f where f.measure_version_id = mv.id)`;

const responsibles = sql`
  (select coalesce(json_agg(json_build_object('organizationId', r.organization_id, 'leads', r.leads) order by r.position), '[]')
   from measure_responsible r where r.measure_version_id = mv.id and r.organization_id is not null)`;

/** What each version of the plan says of each measure, and the versions that ended it. */
async function versionRows(reader: Reader, measureIds: readonly string[]): Promise<VersionRow[]> {
  return rows<VersionRow & { funding: FundingState; responsibles: ResponsibleBody[] }>(
    reader,
    sql`select mv.measure_id, pv.plan_id, mv.id as measure_version_id, mv.objective_path, pv.number, pv.adopted_on, pv.known_from, false as dropped,
               mv.starts_on, mv.ends_on, mv.recurring, p.period_from as plan_from, p.period_to as plan_to,
               ${fundingState} as funding, ${responsibles} as responsibles,
               exists (select from indicator i where i.measure_version_id = mv.id) as has_indicator,
               exists (select from indicator i where i.measure_version_id = mv.id and i.baseline is not null) as has_baseline
        from measure_version mv join plan_version pv on pv.id = mv.version_id join action_plan p on p.id = pv.plan_id
        where mv.measure_id = any(${measureIds}::uuid[])
        union all
        select distinct on (s.from_measure_id, pv.number) s.from_measure_id, pv.plan_id, null, '{}'::uuid[], pv.number, pv.adopted_on, pv.known_from, true,
               null::date, null::date, false, null::date, null::date, 'UNFUNDED', '[]'::json, false, false
        from measure_succession s join plan_version pv on pv.id = s.version_id
        where s.from_measure_id = any(${measureIds}::uuid[])
          and not exists (select from measure_version still where still.version_id = s.version_id and still.measure_id = s.from_measure_id)
        order by measure_id, number`,
  );
}

/** A version that ends a measure says nothing of its place: it stays where it last stood. */
function withPlaceOfDropped(versions: readonly VersionRow[]): PlacedVersion[] {
  const placed: PlacedVersion[] = [];
  for (const version of versions) {
    const before = placed.at(-1);
    const measureVersionId = version.measureVersionId ?? before?.measureVersionId;
    if (measureVersionId === undefined) continue;
    placed.push({
      ...version,
      measureVersionId,
      objectivePath: version.dropped ? (before?.objectivePath ?? []) : version.objectivePath,
    });
  }
  return placed;
}

function statementRows(
  reader: Reader,
  measureIds: readonly string[],
): Promise<(OfficialStatement & { measureId: string })[]> {
  return rows(
    reader,
    sql`select s.id, s.measure_id, s.organization_id as responsible_id, greatest(s.known_from, r.known_from) as known_from, r.period_from, r.period_to,
               coalesce(s.adopted_on, r.adopted_on) as adopted_on, s.correction, s.level
        from measure_statement s join official_report r on r.id = s.report_id
        where s.measure_id = any(${measureIds}::uuid[])`,
  );
}

/** Published observations: those that wait have no day of publication and never get here. */
function observationRows(
  reader: Reader,
  measureIds: readonly string[],
): Promise<(KnownObservation & { measureId: string })[]> {
  return rows(
    reader,
    sql`${observationColumns} where o.measure_id = any(${measureIds}::uuid[]) and o.published_on is not null`,
  );
}

const observationColumns = sql`
  select o.id, o.measure_id, o.level, o.seen_on, o.published_on, o.withdrawn_on, o.settlement_id, a.group_key as group_id, a.person_id,
         a.is_implementer as from_implementer, a.organization_id
  from observation o join observation_author a on a.observation_id = o.id`;

/** Observations of measures that wait for a decision or for a reply. */
export function waitingObservations(
  reader: Reader,
  measureIds: readonly string[],
): Promise<(KnownObservation & { readonly measureId: string })[]> {
  return rows(
    reader,
    sql`${observationColumns} where o.measure_id = any(${measureIds}::uuid[]) and o.state in ('SUBMITTED', 'AWAITING_REPLY') and o.withdrawn_on is null`,
  );
}
