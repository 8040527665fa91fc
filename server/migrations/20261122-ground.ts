/**
 * The first schema: territories, organizations, people, plans with their versions, the official claim,
 * observations, progress and campaigns. Three tracks, each in its own tables, so that none can overwrite another.
 */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
create extension if not exists pg_trgm;

-- Territories and organizations ------------------------------------------------------------------------------------
create table territory (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('UNION','COUNTRY','DISTRICT','MUNICIPALITY','SETTLEMENT','NEIGHBOURHOOD')),
  code text not null unique,
  name text not null,
  name_en text,
  settlement_kind text,
  parent_id uuid references territory,
  longitude double precision,
  latitude double precision,
  search_text text not null
);
create index territory_parent on territory (parent_id, kind);
create index territory_search on territory using gin (search_text gin_trgm_ops);

create table organization (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  name_en text,
  name_key text not null,
  kind text not null,
  sector text not null,
  territory_id uuid references territory,
  consents_to_be_named boolean not null default false
);
-- One body is one row: the key is its normalised name, within its territory.
create unique index organization_name on organization (name_key, coalesce(territory_id, '00000000-0000-0000-0000-000000000000'::uuid));
create index organization_territory on organization (territory_id);
create table organization_alias (
  name_key text not null,
  territory_id uuid not null references territory,
  organization_id uuid not null references organization,
  primary key (name_key, territory_id)
);

-- People: accounts, memberships, sessions. Nothing here is public. -----------------------------------------------------
create table person (
  id uuid primary key default gen_random_uuid(),
  display_name text not null,
  is_demo boolean not null default false,
  invited_by_person_id uuid references person,
  invited_by_organization_id uuid references organization,
  invited_for_territory_id uuid references territory
);
create table membership (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  role text not null,
  territory_id uuid references territory,
  organization_id uuid references organization,
  coalition_id uuid,
  valid_from date not null,
  valid_to date,
  granted_by_id uuid references person
);
create index membership_person on membership (person_id);
create table affiliation (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  organization_id uuid not null references organization,
  kind text not null check (kind in ('MEMBER','EMPLOYEE')),
  valid_from date not null,
  valid_to date
);
create index affiliation_person on affiliation (person_id);
create table certificate (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  competence text not null,
  valid_from date not null,
  valid_to date not null
);
create table session (
  token_hash bytea primary key,
  person_id uuid not null references person,
  expires_at timestamptz not null
);

