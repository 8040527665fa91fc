/**
 * What each period of keeping takes away (schema/vocabulary/retention.ts says how long, and why). A sweep is told the last
 * day of which nothing may be left, and gives how many rows went. A period without a sweep does not compile.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { SweptKind } from '../../schema/vocabulary/retention.ts';
import { Role } from '../../schema/vocabulary/role.ts';
import { withdrawDue } from '../observations/erased-withdrawal.service.ts';
import { emptyAwaited } from '../observations/observer-erasure.ts';
import { forgetWithin } from '../people/erasure/erasure.service.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql, type Sql } from '../platform/sql.ts';

/** @param lastDay days in Sofia; what ended then or before goes. */
type Sweep = (tx: RequestContext, lastDay: LocalDate) => Promise<number>;

/** Of a moment: it lies on the day or before. */
const byThen = (moment: Sql, lastDay: LocalDate): Sql =>
  sql`(${moment} at time zone 'Europe/Sofia')::date <= ${lastDay}::date`;

/** The statement gives back a row for each that went. */
const deleted =
  (statement: (lastDay: LocalDate, tx: RequestContext) => Sql): Sweep =>
  async (tx, lastDay) =>
    (await rows(tx, statement(lastDay, tx))).length;

/** The words of an observation, and what was written in deciding on it. A reason stays one that was given: it is emptied. */
async function emptied(tx: RequestContext, ended: Sql): Promise<number> {
  const words = await rows(
    tx,
    sql`update observation o set words = null, public_words = null where (o.words is not null or o.public_words is not null) and ${ended} returning 1`,
  );
  const reasons = await rows(
    tx,
    sql`update observation_decision d set reason = case when d.reason is not null then '' end, revealing_reason = null from observation o
        where o.id = d.observation_id and (d.reason <> '' or d.revealing_reason is not null) and ${ended} returning 1`,
  );
  return words.length + reasons.length;
}

/** Those the statement finds are forgotten one by one: each feature takes away what it holds of them. */
const forgotten =
  (statement: (lastDay: LocalDate) => Sql): Sweep =>
  async (tx, lastDay) => {
    const found = await rows<{ id: string }>(tx, statement(lastDay));
    for (const { id } of found) await forgetWithin(tx, id);
    return found.length;
  };

export const sweeps: Readonly<Record<SweptKind, Sweep>> = {
  SESSION: deleted((day) => sql`delete from session where ${byThen(sql`expires_at`, day)} returning 1`),
  // those of the day that still let in stay
  SIGN_IN_CODE: deleted(
    (_day, tx) =>
      sql`delete from account_verification where expires_at <= ${tx.now.toISOString()}::timestamptz returning 1`,
  ),
  PAPER_CODE: async (tx, day) => {
    const recovery = await rows(tx, sql`delete from recovery_code where ${byThen(sql`used_at`, day)} returning 1`);
    const factor = await rows(
      tx,
      sql`delete from second_factor_recovery where ${byThen(sql`used_at`, day)} returning 1`,
    );
    return recovery.length + factor.length;
  },
  ADMINISTRATOR_LINK: deleted(
    (day) => sql`delete from administrator_link where ${byThen(sql`coalesce(used_at, expires_at)`, day)} returning 1`,
  ),
  ATTEMPT: deleted((day) => sql`delete from attempt_window where ${byThen(sql`ends_at`, day)} returning 1`),
  OUTBOX_MAIL: (tx, day) => Promise.resolve(tx.house.mail.forget(day)),
  INVITATION: deleted(
    (day) =>
      sql`delete from invitation where expires_on <= ${day}::date or ${byThen(sql`revoked_at`, day)} returning 1`,
  ),
  UNUSED_ACCOUNT: forgotten(
    (day) =>
      sql`select p.id from person p join account a on a.id = p.id
          where p.last_seen_on is null and p.erased_on is null and not p.is_demo and ${byThen(sql`a.created_at`, day)} order by p.id`,
  ),
  UNCONFIRMED_IMPORT: deleted(
    (day) => sql`delete from plan_import where state <> 'CONFIRMED' and uploaded_on <= ${day}::date returning 1`,
  ),
  CONFIRMED_IMPORT: deleted(
    (day) => sql`delete from plan_import where state = 'CONFIRMED' and uploaded_on <= ${day}::date returning 1`,
  ),
  UNPUBLISHED_WORDS: (tx, day) =>
    emptied(
      tx,
      sql`o.state in ('RETURNED', 'REJECTED', 'WITHDRAWN', 'UNDONE') and greatest(o.submitted_on, o.withdrawn_on,
        (select max(d.decided_on) from observation_decision d where d.observation_id = o.id)) <= ${day}::date`,
    ),
  REPLACED_WORDS: deleted(
    (day) =>
      sql`update observation o set words = null where words is not null and public_words is not null and state in ('VERIFIED', 'AWAITING_REPLY', 'PUBLISHED')
            and (select max(d.decided_on) from observation_decision d where d.observation_id = o.id and d.decision = 'VERIFIED') <= ${day}::date returning 1`,
  ),
  HIDDEN_WORDS: async (tx, day) => {
    const seen = await emptied(tx, sql`o.words_hidden_on <= ${day}::date`);
    const said = await rows(
      tx,
      sql`update public_text_decision set words = null, more_words = null, reason = ''
          where decided_on <= ${day}::date and (words is not null or more_words is not null or reason <> '') returning 1`,
    );
    return seen + said.length;
  },
  TEXT_REPORT: async (tx, day) => {
    const reports = await rows(tx, sql`delete from text_report where reported_on <= ${day}::date returning 1`);
    const ofClaims = await rows(tx, sql`delete from public_text_report where reported_on <= ${day}::date returning 1`);
    const reasons = await rows(
      tx,
      sql`update observation_decision set reason = '' where decision = 'REPORT_DISMISSED' and reason <> '' and decided_on <= ${day}::date returning 1`,
    );
    return reports.length + ofClaims.length + reasons.length;
  },
  ERASED_OBSERVATION: (tx) => withdrawDue(tx),
  ERASED_WAITING: emptyAwaited,
  WAITING_ROLE_REQUEST: deleted(
    (day) => sql`delete from membership_request where state = 'WAITING' and ${byThen(sql`asked_at`, day)} returning 1`,
  ),
  ROLE_REQUEST: deleted((day) => sql`delete from membership_request where ${byThen(sql`decided_at`, day)} returning 1`),
  // Who keeps the house is never forgotten by itself: a house that nobody visited for years still opens.
  ABSENT_PERSON: forgotten(
    (day) =>
      sql`select p.id from person p where (p.last_seen_on + interval '1 month')::date <= ${day}::date and p.erased_on is null and not p.is_demo
            and not exists (select from membership m where m.person_id = p.id and m.role = ${Role.ADMINISTRATOR} and (m.valid_to is null or m.valid_to > ${day}::date))
          order by p.id`,
  ),
  OBSERVATION_EXPORT: deleted((day) => sql`delete from observation_export where asked_on <= ${day}::date returning 1`),
  ENDED_ROLE: async (tx, day) => {
    const roles = await rows(tx, sql`delete from membership where valid_to <= ${day}::date returning 1`);
    const belonging = await rows(tx, sql`delete from affiliation where valid_to <= ${day}::date returning 1`);
    const certificates = await rows(tx, sql`delete from certificate where valid_to <= ${day}::date returning 1`);
    return roles.length + belonging.length + certificates.length;
  },
};
