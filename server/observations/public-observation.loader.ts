/**
 * Observations as the public may know them. Rows leave this file already without what R11 withholds, so that no field can
 * show it by mistake. Whose voice a row is, is read only to count groups and to mark
 * the voice of a body that carries the measure out, and goes no further.
 */
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import type { ObservationMethod } from '../../schema/vocabulary/observation-method.ts';
import { sharedByTwoGroups } from '../../schema/rules/small-numbers.ts';
import { batchMany, batchOne } from '../platform/batch.ts';
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql, type Sql } from '../platform/sql.ts';
import type { Observation } from './observation.type.ts';

export type ObservationRow = Omit<Observation, '__typename'>;

interface PlacedRow {
  readonly id: string;
  readonly measureId: string;
  readonly level: CompletionLevel | null;
  readonly dontKnow: boolean;
  readonly words: string | null;
  readonly seenMonth: string;
  readonly publishedMonth: string | null;
  readonly withdrawn: boolean;
  readonly fromImplementer: boolean;
  readonly placeId: string | null;
  readonly way: ObservationMethod;
}

const columns = sql`
  o.id, o.measure_id, o.level, o.dont_know, case when o.withdrawn_on is null then coalesce(o.public_words, o.words) end as words, o.withdrawn_on is not null as withdrawn,
  to_char(o.seen_on, 'YYYY-MM') as seen_month, to_char(o.published_on, 'YYYY-MM') as published_month, o.settlement_id as place_id, o.method as way,
  exists (select from observation_author a where a.observation_id = o.id and a.is_implementer) as from_implementer`;

const published = (context: RequestContext): Sql => sql`o.published_on <= ${context.today}::date`;

/** Nothing within a month tells which came first: the rest of the order is by random id. */
const publicOrder = sql`to_char(o.seen_on, 'YYYY-MM') desc, o.id`;

const listed = batchMany<PlacedRow, { readonly limit: number; readonly after: readonly string[] | null }>(
  (context, measureIds, { limit, after }) =>
    rows(
      context,
      sql`select wanted.id as key, listed.* from unnest(${measureIds}::uuid[]) as wanted (id)
        cross join lateral (
          select ${columns} from observation o where o.measure_id = wanted.id and ${published(context)}
            and ${after === null ? sql`true` : sql`(to_char(o.seen_on, 'YYYY-MM') < ${after[0]} or (to_char(o.seen_on, 'YYYY-MM') = ${after[0]} and o.id > ${after[1]}::uuid))`}
          order by ${publicOrder} limit ${limit}
        ) listed order by wanted.id, listed.seen_month desc, listed.id`,
    ),
);

const counted = batchOne<{ readonly count: number }>((context, measureIds) =>
  rows(
    context,
    sql`select o.measure_id as id, count(*)::int as count from observation o where o.measure_id = any(${measureIds}::uuid[]) and ${published(context)} group by o.measure_id`,
  ),
);

/** What of place and method two groups share, for one measure. */
interface Shared {
  readonly places: ReadonlySet<string>;
  /** Place as it is shown, and method. */
  readonly ways: ReadonlySet<string>;
}

const wayKey = (shownPlaceId: string | null, way: string): string => `${shownPlaceId ?? ''} ${way}`;

/**
 * A method is shared by two groups among the observations that are shown at the same place: together the two single nobody
 * out. Bodies that carry the measure out know their own people, so they do not count as one of the two.
 */
const sharedOf = batchOne<Shared>(async (context, measureIds) => {
  const seen = await rows<{ measureId: string; groupId: string; placeId: string | null; way: string }>(
    context,
    sql`select distinct o.measure_id, a.group_key as group_id, o.settlement_id as place_id, o.method as way from observation o join observation_author a on a.observation_id = o.id
        where o.measure_id = any(${measureIds}::uuid[]) and ${published(context)} and o.withdrawn_on is null and not a.is_implementer`,
  );
  return [...Map.groupBy(seen, ({ measureId }) => measureId)].map(([id, ofMeasure]) => {
    const places = sharedByTwoGroups(
      ofMeasure.flatMap(({ groupId, placeId }) => (placeId === null ? [] : [{ groupId, value: placeId }])),
    );
    const ways = sharedByTwoGroups(
      ofMeasure.map(({ groupId, placeId, way }) => ({ groupId, value: wayKey(shownPlace(places, placeId), way) })),
    );
    return { id, places, ways };
  });
});

const shownPlace = (places: ReadonlySet<string>, placeId: string | null): string | null =>
  placeId !== null && places.has(placeId) ? placeId : null;

async function publicFace(context: RequestContext, { placeId, way, ...row }: PlacedRow): Promise<ObservationRow> {
  const shared = row.withdrawn ? null : await sharedOf(context, row.measureId);
  if (shared === null) return { ...row, settlementId: null, method: null };
  const settlementId = shownPlace(shared.places, placeId);
  return { ...row, settlementId, method: shared.ways.has(wayKey(settlementId, way)) ? way : null };
}

/** Published observations of a measure, by the month they were seen in, newest first. */
export async function listObservations(
  context: RequestContext,
  measureId: string,
  args: ConnectionArgs,
): Promise<ConnectionSource<ObservationRow>> {
  const page = pageOf(args, 2);
  const found = await listed(context, measureId, { limit: page.limit, after: page.after });
  return toConnection({
    page,
    rows: await Promise.all(found.map((row) => publicFace(context, row))),
    sortKey: ({ seenMonth, id }) => [seenMonth, id],
    totalCount: async () => (await counted(context, measureId))?.count ?? 0,
  });
}

const publishedById = batchOne<PlacedRow>((context, ids) =>
  rows(context, sql`select ${columns} from observation o where o.id = any(${ids}::uuid[]) and ${published(context)}`),
);
const anyById = batchOne<PlacedRow>((context, ids) =>
  rows(context, sql`select ${columns} from observation o where o.id = any(${ids}::uuid[])`),
);

/** A published observation; null when there is none of this id. */
export async function publishedObservation(context: RequestContext, id: string): Promise<ObservationRow | null> {
  const row = await publishedById(context, id);
  return row === null ? null : publicFace(context, row);
}

/** The public face of an observation that need not be public: only for who may know of it. */
export async function publicFaceOf(context: RequestContext, id: string): Promise<ObservationRow | null> {
  const row = await anyById(context, id);
  return row === null ? null : publicFace(context, row);
}
