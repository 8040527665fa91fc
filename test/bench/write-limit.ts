/**
 * What raw SQL writes on ten connections: the same rows in the same tables, each time in one transaction, as one would
 * write it by hand: `begin`, a prepared statement for each table, `commit`. Nobody is asked who they are and no rule is
 * applied: of the roll-up it writes the rows that a verification changes, with counts that are one higher.
 *
 * `packed` sends the same as one statement in which each table is a part: fewer round trips than a driver would need who
 * wrote table by table. Nothing goes faster; it is told beside the limit.
 */
import { createHash, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { monthOf } from '../../schema/rules/days.ts';
import { publicFrom } from '../../schema/rules/publication.ts';
import { anyMeasure } from './write-clients.ts';
import { CLIENTS, type WritePlan } from './write-plan.ts';

const OBSERVATION = `insert into observation (id, measure_id, settlement_id, level, dont_know, method, seen_on, words, state, official_level_then, revises_id, content_hash, submitted_at, submitted_on)
  values ($1, $2, $3, 'LIMITED', false, 'SITE_VISIT', $4, $5, 'SUBMITTED', 'LIMITED', null, $6, now(), $4)`;
const AUTHOR = `insert into observation_author (observation_id, person_id, pseudonym, organization_id, group_key, is_implementer, body_ids)
  values ($1, $2, $3, $4::uuid, 'organization:' || $4::text, false, array[$4::uuid])`;
const AUDIT = `insert into audit_entry (actor_id, action, subject_kind, subject_id) values ($1, $2, 'Observation', $3)`;
const PACKED_SUBMISSION = `with received as (${OBSERVATION}),
  seen_by as (insert into observation_author (observation_id, person_id, pseudonym, organization_id, group_key, is_implementer, body_ids)
    values ($1, $7, $8, $9::uuid, 'organization:' || $9::text, false, array[$9::uuid]))
  insert into audit_entry (actor_id, action, subject_kind, subject_id) values ($7, 'observation.submit', 'Observation', $1)`;

const PUBLISHED = `update observation set state = 'PUBLISHED', published_on = $2::date where id = $1 returning measure_id`;
const DECISION = `insert into observation_decision (id, observation_id, decision, decided_by_id, decided_on, decided_at) values ($1, $2, 'VERIFIED', $3, $4::date, now())`;
/** Held first, so that two transactions never wait for each other's rows of the roll-up. */
const REVISION = `insert into progress_revision as r (measure_id, revision) values ($1, 1) on conflict (measure_id) do update set revision = r.revision + 1`;
const ENDED = `update measure_progress set to_day = $2::date
  where measure_id = $1 and from_day = (select max(from_day) from measure_progress where measure_id = $1 and from_day <= $2::date) and from_day < $2::date`;
const COMING = `update measure_progress set observation_count = observation_count + 1, looked_count = looked_count + 1, settlement_count = 1, groups = 1, community_level = 'LIMITED'
  where measure_id = $1 and from_day >= $2::date`;
const BEGUN = `insert into measure_progress
  select measure_id, $2::date, (select min(from_day) from measure_progress where measure_id = $1 and from_day > $2::date), plan_id, measure_version_id, objective_path, official_level, 'LIMITED', confidence,
    contested, stale, bodies_differ, schedule_state, late, gap_kind, gap_value, unfunded, incomplete, dropped, 1, 1, observation_count + 1, looked_count + 1, 1, to_char($2::date - 1, 'YYYY-MM')
  from measure_progress where measure_id = $1 and from_day <= $2::date order by from_day desc limit 1 on conflict do nothing`;

const WORDS = 'Видях, че още не е започнато навсякъде.';

export interface LimitWriter {
  /** @returns the observation's id */
  submit(client: number): Promise<string>;
  submitPacked(client: number): Promise<string>;
  verify(client: number, observationId: string): Promise<void>;
  close(): Promise<void>;
}

export async function writeBySql({
  url,
  plan,
}: {
  readonly url: string;
  readonly plan: WritePlan;
}): Promise<LimitWriter> {
  const connections = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const connection = new Client({ connectionString: url });
      await connection.connect();
      return connection;
    }),
  );
  const parts = (client: number) => {
    const connection = connections[client];
    const writer = plan.writers[client];
    if (connection === undefined || writer === undefined) throw new Error(`There are ${CLIENTS} writers`);
    const run = (name: string, text: string, values: readonly unknown[]) =>
      connection.query<Record<string, string>>({ name, text, values: [...values] });
    return { connection, writer, run };
  };
  const observation = (id: string): unknown[] => [
    id,
    anyMeasure(plan),
    plan.settlement.id,
    plan.today,
    WORDS,
    createHash('sha256').update(id).digest('hex'),
  ];
  return {
    async submit(client) {
      const { connection, writer, run } = parts(client);
      const id = randomUUID();
      await connection.query('begin');
      await run('observation', OBSERVATION, observation(id));
      await run('author', AUTHOR, [id, writer.monitorId, `Пише ${client}`, writer.organizationId]);
      await run('audit', AUDIT, [writer.monitorId, 'observation.submit', id]);
      await connection.query('commit');
      return id;
    },
    async submitPacked(client) {
      const { writer, run } = parts(client);
      const id = randomUUID();
      const values = [...observation(id), writer.monitorId, `Пише ${client}`, writer.organizationId];
      await run('packed', PACKED_SUBMISSION, values);
      return id;
    },
    async verify(client, observationId) {
      const { connection, writer, run } = parts(client);
      const publicDay = publicFrom({ seenMonth: monthOf(plan.today), verifiedOn: plan.today });
      await connection.query('begin');
      const published = await run('published', PUBLISHED, [observationId, publicDay]);
      const measureId = published.rows[0]?.['measure_id'];
      await run('decision', DECISION, [randomUUID(), observationId, writer.verifierId, plan.today]);
      await run('audit', AUDIT, [writer.verifierId, 'observation.verified', observationId]);
      await run('revision', REVISION, [measureId]);
      await run('ended', ENDED, [measureId, publicDay]);
      await run('coming', COMING, [measureId, publicDay]);
      await run('begun', BEGUN, [measureId, publicDay]);
      await connection.query('commit');
    },
    async close() {
      await Promise.all(connections.map((connection) => connection.end()));
    },
  };
}