-- The promise: strategies, plans and their versions, objectives, measures ----------------------------------------------
create table strategy (
  id uuid primary key default gen_random_uuid(),
  level text not null check (level in ('EU','NATIONAL','DISTRICT','MUNICIPAL')),
  title text not null,
  territory_id uuid not null references territory,
  period_text text,
  period_from date,
  period_to date,
  adopted_by text,
  act text,
  adopted_on date,
  source text,
  implements_id uuid references strategy,
  known_from date not null
);
create index strategy_territory on strategy (territory_id);
create index strategy_implements on strategy (implements_id);
create table action_plan (
  id uuid primary key default gen_random_uuid(),
  level text not null check (level in ('EU','NATIONAL','DISTRICT','MUNICIPAL')),
  title text not null,
  territory_id uuid not null references territory,
  strategy_id uuid references strategy,
  parent_id uuid references action_plan,
  period_text text,
  period_from date,
  period_to date,
  adopted_by text,
  act text,
  adopted_on date,
  source text,
  is_sample boolean not null default false,
  known_from date not null
);
create index action_plan_territory on action_plan (territory_id);
create index action_plan_strategy on action_plan (strategy_id);
create table plan_version (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references action_plan,
  number int not null,
  label text,
  adopted_by text,
  act text,
  adopted_on date,
  known_from date not null,
  known_from_source text,
  file_name text,
  file_sha256 text,
  fingerprint text not null,
  entered_by_id uuid references person,
  unique (plan_id, number),
  -- The same content cannot enter one plan twice.
  unique (plan_id, fingerprint)
);
create table objective (
  id uuid primary key default gen_random_uuid(),
  version_id uuid not null references plan_version,
  parent_id uuid references objective,
  kind text not null check (kind in ('PRIORITY','GOAL','TASK')),
  code text,
  wording text not null,
  position int not null
);
create index objective_version on objective (version_id, position);
-- The identity of a promise across the versions of its plan; what it says stands in measure_version.
create table measure (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references action_plan
);
create index measure_plan on measure (plan_id);
create table measure_version (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references measure,
  version_id uuid not null references plan_version,
  objective_id uuid references objective,
  -- the objective and all above it, outermost first: one lookup answers for any node of the tree
  objective_path uuid[] not null default '{}',
  position int not null,
  code text not null,
  code_generated boolean not null default false,
  wording text not null,
  period_text text not null default '',
  starts_on date,
  ends_on date,
  recurring boolean not null default false,
  target_groups text,
  places text,
  source_table text,
  source_row int,
  -- heading to text; json, not jsonb: it keeps the order of the columns
  as_written json not null default '{}',
  change text not null,
  search_text text not null,
  unique (version_id, measure_id)
);
create index measure_version_measure on measure_version (measure_id);
create index measure_version_search on measure_version using gin (search_text gin_trgm_ops);
-- What became of a measure that does not simply go on: split, merged, dropped (then to_measure_id is null).
create table measure_succession (
  id uuid primary key default gen_random_uuid(),
  version_id uuid not null references plan_version,
  from_measure_id uuid not null references measure,
  to_measure_id uuid references measure,
  change text not null check (change in ('SPLIT','MERGED','DROPPED'))
);
create index measure_succession_from on measure_succession (from_measure_id);
create index measure_succession_to on measure_succession (to_measure_id);
create table measure_responsible (
  id uuid primary key default gen_random_uuid(),
  measure_version_id uuid not null references measure_version,
  organization_id uuid references organization,
  body_kind text,
  as_written text not null,
  leads boolean not null default false,
  position int not null,
  check (organization_id is not null or body_kind is not null)
);
create index measure_responsible_version on measure_responsible (measure_version_id, position);
create index measure_responsible_organization on measure_responsible (organization_id);
create table funding_line (
  id uuid primary key default gen_random_uuid(),
  measure_version_id uuid not null references measure_version,
  source_text text,
  programme text,
  project_number text,
  state text not null check (state in ('AMOUNT','NOT_REQUIRED','WITHIN_BUDGET','UNFUNDED')),
  amount_cents bigint,
  currency text check (currency in ('EUR','BGN')),
  as_written text not null default '',
  position int not null,
  check ((amount_cents is null) = (currency is null))
);
create index funding_line_version on funding_line (measure_version_id, position);
create table indicator (
  id uuid primary key default gen_random_uuid(),
  measure_version_id uuid not null references measure_version,
  -- the same for an indicator whose wording goes on in the next version, so that its values do too
  series_id uuid not null,
  wording text not null,
  unit text,
  direction text check (direction in ('UP','DOWN')),
  baseline double precision,
  target double precision,
  as_written text not null default '',
  position int not null
);
create index indicator_version on indicator (measure_version_id, position);

-- The official claim ------------------------------------------------------------------------------------------------------
create table reporting_obligation (
  id uuid primary key default gen_random_uuid(),
  debtor_organization_id uuid not null references organization,
  creditor_organization_id uuid not null references organization,
  plan_id uuid references action_plan,
  previous_id uuid references reporting_obligation,
  period_label text not null,
  period_from date not null,
  period_to date not null,
  due_on date not null,
  source text,
  received_on date,
  -- the day on which the receipt became known: before it the report counts as not received (R6)
  received_known_from date,
  adopted_on date,
  forwarded_on date,
  known_from date not null
);
create index reporting_obligation_plan on reporting_obligation (plan_id);
create index reporting_obligation_previous on reporting_obligation (previous_id);
create table official_report (
  id uuid primary key default gen_random_uuid(),
  title text not null,
  plan_id uuid references action_plan,
  strategy_id uuid references strategy,
  organization_id uuid references organization,
  obligation_id uuid references reporting_obligation,
  period_label text not null,
  period_from date not null,
  period_to date not null,
  act text,
  adopted_by text,
  adopted_on date,
  source text,
  known_from date not null,
  known_from_source text,
  entered_by_id uuid references person,
  check (plan_id is not null or strategy_id is not null)
);
create index official_report_plan on official_report (plan_id);
create index official_report_strategy on official_report (strategy_id);
-- A form sent twice is one report; what is said anew of a measure corrects its statement.
create unique index official_report_once on official_report (plan_id, organization_id, period_from, period_to, lower(title));
-- One body's word on one measure in one report; a correction is a new row, the corrected one stays.
create table measure_statement (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references official_report,
  measure_id uuid not null references measure,
  organization_id uuid not null references organization,
  correction int not null default 0,
  level text check (level in ('NOT_STARTED','LIMITED','SUBSTANTIAL','COMPLETE')),
  text text,
  spent_cents bigint,
  currency text check (currency in ('EUR','BGN')),
  act text,
  adopted_on date,
  known_from date not null,
  entered_by_id uuid references person,
  unique (report_id, measure_id, organization_id, correction)
);
create index measure_statement_measure on measure_statement (measure_id);
create table indicator_value (
  id uuid primary key default gen_random_uuid(),
  series_id uuid not null,
  measure_id uuid not null references measure,
  statement_id uuid references measure_statement,
  said_by_organization_id uuid references organization,
  value double precision not null,
  on_day date not null,
  known_from date not null
);
create index indicator_value_series on indicator_value (series_id, on_day);
create index indicator_value_statement on indicator_value (statement_id);

