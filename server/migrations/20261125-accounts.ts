/**
 * Accounts, invitations and memberships. What proves who a person is stands apart from `person`: a person row keeps only
 * what the app needs, and no table of the record refers to an account. Whatever lets somebody in is stored as a hash.
 */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
-- Accounts: people who sign in by e-mail. Monitors with a device alone have none. --------------------------------------------
create table account (
  id uuid primary key references person,
  email text not null unique check (email = lower(email)),
  name text not null default '',
  email_verified boolean not null default true,
  image text,
  language text not null default 'BG' check (language in ('BG','EN','TR')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- Passwords, hashed by scrypt. The other columns are what the sign-in library expects of such a table, and stay empty.
create table account_credential (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references account,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, provider_id)
);
-- Codes and links of mails, under a key of the house; each is taken away by its first use.
create table account_verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_verification_identifier on account_verification (identifier);
-- The second factor: a secret, encrypted, that the person's own device turns into codes.
create table second_factor (
  person_id uuid primary key references person,
  secret text not null,
  -- the moment a first code proved that the device has the secret; null: being set up, counts for nothing
  confirmed_at timestamptz,
  -- the 30-second step of the last code taken: no code is taken twice
  last_step bigint not null default 0
);
create table second_factor_recovery (
  person_id uuid not null references person,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);
-- What brings a person without e-mail back on another phone. Used once; the next is given with it.
create table recovery_code (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  code_hash bytea not null unique,
  used_at timestamptz,
  -- the session that it opened: until that was used once, the answer may have been lost on the way, and the code holds
  opened_session_id uuid
);
create index recovery_code_person on recovery_code (person_id);

-- Sessions ----------------------------------------------------------------------------------------------------------------------
alter table session
  add column id uuid not null default gen_random_uuid() unique,
  add column started_on date,
  -- day only; null: never used since it was opened
  add column last_used_on date,
  add column lasts_days int not null default 30,
  add column device text not null default 'UNKNOWN' check (device in ('PHONE','TABLET','COMPUTER','UNKNOWN')),
  -- name of the browser, such as Firefox; null: not told
  add column browser text,
  add column second_factor_at timestamptz;
create index session_person on session (person_id);

-- How often what was tried, counted across processes. Keys are hashes under the key of the house. -----------------------------------
create table attempt_window (
  key bytea primary key,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  attempts int not null
);
create index attempt_window_ends on attempt_window (ends_at);

-- The one-time link of an administrator's first sign-in, printed on the console.
create table administrator_link (
  token_hash bytea primary key,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Memberships --------------------------------------------------------------------------------------------------------------------
alter table membership
  -- when somebody ended it, for the record; from that moment valid_to lies in the past
  add column ended_at timestamptz,
  add column ended_by_id uuid references person,
  -- who asked for it, where a second person had to confirm (granted_by_id)
  add column asked_by_id uuid references person;
create index membership_role on membership (role);
-- A powerful role waits here for a second administrator.
create table membership_request (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  role text not null,
  territory_id uuid references territory,
  organization_id uuid references organization,
  valid_from date not null,
  valid_to date,
  state text not null default 'WAITING' check (state in ('WAITING','CONFIRMED','REFUSED')),
  asked_by_id uuid not null references person,
  asked_at timestamptz not null,
  decided_by_id uuid references person,
  decided_at timestamptz,
  check ((state = 'WAITING') = (decided_by_id is null)),
  check (state <> 'CONFIRMED' or decided_by_id <> asked_by_id)
);
create unique index membership_request_waiting on membership_request (person_id, role) where state = 'WAITING';

-- Invitations: who joins with one becomes a monitor of its place. Which of them joined is kept nowhere. ---------------------------
create table invitation (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  territory_id uuid not null references territory,
  made_by_id uuid not null references person,
  -- the organization that invites, where it is not the maker in person
  organization_id uuid references organization,
  language text not null check (language in ('BG','EN','TR')),
  uses_allowed int not null check (uses_allowed between 1 and 200),
  uses int not null default 0 check (uses <= uses_allowed),
  made_on date not null,
  -- last day
  expires_on date not null,
  revoked_at timestamptz
);
create index invitation_maker on invitation (made_by_id, made_on);
create index invitation_territory on invitation (territory_id);
`;

export class Accounts extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}
