/**
 * Plans, their measures and what is officially claimed of them, for every municipality, by SQL alone. Everything follows
 * from running numbers: ids are hashes of them and "random" values are drawn by hashing, so two runs of one day give the
 * same rows. Days are counted back from today, so that evidence is as fresh next year.
 */
import { CONSENT_VERSION } from '../../schema/vocabulary/consent.ts';
import { MEASURES_PER_PLAN, type World } from './world-size.ts';

const OBJECTIVES_PER_PLAN = 21;
const ORGANIZATIONS_PER_MUNICIPALITY = 8;
/** Of them: 0 is the administration, 1 a school, the rest are civil. */
const FIRST_CIVIL = 2;
const OBSERVERS_PER_MUNICIPALITY = 36;

/** Ids and draws by running number. They stay in a schema of their own and out of the program's tables. */
const numbering = ({ municipalities }: Pick<World, 'municipalities'>): string => /* sql */ `
create schema bench;
create function bench.id(kind text, n bigint) returns uuid language sql immutable as $$ select md5(kind || ':' || n)::uuid $$;
-- 0 to below - 1
create function bench.draw(kind text, n bigint, below int) returns int language sql immutable as
  $$ select ((hashtextextended(kind || ':' || n, 42) & 9223372036854775807) % below)::int $$;
create table bench.municipality as
  select row_number() over (order by code)::int - 1 as m, id, code, name from territory where kind = 'MUNICIPALITY' order by code limit ${municipalities};
create unique index on bench.municipality (m);
create table bench.settlement as
  select b.m, row_number() over (partition by b.m order by t.code)::int - 1 as k, t.id
  from bench.municipality b join territory t on t.parent_id = b.id and t.kind = 'SETTLEMENT';
create unique index on bench.settlement (m, k);
`;

const people = /* sql */ `
insert into organization (id, name, name_key, kind, sector, territory_id, consents_to_be_named)
select bench.id('organization', b.m * ${ORGANIZATIONS_PER_MUNICIPALITY} + k), name.text, lower(name.text),
  case k when 0 then 'MUNICIPAL_ADMINISTRATION' when 1 then 'SCHOOL' else 'NGO' end, case when k < ${FIRST_CIVIL} then 'PUBLIC' else 'CIVIL' end, b.id, k % 2 = 0
from bench.municipality b cross join generate_series(0, ${ORGANIZATIONS_PER_MUNICIPALITY - 1}) k
cross join lateral (select case k when 0 then 'Община ' || b.name when 1 then 'Основно училище ' || b.name else 'Сдружение ' || k || ' ' || b.name end as text) name;

insert into person (id, display_name)
select bench.id('observer', b.m * ${OBSERVERS_PER_MUNICIPALITY} + k), 'Наблюдател ' || k from bench.municipality b cross join generate_series(0, ${OBSERVERS_PER_MUNICIPALITY - 1}) k;

-- one in each municipality sends observations during the bench; the session's token is known to the bench alone
insert into person (id, display_name, consent_version, consented_on) select bench.id('sender', m), 'Подател ' || m, ${CONSENT_VERSION}, current_date from bench.municipality;
insert into membership (person_id, role, territory_id, valid_from) select bench.id('sender', m), 'MONITOR', id, current_date - 100 from bench.municipality;
insert into affiliation (person_id, organization_id, kind, valid_from)
select bench.id('sender', m), bench.id('organization', m * ${ORGANIZATIONS_PER_MUNICIPALITY} + ${FIRST_CIVIL}), 'MEMBER', current_date - 100 from bench.municipality;
insert into session (token_hash, person_id, expires_at) select sha256(convert_to('bench-session-' || m, 'UTF8')), bench.id('sender', m), now() + interval '2 days' from bench.municipality;
`;

