/** Who took observations out in bulk, of which place, for which reason, and how much of it they got. */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
create table observation_export (
  id uuid primary key,
  asked_by_id uuid not null references person,
  territory_id uuid not null references territory,
  -- null: every plan of the territory and of what lies in it
  plan_id uuid references action_plan,
  -- first and last month seen, such as 2026-03; null: from the first, to the last that is over
  month_from text check (month_from ~ '^\\d{4}-\\d{2}$'),
  month_to text check (month_to ~ '^\\d{4}-\\d{2}$'),
  format text not null check (format in ('CSV','XLSX','JSON')),
  -- empty once whoever gave it was erased
  reason text not null,
  asked_on date not null,
  asked_at timestamptz not null,
  -- how often the file was begun
  times_taken int not null default 0,
  -- rows handed out at the last time, also where it broke off; null: not yet
  row_count int,
  -- whether the last one came to its end; null: none was begun, or it is under way
  whole boolean
);
create index observation_export_asked on observation_export (asked_by_id, asked_at);
`;

export class ObservationExport extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
