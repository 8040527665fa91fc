/**
 * Versions of what the public can see. Each statement that changes public rows leaves rows in `content_change` in its own
 * transaction, by triggers that no writer, command or psql can forget; the version of a topic is the sum of what is
 * visible of it. Nothing is updated, so writers never queue behind each other; and because commits become visible one
 * after another, two readers who find the same sum have seen the same commits.
 *
 * Topics: `plan:<id>` (everything that hangs on a plan), `documents` (plans and strategies as such, and reports without a
 * plan), `register` (territories and organizations), `campaigns` (coalitions, public campaigns and asks), and `site` for
 * what cannot be told apart. A new public table gets its triggers by `versioned(…)` in its own migration.
 */
import { Migration } from '@mikro-orm/migrations';

export interface VersionedTable {
  readonly table: string;
  /** Topics of the rows `changed`, as the list after `select distinct`, with its joins and conditions. */
  readonly topics: string;
}

const events = [
  { event: 'insert', referencing: 'new table as changed' },
  { event: 'delete', referencing: 'old table as changed' },
] as const;

/** The triggers of a table of which the public sees something. They replace those that it has. */
export function versioned({ table, topics }: VersionedTable): string {
  const record = (changed: string) =>
    `begin ${changed} insert into content_change (topic, n) select distinct ${topics}; return null; end`;
  return /* sql */ `
create or replace function ${table}_changed() returns trigger language plpgsql as $$ ${record('')} $$;
create or replace function ${table}_updated() returns trigger language plpgsql as $$ ${record(
    'with changed as (select * from earlier union all select * from later)',
  )} $$;
${events
  .map(
    ({ event, referencing }) =>
      `create or replace trigger ${table}_${event}_versioned after ${event} on ${table} referencing ${referencing} for each statement execute function ${table}_changed();`,
  )
  .join('\n')}
create or replace trigger ${table}_update_versioned after update on ${table}
  referencing old table as earlier new table as later for each statement execute function ${table}_updated();
create or replace trigger ${table}_truncate_versioned after truncate on ${table} for each statement execute function site_changed();
`;
}

const planOfMeasure = `'plan:' || m.plan_id, 1 from changed c join measure m on m.id = c.measure_id`;
const planOfVersion = `'plan:' || v.plan_id, 1 from changed c join plan_version v on v.id = c.version_id`;
const planOfPart = `'plan:' || v.plan_id, 1 from changed c join measure_version mv on mv.id = c.measure_version_id join plan_version v on v.id = mv.version_id`;
const ofPublicCampaign = `'campaigns', 1 from changed c join campaign on campaign.id = c.campaign_id where campaign.public_from is not null`;
const ofSentAsk = `'campaigns', 1 from changed c join ask on ask.id = c.ask_id where ask.state <> 'DRAFT'`;
const always = (topic: string) => `'${topic}', 1 from changed`;

const tables: readonly VersionedTable[] = [
  { table: 'territory', topics: always('register') },
  { table: 'organization', topics: always('register') },
  { table: 'strategy', topics: always('documents') },
  { table: 'action_plan', topics: `unnest(array['documents', 'plan:' || c.id]), 1 from changed c` },
  { table: 'plan_version', topics: `'plan:' || c.plan_id, 1 from changed c` },
  { table: 'objective', topics: planOfVersion },
  { table: 'measure', topics: `'plan:' || c.plan_id, 1 from changed c` },
  {
    table: 'measure_version',
    topics: `unnest(array['plan:' || v.plan_id, 'plan:' || m.plan_id]), 1
      from changed c join plan_version v on v.id = c.version_id join measure m on m.id = c.measure_id`,
  },
  { table: 'measure_succession', topics: planOfVersion },
  { table: 'measure_responsible', topics: planOfPart },
  { table: 'funding_line', topics: planOfPart },
  { table: 'indicator', topics: planOfPart },
  { table: 'reporting_obligation', topics: `coalesce('plan:' || c.plan_id, 'documents'), 1 from changed c` },
  {
    table: 'official_report',
    topics: `topic, 1 from changed c cross join unnest(array['plan:' || c.plan_id, case when c.strategy_id is not null then 'documents' end]) as topic where topic is not null`,
  },
  {
    table: 'measure_statement',
    topics: `topic, 1 from changed c join measure m on m.id = c.measure_id join official_report r on r.id = c.report_id
      cross join unnest(array['plan:' || m.plan_id, coalesce('plan:' || r.plan_id, 'documents')]) as topic`,
  },
  { table: 'indicator_value', topics: planOfMeasure },
  // what waits, was returned or was rejected is seen by nobody but those concerned
  { table: 'observation', topics: `${planOfMeasure} where c.published_on is not null` },
  {
    table: 'observation_author',
    topics: `'plan:' || m.plan_id, 1 from changed c join observation o on o.id = c.observation_id join measure m on m.id = o.measure_id where o.published_on is not null`,
  },
  { table: 'measure_progress', topics: `'plan:' || c.plan_id, 1 from changed c` },
  { table: 'coalition', topics: always('campaigns') },
  { table: 'coalition_member', topics: always('campaigns') },
  { table: 'campaign', topics: `'campaigns', 1 from changed c where c.public_from is not null` },
  { table: 'campaign_measure', topics: ofPublicCampaign },
  { table: 'activity', topics: `${ofPublicCampaign} and c.state = 'DONE'` },
  { table: 'ask', topics: `'campaigns', 1 from changed c where c.state <> 'DRAFT'` },
  { table: 'ask_extension', topics: ofSentAsk },
  { table: 'ask_answer', topics: ofSentAsk },
];

const ground = /* sql */ `
create table content_change (
  topic text not null,
  -- how many changes the row stands for: one, or those that were folded into it
  n bigint not null check (n > 0)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);
create index content_change_topic on content_change (topic) include (n);
create function site_changed() returns trigger language plpgsql as $$
begin insert into content_change (topic, n) values ('site', 1); return null; end $$;
`;

export class ContentChange extends Migration {
  override up(): void {
    this.addSql([ground, ...tables.map(versioned)].join('\n'));
  }
}