const plans = /* sql */ `
insert into strategy (id, level, title, territory_id, period_text, period_from, period_to, known_from)
select bench.id('strategy', 0), 'NATIONAL', 'Национална стратегия', id, '', date_trunc('year', current_date)::date - interval '4 years', date_trunc('year', current_date)::date + interval '6 years', current_date - 1000
from territory where code = 'BG';

insert into action_plan (id, level, title, territory_id, strategy_id, period_text, period_from, period_to, adopted_by, act, adopted_on, known_from)
select bench.id('plan', m), 'MUNICIPAL', 'Общински план за действие – ' || name, id, bench.id('strategy', 0), 'шест години', current_date - 1100, current_date + 1100, 'Общински съвет', 'Решение № ' || m, current_date - 1050, current_date - 1000
from bench.municipality;
insert into plan_version (id, plan_id, number, act, adopted_on, known_from, file_name, file_sha256, fingerprint)
select bench.id('version', m), bench.id('plan', m), 1, 'Решение № ' || m, current_date - 1050, current_date - 1000, 'plan.xlsx', md5(m::text), md5(m::text) from bench.municipality;

-- in document order: 3 priorities, 2 goals in each, 2 tasks in each of those
create table bench.node as
select row_number() over (order by p, g, t)::int as position, case when t > 0 then 'TASK' when g > 0 then 'GOAL' else 'PRIORITY' end as kind,
  concat_ws('.', p, nullif(g, 0), nullif(t, 0)) as code, p, g, t
from generate_series(1, 3) p cross join generate_series(0, 2) g cross join generate_series(0, 2) t where g > 0 or t = 0;
create function bench.objective_id(m int, p int, g int, t int) returns uuid language sql stable as
  $$ select bench.id('objective', m * ${OBJECTIVES_PER_PLAN} + n.position) from bench.node n where n.p = $2 and n.g = $3 and n.t = $4 $$;
insert into objective (id, version_id, parent_id, kind, code, wording, position)
select bench.id('objective', b.m * ${OBJECTIVES_PER_PLAN} + n.position), bench.id('version', b.m),
  case n.kind when 'GOAL' then bench.objective_id(b.m, n.p, 0, 0) when 'TASK' then bench.objective_id(b.m, n.p, n.g, 0) end,
  n.kind, n.code, 'Осигуряване на равен достъп до качествени услуги, ' || n.code, n.position
from bench.municipality b cross join bench.node n order by b.m, n.position;
`;

const measures = /* sql */ `
-- i is the place of a measure in its plan, from 0; n counts through the country
create table bench.measure as
select b.m, i, b.m * ${MEASURES_PER_PLAN} + i as n, i / 20 + 1 as p, (i / 10) % 2 + 1 as g, (i / 5) % 2 + 1 as t
from bench.municipality b cross join generate_series(0, ${MEASURES_PER_PLAN - 1}) i;
insert into measure (id, plan_id) select bench.id('measure', n), bench.id('plan', m) from bench.measure order by n;
insert into measure_version (id, measure_id, version_id, objective_id, objective_path, position, code, wording, period_text, starts_on, ends_on, recurring, target_groups, as_written, change, search_text)
select bench.id('measure-version', n), bench.id('measure', n), bench.id('version', m), path.ids[3], path.ids, i + 1, concat_ws('.', p, g, t, i % 5 + 1), text.wording,
  case when i % 15 = 14 then 'постоянен' else 'до края на срока' end, span.starts_on, case when i % 15 <> 14 then span.starts_on + 180 + bench.draw('length', n, 900) end, i % 15 = 14,
  'деца и младежи', jsonb_build_object('Мярка', text.wording), 'ADDED', lower(text.wording)
from bench.measure
cross join lateral (select array[bench.objective_id(m, p, 0, 0), bench.objective_id(m, p, g, 0), bench.objective_id(m, p, g, t)] as ids) path
cross join lateral (select case when i % 15 <> 14 then current_date - 1000 + bench.draw('start', n, 500) end as starts_on) span
cross join lateral (select 'Назначаване на образователни медиатори и допълнителна работа с родителите на децата в риск от отпадане, дейност ' || n as wording) text
order by n;
insert into measure_responsible (measure_version_id, organization_id, body_kind, as_written, leads, position)
select bench.id('measure-version', n), case k when 1 then bench.id('organization', m * ${ORGANIZATIONS_PER_MUNICIPALITY}) when 2 then bench.id('organization', m * ${ORGANIZATIONS_PER_MUNICIPALITY} + 1) end,
  case k when 3 then 'НПО' end, case k when 1 then 'Община' when 2 then 'ОУ' else 'НПО' end, k = 1, k
from bench.measure cross join generate_series(1, 3) k where k < 3 or i % 5 = 0 order by n, k;
insert into funding_line (measure_version_id, source_text, state, amount_cents, currency, as_written, position)
select bench.id('measure-version', n), case state when 'UNFUNDED' then null else 'Общински бюджет' end, state, case state when 'AMOUNT' then (1 + bench.draw('amount', n * 2 + k, 50000)) * 100 end,
  case state when 'AMOUNT' then case when i % 4 = 3 then 'BGN' else 'EUR' end end, '', k
from bench.measure cross join generate_series(1, 2) k
cross join lateral (select (array['AMOUNT', 'AMOUNT', 'AMOUNT', 'NOT_REQUIRED', 'WITHIN_BUDGET', 'UNFUNDED'])[1 + bench.draw('funding', n * 2 + k, 6)] as state) f where k = 1 or i % 3 = 0 order by n, k;
insert into indicator (measure_version_id, series_id, wording, unit, direction, baseline, target, position)
select bench.id('measure-version', n), bench.id('series', n), 'Брой обхванати деца', 'брой', 'UP', case when i % 7 > 0 then bench.draw('baseline', n, 100) end, 100 + bench.draw('target', n, 100), 1
from bench.measure where i % 9 > 0 order by n;
`;

