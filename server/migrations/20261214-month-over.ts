/**
 * Nothing of a month is public before the month is over (schema/rules/publication.ts), and nothing tells before that it
 * will be: what becomes public later raises no version of what the public sees, else its ETags would tell the day of the
 * decision. The answers of the day on which it is public are kept apart by their day.
 */
import { Migration } from '@mikro-orm/migrations';
import { versioned, type VersionedTable } from './20261123-content-change.ts';

const statements = /* sql */ `
-- The last day of which answers may be under way: the actor's day, else today, and one more, since the clocks of server
-- and database need not agree at midnight. Who counts on it learns on the last day of a month what is told on the next.
create function told_until() returns date language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('sverka.day', true), '')::date, (now() at time zone 'Europe/Sofia')::date) + 1 $$;
create function first_day_after_month(day date) returns date language sql immutable parallel safe as
  $$ select (date_trunc('month', day::timestamp) + interval '1 month')::date $$;
-- what was taken back before it would have been public never was
update observation set published_on = case when ended_on < first_day_after_month(seen_on) then null else first_day_after_month(seen_on) end
  where published_on < first_day_after_month(seen_on);
alter table observation add constraint observation_month_over check (published_on >= first_day_after_month(seen_on));
`;

const tables: readonly VersionedTable[] = [
  {
    table: 'observation',
    topics: `'plan:' || m.plan_id, 1 from changed c join measure m on m.id = c.measure_id where c.published_on <= told_until()`,
  },
  {
    table: 'observation_author',
    topics: `'plan:' || m.plan_id, 1 from changed c join observation o on o.id = c.observation_id join measure m on m.id = o.measure_id where o.published_on <= told_until()`,
  },
  { table: 'measure_progress', topics: `'plan:' || c.plan_id, 1 from changed c where c.from_day <= told_until()` },
];

/** Until when a row holds follows from the row after it, which need not be told yet: only what a row says counts. */
const progressUpdated = /* sql */ `
create or replace function measure_progress_updated() returns trigger language plpgsql as $$ begin
  with said as (select to_jsonb(e) - 'to_day' as state from earlier e where e.from_day <= told_until()),
    says as (select to_jsonb(l) - 'to_day' as state from later l where l.from_day <= told_until()),
    changed as ((table said except table says) union all (table says except table said))
  insert into content_change (topic, n) select distinct 'plan:' || (state ->> 'plan_id'), 1 from changed;
  return null; end $$;
`;

export class MonthOver extends Migration {
  override up(): void {
    this.addSql([statements, ...tables.map(versioned), progressUpdated].join('\n'));
  }
}
