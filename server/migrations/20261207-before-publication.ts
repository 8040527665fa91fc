/** What the words of an observation went through before the public read them, what was reported of them, and what was undone. */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
alter table observation
  -- the words, own or paraphrased, are shown to the public no more; the level stays as it is
  add column words_hidden_on date,
  -- a second decision took the verification back: it counts no more from that day, and earlier days keep it (R6)
  add column undone_on date,
  -- from this day on it counts no more, for whichever reason; null: it counts
  add column ended_on date generated always as (least(withdrawn_on, undone_on)) stored;
alter table observation_decision
  drop constraint observation_decision_decision_check,
  add check (decision in ('VERIFIED','RETURNED','REJECTED','WORDS_HIDDEN','REPORT_DISMISSED','UNDONE')),
  -- whose words the public reads since: the monitor's own or the verifier's; null: there were none, or nothing was published
  add column words_shown text check (words_shown in ('OWN','PARAPHRASED')),
  -- by what somebody could still be recognised in them, as the server saw it; empty: by nothing that it knows
  add column revealing_kinds text[] not null default '{}',
  -- why they were published all the same; null exactly when nothing was marked, or after the words were deleted
  add column revealing_reason text;
-- What anybody, also without an account, says of a text that the public reads. Who it was is not kept.
create table text_report (
  id uuid primary key default gen_random_uuid(),
  observation_id uuid not null references observation,
  reason text not null check (reason in ('NAMES_SOMEBODY','REVEALS_WRITER','INSULTS','UNTRUE','OTHER')),
  -- deleted when the report is settled
  words text,
  reported_on date not null,
  -- null: it waits
  settled_on date
);
create index text_report_waiting on text_report (observation_id) where settled_on is null;
`;

export class BeforePublication extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