const claims = /* sql */ `
create table bench.report as
select b.m, r, b.m * 2 + r as n, current_date - case r when 0 then 760 else 395 end as period_from, current_date - case r when 0 then 396 else 31 end as period_to, current_date - case r when 0 then 330 else 20 end as known_from
from bench.municipality b cross join generate_series(0, 1) r;
insert into official_report (id, title, plan_id, organization_id, period_label, period_from, period_to, act, adopted_on, known_from)
select bench.id('report', n), 'Годишен отчет ' || r, bench.id('plan', m), bench.id('organization', m * ${ORGANIZATIONS_PER_MUNICIPALITY}), 'година ' || r, period_from, period_to, 'Решение', known_from, known_from from bench.report;
insert into measure_statement (report_id, measure_id, organization_id, level, text, known_from)
select bench.id('report', r.n), bench.id('measure', x.n), bench.id('organization', r.m * ${ORGANIZATIONS_PER_MUNICIPALITY}),
  (array['NOT_STARTED', 'LIMITED', 'SUBSTANTIAL', 'SUBSTANTIAL', 'COMPLETE', 'COMPLETE'])[1 + bench.draw('claim', x.n * 2 + r.r, 6)], 'Изпълнява се по график.', r.known_from
from bench.report r join bench.measure x on x.m = r.m where bench.draw('claimed', x.n * 2 + r.r, 100) < 75 order by x.n;

-- three reports owed on each plan: some came in time, some late, some never
insert into organization (id, name, name_key, kind, sector, territory_id, consents_to_be_named)
select bench.id('national body', 0), 'Национален съвет', 'национален съвет', 'STATE_BODY', 'PUBLIC', id, true from territory where code = 'BG';
insert into reporting_obligation (id, debtor_organization_id, creditor_organization_id, plan_id, period_label, period_from, period_to, due_on, source, received_on, received_known_from, known_from)
select bench.id('obligation', n), bench.id('organization', m * ${ORGANIZATIONS_PER_MUNICIPALITY}), bench.id('national body', 0), bench.id('plan', m), 'година ' || r,
  due_on - 395, due_on - 31, due_on, 'Национална стратегия', received_on, received_on, current_date - 1000
from bench.municipality
cross join generate_series(0, 2) r
cross join lateral (select m * 3 + r as n, current_date - 750 + 330 * r as due_on) owed
cross join lateral (select case when bench.draw('received', n, 4) > 0 then due_on - 20 + bench.draw('delay', n, 100) end as received_on) came;
`;

export const planStatements = (world: Pick<World, 'municipalities'>): readonly string[] => [
  numbering(world),
  people,
  plans,
  measures,
  claims,
];
export { FIRST_CIVIL, OBSERVERS_PER_MUNICIPALITY, ORGANIZATIONS_PER_MUNICIPALITY };
