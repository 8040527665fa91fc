/** A monitor's own observations. Every statement names the person: there is no reading of another's by mistake. */
import type { RequestContext } from '../platform/context.ts';
import { columnsOf, reading, type ReadingOf } from '../platform/reading.ts';
import { sql } from '../platform/sql.ts';
import { ownObservation, shownToPublic, stateOfDay } from './observation.policy.ts';
import type { MyObservation } from './observation.type.ts';

export type MyObservationRow = Omit<MyObservation, '__typename'>;

const ofAPerson: ReadingOf<MyObservationRow> = {
  type: 'MyObservation',
  from: sql`observation_author a join observation o on o.id = a.observation_id`,
  columns: {
    ...columnsOf('o', ['id', 'measureId', 'level', 'dontKnow', 'words', 'seenOn', 'settlementId', 'method']),
    state: stateOfDay,
    submittedAt: sql`to_char(o.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    reason: sql`(select d.reason from observation_decision d where d.observation_id = o.id and d.decision <> 'REPORT_DISMISSED' order by d.decided_at desc, d.id limit 1)`,
    revises: sql`o.revises_id`,
    publishedOn: sql`o.published_on`,
    publishedWords: sql`case when o.published_on is not null then ${shownToPublic} end`,
    ...columnsOf('o', ['wordsHiddenOn', 'undoneOn']),
  },
  always: ['id', 'measureId', 'settlementId'],
};

/** Of who asks: the newest first. */
export const listMyObservations = reading<MyObservationRow>({
  ...ofAPerson,
  rule: ({ actor }) => ownObservation(actor?.personId ?? null),
}).list({
  order: [
    { by: sql`o.submitted_at`, as: 'timestamptz', descending: true },
    { by: sql`o.id`, as: 'uuid', descending: true },
  ],
});

const byIdOf = reading<MyObservationRow>(ofAPerson).one<{ readonly personId: string }>({
  key: sql`o.id`,
  where: ({ personId }) => ownObservation(personId),
});

/** For who says whose it is, such as writers; null when it is not theirs. */
export const myObservationById = (
  context: RequestContext,
  personId: string,
  id: string,
): Promise<MyObservationRow | null> => byIdOf(context, id.toLowerCase(), { personId });
