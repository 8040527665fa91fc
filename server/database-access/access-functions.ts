/**
 * What the conditions of table-access.ts ask, and the few doors through which something of a private table is seen by
 * whom its rows are not: functions and views that run as the owner. Each gives the least that its readers need.
 */
import { STAFF_ROLES } from '../../schema/vocabulary/role.ts';

/** Who asks, of the transaction's own setting; nobody when it says nothing. */
const standing = /* sql */ `
create or replace function sverka_person() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('sverka.person', true), '')::uuid $$;
create or replace function sverka_purpose() returns text language sql stable parallel safe as
  $$ select current_setting('sverka.purpose', true) $$;
create or replace function sverka_day() returns date language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('sverka.day', true), '')::date, (now() at time zone 'Europe/Sofia')::date) $$;
`;

const staffRoles = STAFF_ROLES.map((role) => `'${role}'`).join(', ');

/** Of a membership of the actor: that it holds on the day, and does not sleep for want of a second factor. */
const acts = (membership: string): string => /* sql */ `${membership}.person_id = sverka_person()
  and ${membership}.valid_from <= sverka_day() and (${membership}.valid_to is null or sverka_day() <= ${membership}.valid_to)
  and (${membership}.role not in (${staffRoles}) or current_setting('sverka.awake', true) = 'on')`;

/** Dear to the planner: each is to be asked of the few rows that are left, and of none twice. */
const asOwner = 'security definer cost 1000 set search_path = pg_catalog, public, pg_temp';

/** What follows from the roles that the actor holds on the day. They are looked up, never believed. */
const actor = /* sql */ `
create or replace function actor_holds(variadic roles text[]) returns boolean language sql stable ${asOwner} as $$
  select exists (select from membership m where m.role = any (roles) and ${acts('m')}) $$;
create or replace function actor_coalitions() returns uuid[] language sql stable ${asOwner} as $$
  select coalesce(array_agg(distinct m.coalition_id), '{}') from membership m
  where m.role in ('COALITION_LEAD', 'COALITION_MEMBER') and m.coalition_id is not null and ${acts('m')} $$;
create or replace function actor_inviter() returns uuid language sql stable ${asOwner} as
  $$ select invited_by_person_id from person where id = sverka_person() $$;
-- Those that the actor verifies and what lies in them down to municipalities, and the municipalities next to one of theirs.
-- Most verify a municipality, below which nothing is looked for: the list of places is then not gone through.
-- Policies ask for them several times in one statement; the transaction keeps them for as long as it stands for the same actor.
create or replace function actor_verified_territories() returns uuid[] language plpgsql stable ${asOwner} as $$
declare
  asked text := concat_ws(' ', coalesce(sverka_person()::text, 'nobody'), sverka_day(), coalesce(nullif(current_setting('sverka.awake', true), ''), 'off'), '');
  kept text := current_setting('sverka.verified', true);
  found uuid[];
begin
  if starts_with(kept, asked) then return substr(kept, length(asked) + 1)::uuid[]; end if;
  with recursive held as (
    select t.id, t.kind, t.parent_id from membership m join territory t on t.id = m.territory_id
    where m.role = 'VERIFIER' and ${acts('m')}
  ), inside as (
    select id, kind from held
    union select c.id, c.kind from territory c join inside on c.parent_id = inside.id
    where inside.kind in ('UNION', 'COUNTRY', 'DISTRICT') and c.kind not in ('SETTLEMENT', 'NEIGHBOURHOOD')
  )
  select coalesce(array_agg(id), '{}') into found from (
    select id from inside
    union select n.id from held join territory n on n.parent_id = held.parent_id where held.kind = 'MUNICIPALITY' and n.kind = 'MUNICIPALITY'
  ) reach;
  perform set_config('sverka.verified', asked || found::text, true);
  return found;
end $$;
-- Those that the actor exports and what lies in them down to municipalities.
create or replace function actor_exported_territories() returns uuid[] language sql stable ${asOwner} as $$
  with recursive inside as (
    select t.id, t.kind from membership m join territory t on t.id = m.territory_id where m.role = 'EXPORTER' and ${acts('m')}
    union select c.id, c.kind from territory c join inside on c.parent_id = inside.id
    where inside.kind in ('UNION', 'COUNTRY', 'DISTRICT') and c.kind not in ('SETTLEMENT', 'NEIGHBOURHOOD')
  ) select coalesce(array_agg(id), '{}') from inside $$;
create or replace function actor_official_bodies() returns uuid[] language sql stable ${asOwner} as $$
  select coalesce(array_agg(distinct m.organization_id), '{}') from membership m
  where m.role = 'OFFICIAL' and m.organization_id is not null and ${acts('m')} $$;
create or replace function is_received_observation(observation uuid, content text) returns boolean language sql stable ${asOwner} as $$
  select exists (select from observation o join observation_author a on a.observation_id = o.id where o.id = observation and o.content_hash = content) $$;
-- How much waits to be settled of a text: whoever reports it must not find out what is in it.
create or replace function waiting_reports(observation uuid) returns bigint language sql stable ${asOwner} as
  $$ select count(*) from text_report where observation_id = observation and settled_on is null $$;
create or replace function waiting_public_reports(text_kind text, text_id uuid) returns bigint language sql stable ${asOwner} as
  $$ select count(*) from public_text_report r where r.kind = text_kind and r.subject_id = text_id and r.settled_on is null $$;
`;

