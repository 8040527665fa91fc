/**
 * Observations as the public may know them. Rows leave this file already without what R11 withholds, so that no field can
 * show it by mistake. Whose voice a row is, is read only to count groups and to mark
 * the voice of a body that carries the measure out, and goes no further.
 */
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import type { ObservationMethod } from '../../schema/vocabulary/observation-method.ts';
import { sharedByTwoGroups } from '../../schema/rules/small-numbers.ts';
import { batchOne } from '../platform/batch.ts';
import { mapNodes, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { NotTold } from '../platform/one-statement/not-told.ts';
import type { Row } from '../platform/one-statement/row.ts';
import { page, type ToldPage } from '../platform/one-statement/telling.ts';
import { columnsOf, reading, type ReadingOf } from '../platform/reading.ts';
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
  readonly undone: boolean;
  readonly wordsHidden: boolean;
  readonly fromImplementer: boolean;
  readonly placeId: string | null;
  readonly way: ObservationMethod;
}

const published = ({ today }: RequestContext): Sql => sql`o.published_on <= ${today}::date`;

/** Of `public_observation`, or of `observation_face`: the same columns of those that the actor may know of besides. */
const faces: Omit<ReadingOf<PlacedRow>, 'from'> = {
  type: 'Observation',
  columns: {
    ...columnsOf('o', ['id', 'measureId', 'level', 'dontKnow', 'words', 'seenMonth', 'fromImplementer']),
    withdrawn: sql`o.withdrawn_on is not null`,
    undone: sql`o.undone_on is not null`,
    wordsHidden: sql`o.words_hidden_on is not null`,
    publishedMonth: sql`to_char(o.published_on, 'YYYY-MM')`,
    placeId: sql`o.settlement_id`,
    way: sql`o.method`,
  },
  always: ['id', 'measureId', 'withdrawn', 'undone'],
  needs: { settlement: ['placeId'], method: ['placeId', 'way'], officialLevelThen: ['seenMonth'] },
};

const publishedObservations = reading<PlacedRow>({
  ...faces,
  from: sql`public_observation o`,
  rule: published,
});

/** Nothing within a month tells which came first: the rest of the order is by random id. */
const listed = publishedObservations.lists({
  key: sql`o.measure_id`,
  order: [
    { by: sql`o.seen_month`, descending: true },
    { by: sql`o.id`, as: 'uuid' },
  ],
});

/** What of place and method two groups share, for one measure. */
interface Shared {
  readonly places: ReadonlySet<string>;
  /** Place as it is shown, and method. */
  readonly ways: ReadonlySet<string>;
}

const wayKey = (shownPlaceId: string | null, way: string): string => `${shownPlaceId ?? ''} ${way}`;

/**
 * A method is shared by two groups among the observations that are shown at the same place: together the two single nobody
 * out. Bodies that carry the measure out know their own people, so they do not count as one of the two. The first and the
 * last of the groups at a place are enough to tell whether there are two, however many spoke.
 */
const sharedOf = batchOne<Shared>(async (context, measureIds) => {
  const found = await rows<{ measureId: string; groupIds: string[]; placeId: string | null; way: string }>(
    context,
    sql`select o.measure_id, o.settlement_id as place_id, o.method as way, array[min(o.group_key), max(o.group_key)] as group_ids from public_voice o
        where o.measure_id = any(${measureIds}::uuid[]) and ${published(context)} group by o.measure_id, o.settlement_id, o.method`,
  );
  const seen = found.flatMap(({ groupIds, ...voice }) => groupIds.map((groupId) => ({ ...voice, groupId })));
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

/** What was not asked for was not fetched, and needs no hiding. */
async function publicFace(context: RequestContext, { placeId, way, ...row }: PlacedRow): Promise<ObservationRow> {
  const hidden = { ...row, settlementId: null, method: null };
  if (row.withdrawn || row.undone || (placeId === undefined && way === undefined)) return hidden;
  const shared = await sharedOf(context, row.measureId);
  if (shared === null) return hidden;
  const settlementId = shownPlace(shared.places, placeId ?? null);
  return { ...row, settlementId, method: shared.ways.has(wayKey(settlementId, way)) ? way : null };
}

/** Published observations of a measure, by the month they were seen in, newest first. */
export async function listObservations(
  context: RequestContext,
  measureId: string,
  asked: ConnectionArgs,
): Promise<ConnectionSource<ObservationRow>> {
  const selected = context.selection?.get('Observation');
  // read together with the page, not after it; a failure is met again by each row that needs it
  if (selected === undefined || selected.has('settlement') || selected.has('method'))
    sharedOf(context, measureId).catch(() => null);
  return mapNodes(await listed(context, { parentId: measureId, page: asked }), (row) => publicFace(context, row));
}

/** The same in a statement. Place and method are those that `publicFace` shows. */
export const observationsTold = (
  context: RequestContext,
  asked: { readonly measureId: Sql; readonly page: ConnectionArgs },
): ToldPage =>
  page(
    listed,
    { key: asked.measureId, page: asked.page },
    { more: (row) => ({ method: () => shownMethodTold(row, context) }) },
  );

/** The place of an observation of a list, where two groups share it; null otherwise. @throws NotTold for one on its own. */
export function shownPlaceTold(row: Row, context: RequestContext): Sql {
  const shared = row.joinedWith('shared place', {
    table: sharedPlacesTold(row, context),
    on: (alias) => sql`${alias}.settlement_id = ${row.column('placeId')} and ${isTold(row)}`,
  });
  return sql`${shared}.settlement_id`;
}

const sharedPlacesTold = (row: Row, context: RequestContext): Sql =>
  row.once(
    'shared places',
    sql`select settlement_id from ${voicesTold(row, context)} where settlement_id is not null
        group by settlement_id having min(group_key) <> max(group_key)`,
  );

function shownMethodTold(row: Row, context: RequestContext): Sql {
  const place = shownPlaceTold(row, context);
  const shared = row.joinedOnce('shared way', {
    from: sql`select place.settlement_id as place_id, voice.method as way
        from ${voicesTold(row, context)} voice left join ${sharedPlacesTold(row, context)} place on place.settlement_id = voice.settlement_id
        group by place.settlement_id, voice.method having min(voice.group_key) <> max(voice.group_key)`,
    on: (alias) =>
      sql`${alias}.place_id is not distinct from ${place} and ${alias}.way = ${row.column('way')} and ${isTold(row)}`,
  });
  return sql`${shared}.way`;
}

const isTold = (row: Row): Sql => sql`not (${row.column('withdrawn')} or ${row.column('undone')})`;

/** Voices on the measure that the list of the row is of. */
function voicesTold(row: Row, context: RequestContext): Sql {
  const { list } = row;
  if (list?.source !== listed.source) throw new NotTold('an observation on its own');
  return row.once(
    'voices',
    sql`select distinct o.group_key, o.settlement_id, o.method from public_voice o where o.measure_id = ${list.key} and ${published(context)}`,
  );
}

const publishedById = publishedObservations.one({ key: sql`o.id` });
const anyById = reading<PlacedRow>({
  ...faces,
  columns: {
    ...faces.columns,
    publishedMonth: sql`case when o.published_on <= sverka_day() then to_char(o.published_on, 'YYYY-MM') end`,
  },
  from: sql`observation_face o`,
}).one({ key: sql`o.id` });

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
