/** Published observations, each with its author, spread over the watched measures of every plan and the last years. */
import { FIRST_CIVIL, OBSERVERS_PER_MUNICIPALITY, ORGANIZATIONS_PER_MUNICIPALITY } from './generate-plans.ts';
import {
  ASKED_DAYS,
  MEASURES_PER_PLAN,
  OBSERVATIONS_OF_BEST_KNOWN,
  SETTLEMENTS_PER_MUNICIPALITY,
  SMALL,
  WATCHED_PER_PLAN,
  type World,
} from './world-size.ts';

const CIVIL = ORGANIZATIONS_PER_MUNICIPALITY - FIRST_CIVIL;
/** The last observers of a municipality belong nowhere and were invited by a civil organization. */
const MEMBERS = OBSERVERS_PER_MUNICIPALITY - CIVIL;
const OTHERS = WATCHED_PER_PLAN - 1;
/** Every third measure of a plan is watched, so that every objective has some. */
const WATCHED_EVERY = 3;
/** Published this many days after it was seen, and up to nine more, but not within its month. */
const PUBLISHED_AFTER_DAYS = 16;

/**
 * Observation j of a municipality: first one of each watched measure but the best known, then those that fill the list of
 * the best known, then all in turn. So any number from the small size on has evidence of the same measures.
 */
const numbered = ({ municipalities, observations }: World): string => /* sql */ `
create unlogged table bench.observation as
select n, n % ${municipalities} as m, measure_n, bench.draw('observer', n, ${OBSERVERS_PER_MUNICIPALITY}) as observer,
  current_date - ${PUBLISHED_AFTER_DAYS + 16} - bench.draw('seen', n, ${ASKED_DAYS}) as seen_on, greatest(0, least(3, bench.draw('truth', measure_n, 4) + (array[0, 0, 0, 0, 0, 0, 1, -1, -1, 2])[1 + bench.draw('error', n, 10)])) as steps
from generate_series(0, ${observations} - 1) n
cross join lateral (select n / ${municipalities} as j) place
cross join lateral (select case when j < ${OTHERS} then j + 1 when j < ${OTHERS + OBSERVATIONS_OF_BEST_KNOWN} then 0 else (j - ${OTHERS + OBSERVATIONS_OF_BEST_KNOWN}) % ${WATCHED_PER_PLAN} end as watched) choice
cross join lateral (select (n % ${municipalities}) * ${MEASURES_PER_PLAN} + watched * ${WATCHED_EVERY} as measure_n) measure;
`;

const entered = /* sql */ `
insert into observation (id, measure_id, settlement_id, level, dont_know, method, seen_on, words, state, content_hash, submitted_at, submitted_on, published_on, withdrawn_on)
select bench.id('observation', n), bench.id('measure', measure_n), s.id, case when unsure.yes then null else (array['NOT_STARTED', 'LIMITED', 'SUBSTANTIAL', 'COMPLETE'])[1 + steps] end, unsure.yes,
  (array['SITE_VISIT', 'INTERVIEW', 'DOCUMENT', 'MEETING', 'OWN_EXPERIENCE', 'MEDIA'])[1 + bench.draw('method', n, 6)], o.seen_on,
  case when n % 4 > 0 and n % 100 <> 7 then 'Посетихме мястото и говорихме с родителите; работи се, но не всеки ден. Бележка ' || n end,
  case when n % 100 = 7 then 'WITHDRAWN' else 'PUBLISHED' end, md5(n::text), o.seen_on + interval '1 day', o.seen_on + 1, published.day, case when n % 100 = 7 then published.day + 3 end
from bench.observation o
cross join lateral (select bench.draw('unsure', n, 20) = 0 as yes) unsure
cross join lateral (select greatest(o.seen_on + ${PUBLISHED_AFTER_DAYS} + bench.draw('published', n, 10), first_day_after_month(o.seen_on)) as day) published
left join bench.settlement s on s.m = o.m and s.k = bench.draw('settlement', n, ${SETTLEMENTS_PER_MUNICIPALITY + 1});

insert into observation_author (observation_id, person_id, pseudonym, organization_id, group_key, is_implementer, body_ids)
select bench.id('observation', n), bench.id('observer', m * ${OBSERVERS_PER_MUNICIPALITY} + observer), 'P' || m || '-' || observer, case when observer < ${MEMBERS} then body.id end,
  case when observer < ${MEMBERS} then 'organization:' || body.id else 'invited-by-organization:' || body.id || ':anywhere' end, false, array[body.id]
from bench.observation
cross join lateral (select bench.id('organization', m * ${ORGANIZATIONS_PER_MUNICIPALITY} + ${FIRST_CIVIL} + observer % ${CIVIL}) as id) body;
drop table bench.observation;
`;

/**
 * The large size is entered by the same statements as the small one, whose foreign keys are checked: five million
 * look-ups more would tell nothing new.
 */
export const observationStatements = (world: World): readonly string[] => [
  `set session_replication_role = ${world.observations > SMALL ? 'replica' : 'origin'}`,
  numbered(world),
  entered,
];
