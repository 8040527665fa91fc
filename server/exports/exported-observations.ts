/**
 * The observations of an export, page by page: measures in the order of their random ids, then observations in the order
 * of theirs, so that the order of rows tells no time. What may be exported at all, the view `exportable_observation` says
 * (database-access/access-functions.ts): verified, standing, of a month that is over, without day and without person.
 *
 * R11 thought through for a reader who is trusted and may still know the place, or lose the file:
 * - **Place and method** follow the rule of the public (public-observation.loader.ts), measure by measure: two groups that
 *   are no voice of whoever carries the measure out share the place, or place and method. An exporter sees finer than the
 *   public only because groups of which nothing is published yet count too. To count over the whole plan was thought of and
 *   left: where one monitor looks at the school and another at the road, village and measure would name both. With two
 *   groups on the same measure in the same place a row may be either's, for whoever knows both.
 * - **Month**, never the day, and only once it is over: who exports every day would else learn by comparing files until
 *   which day of the month something was seen.
 * - **Words** are those approved for the public. Own words stay behind when a paraphrase replaced them.
 * - **No id of an observation**: its phone made it, and a verifier knows it beside a pseudonym.
 * - Who observed, the group, even whether two rows are of one, and who verified are in no column: cannot be justified.
 */
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import type { ExportedColumn } from '../../schema/vocabulary/exported-column.ts';
import type { ObservationMethod } from '../../schema/vocabulary/observation-method.ts';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import type { RequestContext } from '../platform/context.ts';
import { notFound } from '../platform/problem.ts';
import { every, oneRow, rows, sql, type Sql } from '../platform/sql.ts';
import type { ExportScope } from './observation-export.loader.ts';

export type ExportedObservation = Readonly<Record<ExportedColumn, string | null>>;

/** Rows held at once: words may have 4,000 characters each. */
const PAGE_ROWS = 500;
const MEASURES_AT_ONCE = 100;

interface ExportedPlan {
  readonly id: string;
  readonly title: string;
  readonly territoryId: string;
  readonly territoryKind: TerritoryKind;
}

interface ExportedMeasure {
  readonly id: string;
  readonly planId: string;
  readonly code: string;
  readonly wording: string;
}

interface FoundObservation {
  readonly id: string;
  readonly measureId: string;
  readonly settlementId: string | null;
  readonly municipalityId: string | null;
  readonly method: ObservationMethod;
  readonly level: CompletionLevel | null;
  readonly words: string | null;
  readonly seenMonth: string;
  readonly isPublic: boolean;
}

interface Place {
  readonly id: string;
  readonly kind: TerritoryKind;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
}

/**
 * @yields pages that are never empty.
 * @throws NOT_FOUND on the way, when the role ended meanwhile: what was given out until then is no whole file.
 */
export async function* exportedObservations(
  context: RequestContext,
  scope: ExportScope,
): AsyncGenerator<readonly ExportedObservation[], void> {
  const plans = new Map((await plansOf(context, scope)).map((plan) => [plan.id, plan]));
  for await (const measures of measuresOf(context, [...plans.keys()])) {
    await assertStillHeld(context, scope);
    const face = await facesOf(context, { plans, measures });
    for (const { id } of measures)
      for await (const page of observationsOf(context, { scope, measureId: id })) yield page.map(face);
  }
}

const plansOf = (context: RequestContext, { territoryId, planId }: ExportScope): Promise<ExportedPlan[]> =>
  rows(
    context,
    sql`with recursive inside as (
          select ${territoryId}::uuid as id union select c.id from territory c join inside on c.parent_id = inside.id
        ) select p.id, p.title, t.id as territory_id, t.kind as territory_kind
        from action_plan p join inside on inside.id = p.territory_id join territory t on t.id = p.territory_id
        where ${planId}::uuid is null or p.id = ${planId}::uuid`,
  );