/** Of one observation, without its day: the month, the words that may be shown, no observer. */
const face = /* sql */ `
  select o.id, o.measure_id, o.level, o.dont_know, case when o.ended_on is null and o.words_hidden_on is null then coalesce(o.public_words, o.words) end as words,
    to_char(o.seen_on, 'YYYY-MM') as seen_month, o.settlement_id, o.method, o.published_on, o.withdrawn_on, o.undone_on, o.words_hidden_on, o.ended_on,
    exists (select from observation_author a where a.observation_id = o.id and a.is_implementer) as from_implementer
  from observation o`;

/**
 * What the level of a measure is reckoned from. Person and group are told apart within the measure, and lead nowhere
 * else: rules only ask whether two are the same.
 */
const evidenceOfWhom = /* sql */ `o.settlement_id,
    md5(o.measure_id::text || a.group_key) as group_key, md5(o.measure_id::text || coalesce(a.person_id, a.stand_in)::text) as person_key,
    a.is_implementer, a.organization_id
  from observation o join observation_author a on a.observation_id = o.id`;
const evidence = /* sql */ `
  select o.id, o.measure_id, o.level, o.seen_on, o.published_on, o.withdrawn_on, o.ended_on, ${evidenceOfWhom}`;

const monthStart = "date_trunc('month', sverka_day()::timestamp)::date";

/**
 * What an exporter may take out (R11, server/exports/exported-observations.ts): verified and standing, of a month that is
 * over, without any day. They never read the table itself.
 */
const exportable = /* sql */ `
  from observation o join observation_author a on a.observation_id = o.id
    join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id
  where p.territory_id = any ((select actor_exported_territories())::uuid[])
    and o.state in ('VERIFIED', 'AWAITING_REPLY', 'PUBLISHED') and o.published_on is not null and o.ended_on is null and o.words_hidden_on is null
    and o.seen_on < date_trunc('month', sverka_day())::date`;

/** Of a measure: that its place is the actor's to verify. Where they verify is asked once for a statement, never for a row. */
export const verifiedByActor = (
  measureId: string,
): string => /* sql */ `exists (select from measure m join action_plan p on p.id = m.plan_id
    where m.id = ${measureId} and p.territory_id = any ((select actor_verified_territories())::uuid[]))`;
/** That a body carries it out for which the actor is an official. */
const officialOfActor = (
  measureId: string,
): string => /* sql */ `exists (select from measure_version v join measure_responsible r on r.measure_version_id = v.id
    where v.measure_id = ${measureId} and r.organization_id = any ((select actor_official_bodies())::uuid[]))`;

