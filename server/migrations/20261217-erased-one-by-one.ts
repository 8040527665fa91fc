/**
 * What the public reads of somebody who was erased goes one by one, and nothing tells that it was one person's: not a day
 * on which all of it goes, not an id that all of it keeps, not a version that is raised for all of it at once.
 */
import { Migration } from '@mikro-orm/migrations';

const statements = /* sql */ `
-- Public observations of people who were erased: each is withdrawn on a day of its own, drawn at random. Whose they were
-- stands nowhere any more.
create table withdrawal_due (
  observation_id uuid primary key references observation,
  due_on date not null
);
create index withdrawal_due_on on withdrawal_due (due_on);
-- Of an erased person there is no id, but another one drawn for each measure: what they said of one measure still replaces
-- what they had said of it before (R2), and leads to nothing they said of another.
alter table observation_author
  alter column person_id drop not null,
  add column stand_in uuid,
  add check (num_nonnulls(person_id, stand_in) = 1);

-- What is reported of a text goes when the text goes, however it goes.
create function observation_withdrawn() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin delete from text_report where observation_id = new.id; return null; end $$;
create trigger observation_withdrawn after update of withdrawn_on on observation for each row
  when (old.withdrawn_on is null and new.withdrawn_on is not null) execute function observation_withdrawn();
delete from text_report r using observation o where o.id = r.observation_id and o.withdrawn_on is not null;
`;

const toldOfObservation = `o.id, o.measure_id, o.level, o.dont_know, case when o.ended_on is null and o.words_hidden_on is null then coalesce(o.public_words, o.words) end as words,
    date_trunc('month', o.seen_on) as seen_month, o.settlement_id, o.method, o.official_level_then, o.published_on, o.withdrawn_on, o.undone_on, o.words_hidden_on`;
/** Of a voice that is nobody's guest and of no body, only that it is one: the key itself is told to nobody. */
const toldOfVoice = `a.observation_id, a.is_implementer, a.organization_id, case when a.group_key like 'person:%' then 'person' else a.group_key end as group_key`;

/** Only what the public is told raises a version: erasing touches many rows of one person at one time, and shows nothing of it. */
const updated = /* sql */ `
create or replace function observation_updated() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$ begin
  with said as (select ${toldOfObservation} from earlier o where o.published_on <= told_until()),
    says as (select ${toldOfObservation} from later o where o.published_on <= told_until()),
    changed as ((table said except table says) union all (table says except table said))
  insert into content_change (topic, n) select distinct 'plan:' || m.plan_id, 1 from changed c join measure m on m.id = c.measure_id;
  return null; end $$;
create or replace function observation_author_updated() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$ begin
  with said as (select ${toldOfVoice} from earlier a), says as (select ${toldOfVoice} from later a),
    changed as ((table said except table says) union all (table says except table said))
  insert into content_change (topic, n)
  select distinct 'plan:' || m.plan_id, 1 from changed c join observation o on o.id = c.observation_id join measure m on m.id = o.measure_id where o.published_on <= told_until();
  return null; end $$;
`;

/** Of those who were erased before. */
const cutEarlier = /* sql */ `
with apart as (
  select a.person_id, o.measure_id, gen_random_uuid() as stand_in from observation_author a join observation o on o.id = a.observation_id
    join person p on p.id = a.person_id where p.erased_on is not null group by 1, 2
)
update observation_author a set person_id = null, stand_in = apart.stand_in,
  group_key = case when a.group_key like 'person:%' then 'person:' || apart.stand_in else a.group_key end
from apart, observation o where o.id = a.observation_id and a.person_id = apart.person_id and o.measure_id = apart.measure_id;
update observation o set seen_on = date_trunc('month', seen_on)::date, submitted_on = date_trunc('month', submitted_on)::date
from observation_author a where a.observation_id = o.id and a.stand_in is not null;
`;

export class ErasedOneByOne extends Migration {
  override up(): void {
    this.addSql(statements + updated + cutEarlier);
  }
}
