/** Everything that was promised, claimed and seen of a measure, in the form in which the rules take it. */
import type { CommunityObservation } from '../../schema/rules/observation-standing.ts';
import type { MeasureHistory } from '../../schema/rules/assessment.ts';
import type { LocalDate } from '../../schema/rules/days.ts';
import type { MeasureVersion } from '../../schema/rules/measure-version.ts';
import type { OfficialStatement } from '../../schema/rules/official-level.ts';
import { CompletionLevelValues, type CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import { batchMany } from '../platform/batch.ts';
import { rows, sql, type Reader, type Sql } from '../platform/sql.ts';

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

/** A history as one row: what there are many of comes as JSON, observations without names to be short. */
export interface HistoryRow {
  readonly id: string;
  readonly planId: string;
  readonly versions: readonly PlacedVersion[];
  readonly endings: readonly EndingVersion[];
  readonly statements: readonly OfficialStatement[];
  readonly observations: readonly ObservationValues[];
}

/** A version that holds the measure no more says nothing of it. */
type EndingVersion = Pick<PlacedVersion, 'number' | 'adoptedOn' | 'knownFrom'>;

type ObservationValues = readonly [
  id: string,
  level: CompletionLevel | null,
  seenOn: LocalDate,
  publishedOn: LocalDate | null,
  withdrawnOn: LocalDate | null,
  settlementId: string | null,
  groupId: string,
  personId: string,
  fromImplementer: boolean,
  organizationId: string | null,
];

const funding = sql`
  (select case when bool_or(f.state = 'AMOUNT') then 'AMOUNT' when bool_or(f.state = 'NOT_REQUIRED') then 'NOT_REQUIRED'
               when bool_or(f.state = 'WITHIN_BUDGET') then 'WITHIN_BUDGET' else 'UNFUNDED' end
   from funding_line f where f.measure_version_id = mv.id)`;

const responsibles = sql`
  (select coalesce(json_agg(json_build_object('organizationId', r.organization_id, 'leads', r.leads) order by r.position), '[]')
   from measure_responsible r where r.measure_version_id = mv.id and r.organization_id is not null)`;

/** What each version of the plan says of the measure. */
const versions = sql`
  (select coalesce(json_agg(json_build_object('measureVersionId', mv.id, 'objectivePath', mv.objective_path, 'number', pv.number, 'adoptedOn', pv.adopted_on, 'knownFrom', pv.known_from,
            'dropped', false, 'startsOn', mv.starts_on, 'endsOn', mv.ends_on, 'recurring', mv.recurring, 'planFrom', p.period_from, 'planTo', p.period_to,
            'funding', ${funding}, 'responsibles', ${responsibles}, 'hasIndicator', stated.indicators > 0, 'hasBaseline', stated.baselines > 0)), '[]')
   from measure_version mv join plan_version pv on pv.id = mv.version_id join action_plan p on p.id = pv.plan_id
   cross join lateral (select count(*) as indicators, count(i.baseline) as baselines from indicator i where i.measure_version_id = mv.id) stated
   where mv.measure_id = m.id)`;

/** The versions that ended it. */
const endings = sql`
  (select coalesce(json_agg(json_build_object('number', pv.number, 'adoptedOn', pv.adopted_on, 'knownFrom', pv.known_from)), '[]')
   from plan_version pv where pv.id in (select s.version_id from measure_succession s where s.from_measure_id = m.id)
     and not exists (select from measure_version still where still.version_id = pv.id and still.measure_id = m.id))`;

const statements = sql`
  (select coalesce(json_agg(json_build_object('id', s.id, 'responsibleId', s.organization_id, 'knownFrom', greatest(s.known_from, r.known_from), 'periodFrom', r.period_from,
            'periodTo', r.period_to, 'adoptedOn', coalesce(s.adopted_on, r.adopted_on), 'correction', s.correction, 'level', s.level)), '[]')
   from measure_statement s join official_report r on r.id = s.report_id where s.measure_id = m.id)`;

/** In the order of ObservationValues, of a row `e` of a view of evidence. */
export const observationValues = sql`
  json_build_array(e.id, e.level, e.seen_on, e.published_on, e.ended_on, e.settlement_id, e.group_key, e.person_key, e.is_implementer, e.organization_id)`;

/** Published ones: those that wait have no day of publication and never get here. */
const observations = sql`
  (select coalesce(json_agg(${observationValues}), '[]') from published_evidence e where e.measure_id = m.id)`;

/** The columns of a HistoryRow, of a row `m` of measure. */
export const historyColumns: Sql = sql`m.id, m.plan_id, ${versions} as versions, ${endings} as endings, ${statements} as statements, ${observations} as observations`;

/** Histories by measure id; a measure that no version names is left out. */
export async function measureHistories(
  reader: Reader,
  measureIds: readonly string[],
): Promise<Map<string, KnownHistory>> {
  const found = await rows<HistoryRow>(
    reader,
    sql`select ${historyColumns} from measure m where m.id = any(${measureIds}::uuid[])`,
  );
  return new Map(found.filter(isNamed).map((row) => [row.id, historyFrom(row)]));
}

/** Newer first, as a later word replaces an earlier: of one month the lower, then by id (schema/rules/observation-standing.ts). */
const newerFirst: Sql = sql`date_trunc('month', e.seen_on::timestamp) desc, array_position(${CompletionLevelValues}::text[], e.level), e.id`;

/**
 * What the level of a measure rests on as of a day, by measure: of each person in each place the newest that names a level,
 * and of those the newest of each group there. The rules make the same of these as of all that was ever seen, of which
 * there may be so much that it would hold up everybody else.
 */
export const decidingObservations = batchMany<{ readonly seen: ObservationValues }, { readonly asOf: LocalDate }>(
  (context, measureIds, { asOf }) =>
    rows(
      context,
      sql`with of_person as (
            select distinct on (e.measure_id, e.person_key, e.settlement_id) e.* from published_evidence e
            where e.measure_id = any(${measureIds}::uuid[]) and e.level is not null and not e.is_implementer
              and e.published_on <= ${asOf}::date and e.seen_on <= ${asOf}::date and (e.ended_on is null or e.ended_on > ${asOf}::date)
            order by e.measure_id, e.person_key, e.settlement_id, ${newerFirst}
          )
          select distinct on (e.measure_id, e.group_key, e.settlement_id) e.measure_id as key, ${observationValues} as seen from of_person e
          order by e.measure_id, e.group_key, e.settlement_id, ${newerFirst}`,
    ),
);

/** Some version of the plan names the measure. */
export const isNamed = ({ versions: named }: HistoryRow): boolean => named.length > 0;

export const historyFrom = (row: HistoryRow): KnownHistory => ({
  planId: row.planId,
  measure: { id: row.id, versions: placedVersions(row) },
  statements: row.statements,
  observations: row.observations.map(observationFrom),
});

export function observationFrom(values: ObservationValues): KnownObservation {
  const [
    id,
    level,
    seenOn,
    publishedOn,
    withdrawnOn,
    settlementId,
    groupId,
    personId,
    fromImplementer,
    organizationId,
  ] = values;
  return {
    id,
    level,
    seenOn,
    publishedOn,
    withdrawnOn,
    settlementId,
    groupId,
    personId,
    fromImplementer,
    organizationId,
  };
}

/** In the order of their numbers. One that ends the measure says nothing of its place: it stays where it last stood. */
function placedVersions({ versions: named, endings: ended }: HistoryRow): PlacedVersion[] {
  const placed: PlacedVersion[] = [];
  for (const version of [...named, ...ended].toSorted((a, b) => a.number - b.number)) {
    if (saysOfMeasure(version)) {
      placed.push(version);
      continue;
    }
    const before = placed.at(-1);
    if (before === undefined) continue;
    const { measureVersionId, objectivePath } = before;
    placed.push({ ...nothingSaid, ...version, measureVersionId, objectivePath });
  }
  return placed;
}

const saysOfMeasure = (version: PlacedVersion | EndingVersion): version is PlacedVersion =>
  'measureVersionId' in version;

const nothingSaid = {
  dropped: true,
  startsOn: null,
  endsOn: null,
  recurring: false,
  planFrom: null,
  planTo: null,
  funding: 'UNFUNDED',
  responsibles: [],
  hasIndicator: false,
  hasBaseline: false,
} as const;

/** What a statement finds of observations that wait: their measure and, as `seen`, their `observationValues`. */
export async function waitingObservations(
  reader: Reader,
  statement: Sql,
): Promise<(KnownObservation & { readonly measureId: string })[]> {
  const found = await rows<{ measureId: string; seen: ObservationValues }>(reader, statement);
  return found.map(({ measureId, seen }) => ({ measureId, ...observationFrom(seen) }));
}