const views = /* sql */ `
drop view if exists own_observation, verified_observation, public_observation, public_voice, observation_face, published_evidence, coming_evidence, waiting_evidence, waiting_at_month_start,
  verifier_seat, verifier_certificate, verifier_body, exportable_observation, exportable_voice;
-- what will be public later is not there yet; the exact day is in each statement of ours
create view public_observation as ${face} where o.published_on <= (select told_until());
-- which group said what where, for counting groups (R11): nothing names one
create view public_voice as
  select o.measure_id, md5(o.measure_id::text || a.group_key) as group_key, o.settlement_id, o.method, o.published_on
  from observation o join observation_author a on a.observation_id = o.id
  where o.published_on <= (select told_until()) and o.ended_on is null and not a.is_implementer;
-- the same face of one that need not be public, for whom row-level security shows it
create view observation_face with (security_invoker) as ${face};
create view published_evidence as ${evidence} where o.published_on is not null;
-- which observations are the actor's own, and which they verify: conditions ask it here, since policies may not ask each other
create view own_observation with (security_barrier) as select observation_id as id from observation_author where person_id = sverka_person();
create view verified_observation with (security_barrier) as select o.id from observation o where ${verifiedByActor('o.measure_id')};
-- asked for one id: said so that no plan goes through the index of all that is not published, which may be small when planned
create view coming_evidence as ${evidence} where coalesce(o.published_on, 'infinity') = 'infinity' and ${verifiedByActor('o.measure_id')};
-- what still waits (R2), for verifiers of the place; which of it they are shown, the rule of their queue says
create view waiting_evidence as ${evidence}
  where (o.state in ('SUBMITTED', 'AWAITING_REPLY') or o.published_on > sverka_day()) and o.ended_on is null and ${verifiedByActor('o.measure_id')};
-- the same for officials of the responsible bodies, as it stood when the month began and until the month is over: who asks
-- every day must not learn on which something was sent, decided or taken back. That it was taken back since is not said
create view waiting_at_month_start as
  select o.id, o.measure_id, o.level, o.seen_on, null::date as published_on, null::date as withdrawn_on, null::date as ended_on, ${evidenceOfWhom}
  where (o.published_on is null or o.published_on >= ${monthStart}) and o.submitted_on < ${monthStart} and (o.ended_on is null or o.ended_on >= ${monthStart})
    and not exists (select from observation_decision d where d.observation_id = o.id and d.decided_on < ${monthStart} and (d.decision <> 'VERIFIED' or o.published_on <= ${monthStart}))
    and ${officialOfActor('o.measure_id')};
create view exportable_observation as
  select o.id, o.measure_id, o.level, o.method, o.settlement_id, to_char(o.seen_on, 'YYYY-MM') as seen_month,
    coalesce(o.public_words, o.words) as words, coalesce(o.published_on <= sverka_day(), false) as is_public ${exportable};
-- which group said what where, for counting groups (R11): nothing names one
create view exportable_voice as
  select o.measure_id, hashtextextended(a.group_key, hashtextextended(o.measure_id::text, 0)) as group_key, o.settlement_id, o.method ${exportable} and not a.is_implementer;
-- whether somebody who verifies a place is independent (R7): for those who verify
create view verifier_seat as
  select person_id, territory_id, valid_from, valid_to from membership where role = 'VERIFIER' and (select actor_holds('VERIFIER'));
create view verifier_certificate as
  select person_id, competence, valid_from, valid_to from certificate c
  where (select actor_holds('VERIFIER')) and exists (select from membership v where v.person_id = c.person_id and v.role = 'VERIFIER');
create view verifier_body as
  select body.person_id, body.organization_id, body.valid_from, body.valid_to
  from (
    select person_id, organization_id, valid_from, valid_to from affiliation
    union all select person_id, organization_id, valid_from, valid_to from membership
  ) body
  where body.organization_id is not null and (select actor_holds('VERIFIER')) and exists (select from membership v where v.person_id = body.person_id and v.role = 'VERIFIER');
`;

/**
 * Triggers that count changes of what the public sees look at rows of other people too: they run as the owner, so that
 * no version stays behind, and writers need no right to the tables that the triggers read.
 */
const changeTriggers = /* sql */ `
do $$ declare trigger_function regprocedure; begin
  for trigger_function in
    select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prorettype = 'trigger'::regtype and p.proname ~ '_(changed|updated)$'
  loop execute format('alter function %s security definer set search_path = pg_catalog, public, pg_temp', trigger_function); end loop;
end $$;
`;

export const accessFunctions: string = standing + actor + views + changeTriggers;
