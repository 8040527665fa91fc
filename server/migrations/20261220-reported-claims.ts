/**
 * What officials and coalitions write can be reported, and its words hidden and shown again. The public row says since when
 * and why; the words themselves and every decision stand in a private table.
 */
import { Migration } from '@mikro-orm/migrations';

/** Tables whose words may be hidden, with the columns that held words in every row until now. */
const worded: Readonly<Record<string, readonly string[]>> = {
  measure_statement: [],
  official_report: ['title'],
  coalition: ['name'],
  campaign: ['title', 'goal'],
  activity: ['title'],
  ask: ['demand'],
  ask_extension: ['reason'],
  ask_answer: [],
};

const kinds = `'STATEMENT','REPORT','COALITION','CAMPAIGN','ACTIVITY','ASK','ASK_EXTENSION','ASK_ANSWER'`;
const grounds = `'NAMES_SOMEBODY','REVEALS_WRITER','INSULTS','UNLAWFUL'`;

const hideable = ([table, always]: readonly [string, readonly string[]]): string => /* sql */ `
alter table ${table}
  ${always.map((column) => `alter column ${column} drop not null,`).join(' ')}
  -- both null: its words can be read
  add column words_hidden_on date,
  add column words_hidden_because text check (words_hidden_because in (${grounds})),
  add constraint ${table}_words_hidden check ((words_hidden_on is null) = (words_hidden_because is null)${always
    .map((column) => ` and (${column} is null) = (words_hidden_on is not null)`)
    .join('')});`;

const tables = /* sql */ `
-- What anybody, also without an account, says of a text of officials or of a coalition. Who it was is not kept.
create table public_text_report (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in (${kinds})),
  -- of what the text stands in
  subject_id uuid not null,
  reason text not null check (reason in ('NAMES_SOMEBODY','REVEALS_WRITER','INSULTS','UNTRUE','OTHER')),
  -- deleted when the report is settled
  words text,
  reported_on date not null,
  -- null: it waits
  settled_on date
);
create index public_text_report_waiting on public_text_report (kind, subject_id) where settled_on is null;
create table public_text_decision (
  id uuid primary key,
  kind text not null check (kind in (${kinds})),
  subject_id uuid not null,
  decision text not null check (decision in ('WORDS_HIDDEN','WORDS_SHOWN','REPORT_DISMISSED')),
  -- what the public reads of the reason; of words that were hidden
  because text check (because in (${grounds})),
  -- empty when it was kept for long enough
  reason text not null,
  -- what was hidden, while it can be shown again: a name, title or text, and the purpose or goal
  words text,
  more_words text,
  decided_by_id uuid not null references person,
  decided_on date not null,
  decided_at timestamptz not null,
  check ((because is not null) = (decision = 'WORDS_HIDDEN')),
  check (decision = 'WORDS_HIDDEN' or (words is null and more_words is null))
);
create index public_text_decision_subject on public_text_decision (kind, subject_id);
`;

export class ReportedClaims extends Migration {
  override up(): void {
    this.addSql([...Object.entries(worded).map(hideable), tables].join('\n'));
  }
}