-- What the community saw -----------------------------------------------------------------------------------------------------
create table observation (
  id uuid primary key,
  measure_id uuid not null references measure,
  settlement_id uuid references territory,
  level text check (level in ('NOT_STARTED','LIMITED','SUBSTANTIAL','COMPLETE')),
  dont_know boolean not null,
  method text not null,
  seen_on date not null,
  words text,
  -- the words as the verifier paraphrased them for the public; null: the monitor's own words may stand
  public_words text,
  state text not null,
  official_level_then text,
  revises_id uuid references observation,
  -- of what was sent: the same id with the same content is the same observation, with other content a conflict
  content_hash text not null,
  submitted_at timestamptz not null,
  submitted_on date not null,
  published_on date,
  withdrawn_on date,
  check (dont_know = (level is null))
);
create index observation_published on observation (measure_id, published_on) where published_on is not null;
create index observation_waiting on observation (submitted_on) where state = 'SUBMITTED';
-- A returned observation comes back once; what is returned again is revised in its turn.
create unique index observation_revised_once on observation (revises_id) where revises_id is not null;
-- Who saw it: apart from what was seen, so that no public read has a reason to come near.
create table observation_author (
  observation_id uuid primary key references observation,
  person_id uuid not null references person,
  pseudonym text not null,
  organization_id uuid references organization,
  -- the independent group, frozen when the observation was submitted
  group_key text not null,
  is_implementer boolean not null,
  -- every body they spoke or worked for that day, and who invited them: independence (R7) looks at these
  body_ids uuid[] not null default '{}',
  invited_by_person_id uuid references person
);
create index observation_author_person on observation_author (person_id);
-- What verifiers of a place call an observer: random, kept for good, another in every place.
create table observer_pseudonym (
  person_id uuid not null references person,
  territory_id uuid not null references territory,
  pseudonym text not null,
  primary key (person_id, territory_id),
  unique (territory_id, pseudonym)
);
create table observation_decision (
  id uuid primary key default gen_random_uuid(),
  observation_id uuid not null references observation,
  decision text not null check (decision in ('VERIFIED','RETURNED','REJECTED')),
  reason text,
  decided_by_id uuid not null references person,
  decided_on date not null,
  decided_at timestamptz not null,
  check (decision = 'VERIFIED' or reason is not null)
);
create index observation_decision_observation on observation_decision (observation_id);

-- Progress: each measure's assessment between two change points -------------------------------------------------------------
-- as of day D: the row with from_day <= D and (to_day is null or D < to_day). Future change points are rows too.
create table measure_progress (
  measure_id uuid not null references measure,
  from_day date not null,
  to_day date,
  plan_id uuid not null references action_plan,
  measure_version_id uuid not null references measure_version,
  objective_path uuid[] not null,
  official_level text,
  community_level text,
  confidence text,
  contested boolean not null,
  stale boolean not null,
  bodies_differ boolean not null,
  schedule_state text not null,
  late boolean not null,
  gap_kind text not null,
  gap_value int,
  unfunded boolean not null,
  incomplete text[] not null,
  dropped boolean not null,
  groups int not null,
  agreeing_groups int not null,
  observation_count int not null,
  looked_count int not null,
  settlement_count int not null,
  last_seen_month text,
  primary key (measure_id, from_day)
);
create index measure_progress_plan on measure_progress (plan_id, from_day);

