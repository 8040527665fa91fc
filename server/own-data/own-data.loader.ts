/**
 * Everything that is held of one person, part by part. Each statement names the person; what it says of others (who decided,
 * who gave a role) is left out, because that is theirs. A table that refers to people and stands in no part fails
 * test/api/own-data.test.ts.
 */
import { ownDataSections, type OwnDataSection } from '../../schema/vocabulary/own-data-section.ts';
import { stateOfDay } from '../observations/observation.policy.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql, type Sql } from '../platform/sql.ts';

export type OwnData = Readonly<Record<OwnDataSection, readonly Readonly<Record<string, unknown>>[]>>;

const day = (moment: Sql): Sql => sql`to_char(${moment} at time zone 'Europe/Sofia', 'YYYY-MM-DD')`;
const placeOf = (id: Sql): Sql => sql`(select name from territory where id = ${id})`;
const bodyOf = (id: Sql): Sql => sql`(select name from organization where id = ${id})`;

const statements: Readonly<Record<OwnDataSection, (personId: string) => Sql>> = {
  person: (id) =>
    sql`select id, display_name, to_char(last_seen_on, 'YYYY-MM') as last_seen_month, consent_version, consented_on,
          invited_by_person_id is not null as invited_by_somebody, ${bodyOf(sql`invited_by_organization_id`)} as invited_by_organization,
          ${placeOf(sql`invited_for_territory_id`)} as invited_for_place from person where id = ${id}::uuid`,
  account: (id) =>
    sql`select email, language, ${day(sql`created_at`)} as created_on,
          exists (select from account_credential c where c.user_id = a.id and c.password is not null) as has_password,
          (select ${day(sql`f.confirmed_at`)} from second_factor f where f.person_id = p.id) as second_factor_since,
          (select count(*)::int from second_factor_recovery r where r.person_id = p.id and r.used_at is null) as paper_codes_left,
          exists (select from recovery_code r where r.person_id = p.id and r.used_at is null) as has_recovery_code
        from person p left join account a on a.id = p.id where p.id = ${id}::uuid`,
  sessions: (id) =>
    sql`select device, browser, started_on, last_used_on, ${day(sql`expires_at`)} as expires_on from session where person_id = ${id}::uuid order by started_on, id`,
  roles: (id) =>
    sql`select role, ${placeOf(sql`territory_id`)} as place, ${bodyOf(sql`organization_id`)} as organization,
          (select name from coalition where id = coalition_id) as coalition, valid_from, valid_to from membership where person_id = ${id}::uuid order by valid_from, id`,
  roleRequests: (id) =>
    sql`select role, ${placeOf(sql`territory_id`)} as place, state, ${day(sql`asked_at`)} as asked_on, ${day(sql`decided_at`)} as decided_on
        from membership_request where person_id = ${id}::uuid order by asked_at, id`,
  belonging: (id) =>
    sql`select ${bodyOf(sql`organization_id`)} as organization, kind, valid_from, valid_to from affiliation where person_id = ${id}::uuid order by valid_from, id`,
  certificates: (id) =>
    sql`select competence, valid_from, valid_to from certificate where person_id = ${id}::uuid order by valid_from, id`,
  observations: (id) =>
    sql`select o.id, (select mv.wording from measure_version mv join plan_version v on v.id = mv.version_id where mv.measure_id = o.measure_id order by v.number desc limit 1) as measure,
          ${placeOf(sql`o.settlement_id`)} as place, o.level, o.dont_know, o.method, o.seen_on, o.words, o.public_words, ${stateOfDay} as state, o.submitted_on, o.published_on, o.withdrawn_on, o.consent_version,
          a.pseudonym, ${bodyOf(sql`a.organization_id`)} as organization, a.is_implementer,
          (select coalesce(json_agg(json_build_object('decidedOn', d.decided_on, 'decision', d.decision, 'reason', nullif(d.reason, ''), 'revealingReason', d.revealing_reason) order by d.decided_at), '[]') from observation_decision d where d.observation_id = o.id) as decisions
        from observation_author a join observation o on o.id = a.observation_id where a.person_id = ${id}::uuid order by o.submitted_on, o.id`,
  pseudonyms: (id) =>
    sql`select ${placeOf(sql`territory_id`)} as place, pseudonym from observer_pseudonym where person_id = ${id}::uuid order by 1`,
  decisions: (id) =>
    sql`select 'OBSERVATION' as kind, observation_id as subject_id, decision, reason, revealing_reason, decided_on from observation_decision where decided_by_id = ${id}::uuid
        union all select kind, subject_id, decision, reason, null, decided_on from public_text_decision where decided_by_id = ${id}::uuid order by 6, 2, 3`,
  invitations: (id) =>
    sql`select ${placeOf(sql`territory_id`)} as place, uses_allowed, uses, made_on, expires_on, ${day(sql`revoked_at`)} as revoked_on from invitation where made_by_id = ${id}::uuid order by made_on, id`,
  files: (id) =>
    sql`select file_name, uploaded_on, state from plan_import where uploaded_by_id = ${id}::uuid order by uploaded_on, id`,
  entries: (id) =>
    sql`select 'PLAN_VERSION' as kind, v.id, p.title, v.known_from as entered_on from plan_version v join action_plan p on p.id = v.plan_id where v.entered_by_id = ${id}::uuid
        union all select 'REPORT', r.id, r.title, r.known_from from official_report r where r.entered_by_id = ${id}::uuid
        union all select 'STATEMENT', s.id, s.text, s.known_from from measure_statement s where s.entered_by_id = ${id}::uuid order by 4, 2`,
  notes: (id) =>
    sql`select (select title from campaign where id = campaign_id) as campaign, text, ${day(sql`written_at`)} as written_on from campaign_note where written_by_id = ${id}::uuid order by written_at, id`,
  exports: (id) =>
    sql`select ${placeOf(sql`territory_id`)} as place, (select title from action_plan where id = plan_id) as plan, month_from, month_to, format, reason, asked_on, times_taken, row_count
        from observation_export where asked_by_id = ${id}::uuid order by asked_at, id`,
  actions: (id) =>
    sql`select action, subject_kind, subject_id, to_char(at at time zone 'Europe/Sofia', 'YYYY-MM-DD HH24:MI') as at from audit_entry where actor_id = ${id}::uuid order by id`,
};

export async function ownData(context: RequestContext, personId: string): Promise<OwnData> {
  const held: Partial<Record<OwnDataSection, Record<string, unknown>[]>> = {};
  for (const section of ownDataSections) held[section] = await rows(context, statements[section](personId));
  return held as OwnData;
}
