/** What the keeping of personal data needs: who was erased, who was last seen when, what was consented to, what was swept. */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
alter table person
  -- the day on which everything about them was taken away; the row stays, empty, because the record refers to its id
  add column erased_on date,
  -- first day of the month in which a session of theirs was last used; null: never
  add column last_seen_on date,
  -- the version of the consent text (schema/vocabulary/consent.ts) that they agreed to; null: none yet
  add column consent_version int,
  add column consented_on date,
  add check ((consent_version is null) = (consented_on is null));
-- from today on for those who are here: nobody is forgotten for the time in which it was not noted
update person set last_seen_on = date_trunc('month', current_date)::date;
create index person_last_seen on person (last_seen_on) where erased_on is null;
-- what the observer had agreed to when they sent it; null: sent before there was a text
alter table observation add column consent_version int;
-- When each period of keeping (schema/vocabulary/retention.ts) was last applied: once a day, whichever process comes first.
create table retention_sweep (
  kind text primary key,
  swept_on date not null,
  -- how many rows went that day
  gone int not null
);
`;

export class PersonalData extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