/** A role that is taken away ends the file. */
async function assertStillHeld(context: RequestContext, { path }: ExportScope): Promise<void> {
  const held = await oneRow<{ holds: boolean }>(
    context,
    sql`select exists (select from membership m where m.person_id = ${context.actor?.personId ?? null}::uuid and m.role = 'EXPORTER'
          and m.territory_id = any(${path}::uuid[]) and m.valid_from <= ${context.today}::date and (m.valid_to is null or ${context.today}::date <= m.valid_to)) as holds`,
  );
  if (held?.holds !== true) throw notFound();
}

/** In the words of the newest version in which they stand. */
async function* measuresOf(
  context: RequestContext,
  planIds: readonly string[],
): AsyncGenerator<readonly ExportedMeasure[], void> {
  let after: string | null = null;
  for (;;) {
    const found: ExportedMeasure[] = await rows<ExportedMeasure>(
      context,
      sql`select m.id, m.plan_id, said.code, said.wording from measure m
          join lateral (select mv.code, mv.wording from measure_version mv join plan_version v on v.id = mv.version_id
            where mv.measure_id = m.id and mv.change <> 'DROPPED' order by v.number desc limit 1) said on true
          where m.plan_id = any(${planIds}::uuid[]) and (${after}::uuid is null or m.id > ${after}::uuid) order by m.id limit ${MEASURES_AT_ONCE}`,
    );
    if (found.length > 0) yield found;
    if (found.length < MEASURES_AT_ONCE) return;
    after = found.at(-1)?.id ?? null;
  }
}

/** Of one measure: of several at once, each page would read and sort all of them. */
async function* observationsOf(
  context: RequestContext,
  { scope, measureId }: { readonly scope: ExportScope; readonly measureId: string },
): AsyncGenerator<readonly FoundObservation[], void> {
  const { monthFrom, monthTo } = scope;
  let after: string | null = null;
  for (;;) {
    const asked: Sql = every([
      sql`o.measure_id = ${measureId}::uuid`,
      monthFrom === null ? null : sql`o.seen_month >= ${monthFrom}`,
      monthTo === null ? null : sql`o.seen_month <= ${monthTo}`,
      after === null ? null : sql`o.id > ${after}::uuid`,
    ]);
    const found: FoundObservation[] = await rows<FoundObservation>(
      context,
      sql`select o.id, o.measure_id, o.settlement_id, s.parent_id as municipality_id, o.method, o.level, o.words, o.seen_month, o.is_public
          from exportable_observation o left join territory s on s.id = o.settlement_id
          where ${asked} order by o.id limit ${PAGE_ROWS}`,
    );
    if (found.length > 0) yield found;
    if (found.length < PAGE_ROWS) return;
    after = found.at(-1)?.id ?? null;
  }
}

const keyOf = (...parts: readonly (string | null)[]): string => parts.join(' ');

/** What leaves of each observation of these measures: R11 is applied here, and nowhere after. */
async function facesOf(
  context: RequestContext,
  {
    plans,
    measures,
  }: { readonly plans: ReadonlyMap<string, ExportedPlan>; readonly measures: readonly ExportedMeasure[] },
): Promise<(found: FoundObservation) => ExportedObservation> {
  const byId = new Map(
    measures.flatMap((measure) => {
      const plan = plans.get(measure.planId);
      return plan === undefined ? [] : [[measure.id, { measure, plan }] as const];
    }),
  );
  const isWide = ({ territoryKind }: ExportedPlan): boolean => territoryKind !== TerritoryKind.MUNICIPALITY;
  const wideIds = [...byId.values()].filter(({ plan }) => isWide(plan)).map(({ measure }) => measure.id);
  const shared = await sharedOf(context, { measureIds: [...byId.keys()], wideIds });
  const places = await placesOf(context, [
    ...shared.placeIds,
    ...[...byId.values()].map(({ plan }) => plan.territoryId),
  ]);
  return (found) => {
    const { measure, plan } = byId.get(found.measureId) ?? unknownMeasure(found);
    const shownId =
      [found.settlementId, isWide(plan) ? found.municipalityId : null].find(
        (id) => id !== null && shared.places.has(keyOf(measure.id, id)),
      ) ?? null;
    const shown = shownId === null ? undefined : places.get(shownId);
    const settlement = shown?.kind === TerritoryKind.SETTLEMENT ? shown : undefined;
    const municipality = municipalityOf(places, { plan, shown });
    return {
      measureId: measure.id,
      measureCode: measure.code,
      measureWording: measure.wording,
      planId: plan.id,
      planTitle: plan.title,
      municipalityCode: municipality?.code ?? null,
      municipality: municipality?.name ?? null,
      settlementCode: settlement?.code ?? null,
      settlement: settlement?.name ?? null,
      monthSeen: found.seenMonth,
      method: shared.ways.has(keyOf(measure.id, shownId, found.method)) ? found.method : null,
      level: found.level,
      words: found.words,
      decision: 'VERIFIED',
      publication: found.isPublic ? 'PUBLISHED' : 'NOT_YET',
    };
  };
}

