/** A monitor's own observations. Every statement names the person: there is no reading of another's by mistake. */
import { pageOf, toConnection, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { oneRow, rows, sql, type Sql } from '../platform/sql.ts';
import type { MyObservation } from './observation.type.ts';

export type MyObservationRow = Omit<MyObservation, '__typename'>;

const ownRows = (personId: string): Sql => sql`
  select o.id, o.measure_id, o.level, o.dont_know, o.words, o.seen_on, o.settlement_id, o.method, o.state, to_char(o.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as submitted_at, o.revises_id as revises, o.published_on,
    (select d.reason from observation_decision d where d.observation_id = o.id order by d.decided_at desc, d.id limit 1) as reason
  from observation_author a join observation o on o.id = a.observation_id
  where a.person_id = ${personId}::uuid`;

export const myObservationById = (
  context: RequestContext,
  personId: string,
  id: string,
): Promise<MyObservationRow | null> => oneRow(context, sql`${ownRows(personId)} and o.id = ${id}::uuid`);

/** The newest first. */
export async function listMyObservations(
  context: RequestContext,
  personId: string,
  args: ConnectionArgs,
): Promise<ConnectionSource<MyObservationRow>> {
  const page = pageOf(args, 2);
  const found = await rows<MyObservationRow>(
    context,
    sql`select own.* from (${ownRows(personId)}) own
        where ${page.after === null ? sql`true` : sql`(own.submitted_at, own.id) < (${page.after[0]}, ${page.after[1]}::uuid)`}
        order by own.submitted_at desc, own.id desc limit ${page.limit}`,
  );
  return toConnection({
    page,
    rows: found,
    sortKey: ({ submittedAt, id }) => [submittedAt, id],
    totalCount: async () =>
      (
        await oneRow<{ count: number }>(
          context,
          sql`select count(*)::int as count from observation_author where person_id = ${personId}::uuid`,
        )
      )?.count ?? 0,
  });
}