-- Coalitions and campaigns -----------------------------------------------------------------------------------------------------
create table coalition (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  territory_id uuid not null references territory,
  purpose text,
  founded_on date not null,
  unique (territory_id, name)
);
alter table membership add foreign key (coalition_id) references coalition;
create table coalition_member (
  coalition_id uuid not null references coalition,
  organization_id uuid not null references organization,
  leads boolean not null default false,
  joined_on date not null,
  left_on date,
  primary key (coalition_id, organization_id)
);
create table campaign (
  id uuid primary key default gen_random_uuid(),
  coalition_id uuid not null references coalition,
  title text not null,
  goal text not null,
  stage text not null check (stage in ('DRAFT','RUNNING','WON','PARTLY_WON','LOST','CLOSED')),
  starts_on date not null,
  -- the day it was started and so became public, for good; null: seen by its coalition alone
  public_from date,
  check (stage in ('DRAFT','CLOSED') or public_from is not null)
);
create index campaign_coalition on campaign (coalition_id);
-- The gap as it stood when the measure was linked: what the campaign rests on does not move under it.
create table campaign_measure (
  campaign_id uuid not null references campaign,
  measure_id uuid not null references measure,
  linked_on date not null,
  official_level_then text,
  community_level_then text,
  gap_kind_then text not null,
  gap_value_then int,
  primary key (campaign_id, measure_id)
);
create index campaign_measure_measure on campaign_measure (measure_id);
create table activity (
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  title text not null,
  owner_organization_id uuid references organization,
  due_on date,
  state text not null check (state in ('PLANNED','DONE','CANCELLED')),
  done_on date,
  check ((state = 'DONE') = (done_on is not null))
);
create index activity_campaign on activity (campaign_id);
create table campaign_note (
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  text text not null,
  written_by_id uuid not null references person,
  written_at timestamptz not null
);
create index campaign_note_campaign on campaign_note (campaign_id);
create table ask (
  id uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  measure_id uuid references measure,
  demand text not null,
  decision_maker_id uuid not null references organization,
  -- an organization of the coalition, never a person
  signed_by_id uuid not null references organization,
  legal_way text not null,
  state text not null check (state in ('DRAFT','SENT','ANSWERED','CLOSED')),
  -- what happened, and from which day we knew; due days follow from these by rule and are not kept
  sent_on date,
  sent_known_from date,
  registered_on date,
  registered_known_from date,
  incoming_number text,
  escalates_id uuid references ask,
  official_level_then text,
  community_level_then text,
  gap_kind_then text,
  gap_value_then int,
  check (state = 'DRAFT' or (sent_on is not null and sent_known_from is not null)),
  check ((registered_on is null) = (registered_known_from is null))
);
create index ask_campaign on ask (campaign_id);
create index ask_measure on ask (measure_id);
create index ask_decision_maker on ask (decision_maker_id);
create table ask_extension (
  id uuid primary key default gen_random_uuid(),
  ask_id uuid not null references ask,
  until_on date not null,
  reason text not null,
  announced_on date not null,
  known_from date not null
);
create index ask_extension_ask on ask_extension (ask_id);
create table ask_answer (
  id uuid primary key default gen_random_uuid(),
  ask_id uuid not null references ask,
  -- the order in which they were entered, which decides between two of one day
  number int not null,
  level text not null check (level in ('ACKNOWLEDGED','EXPLAINED','DISPUTED','PROMISED','ACTED')),
  text text,
  answered_on date not null,
  promised_by date,
  known_from date not null,
  unique (ask_id, number),
  check ((level = 'PROMISED') = (promised_by is not null))
);
create index ask_answer_ask on ask_answer (ask_id);

-- A plan file being read, before anyone confirmed it. Private to who uploaded it. -----------------------------------------------
create table plan_import (
  id uuid primary key default gen_random_uuid(),
  uploaded_by_id uuid references person,
  uploaded_on date not null,
  file_name text not null,
  file_sha256 text not null,
  file_bytes bytea not null,
  state text not null check (state in ('READ','REFUSED','CONFIRMED')),
  mapping jsonb,
  parsed jsonb,
  refusal jsonb,
  bodies jsonb not null default '[]',
  matches jsonb not null default '[]',
  plan_id uuid references action_plan,
  version_id uuid references plan_version
);

-- Who changed what, append only. Holds ids, never words or names. -----------------------------------------------------------------
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id uuid
);
create function refuse_audit_change() returns trigger language plpgsql as $$
begin raise exception 'audit_entry is append-only'; end $$;
create trigger audit_entry_append_only before update or delete on audit_entry for each row execute function refuse_audit_change();
`;

export class Ground extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