const unknownMeasure = ({ measureId }: FoundObservation): never => {
  throw new Error(`An observation came of the measure ${measureId}, which was not asked for.`);
};

/** Of a plan of a municipality it is known anyway; of a wider plan it is shown where the place is. */
function municipalityOf(
  places: ReadonlyMap<string, Place>,
  { plan, shown }: { readonly plan: ExportedPlan; readonly shown: Place | undefined },
): Place | undefined {
  const id = shown?.kind === TerritoryKind.SETTLEMENT ? shown.parentId : (shown?.id ?? plan.territoryId);
  const place = id === null ? undefined : places.get(id);
  return place?.kind === TerritoryKind.MUNICIPALITY ? place : undefined;
}

interface Shared {
  /** Measure and place: a settlement, or for plans wider than a municipality the municipality. */
  readonly places: ReadonlySet<string>;
  readonly placeIds: ReadonlySet<string>;
  /** Measure, place as it is shown, and method. */
  readonly ways: ReadonlySet<string>;
}

/** Counted in the database: groups may be as many as people, what they share is not. */
async function sharedOf(
  context: RequestContext,
  { measureIds, wideIds }: { readonly measureIds: readonly string[]; readonly wideIds: readonly string[] },
): Promise<Shared> {
  const counted = await rows<{ measureId: string; shownId: string | null; method: string; isShared: boolean }>(
    context,
    sql`with voice as (
          select v.measure_id, v.group_key, v.method, v.settlement_id,
            case when v.measure_id = any(${wideIds}::uuid[]) then s.parent_id end as municipality_id
          from exportable_voice v left join territory s on s.id = v.settlement_id where v.measure_id = any(${measureIds}::uuid[])
        ), settled as (
          select measure_id, settlement_id from voice where settlement_id is not null group by 1, 2 having count(distinct group_key) > 1
        ), municipal as (
          select measure_id, municipality_id from voice where municipality_id is not null group by 1, 2 having count(distinct group_key) > 1
        )
        select voice.measure_id, coalesce(settled.settlement_id, municipal.municipality_id) as shown_id, voice.method, count(distinct voice.group_key) > 1 as is_shared
        from voice left join settled using (measure_id, settlement_id) left join municipal using (measure_id, municipality_id) group by 1, 2, 3`,
  );
  const placed = counted.flatMap(({ measureId, shownId }) => (shownId === null ? [] : [{ measureId, shownId }]));
  return {
    places: new Set(placed.map(({ measureId, shownId }) => keyOf(measureId, shownId))),
    placeIds: new Set(placed.map(({ shownId }) => shownId)),
    ways: new Set(
      counted.flatMap(({ measureId, shownId, method, isShared }) =>
        isShared ? [keyOf(measureId, shownId, method)] : [],
      ),
    ),
  };
}

/** These, and what each lies in directly. */
async function placesOf(context: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  const found = await rows<Place>(
    context,
    sql`select id, kind, code, name, parent_id from territory
        where id = any(${ids}::uuid[]) or id in (select parent_id from territory where id = any(${ids}::uuid[]))`,
  );
  return new Map(found.map((place) => [place.id, place]));
}
