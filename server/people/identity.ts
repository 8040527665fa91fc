/**
 * Who a request comes from. Sessions are rows, tokens are random and stored as hashes. The actor is read anew for every
 * request, so that an ended membership or session acts at once; nothing here may be kept longer than that.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Role } from '../../schema/vocabulary/role.ts';
import type { Actor, ActorMembership } from '../platform/access.ts';
import type { RequestContext, SessionStart } from '../platform/context.ts';
import { Purpose } from '../platform/purpose.ts';
import { NOBODY } from '../platform/standing.ts';
import { oneRow, rows, sql, type Reader, type Sql } from '../platform/sql.ts';
import { deviceOf } from './device.ts';
import { needsSecondFactor } from './staff.policy.ts';

export const DAY_SECONDS = 86_400;
const SESSION_DAYS = 30;
/** Of a phone that has no other way in than its recovery code. */
export const DEVICE_SESSION_DAYS = 180;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** In a transaction, that one's own standing decides. */
const asSession = ({ em, statements }: Reader): Reader => ({
  em,
  statements: statements?.as({ ...NOBODY, purpose: Purpose.SESSION }) ?? null,
});

/** Opens a session. @returns the token for the cookie, never stored. */
export async function startSession(
  { em, statements, now, today, caller }: Pick<RequestContext, 'em' | 'statements' | 'now' | 'today' | 'caller'>,
  { personId, lastsDays = SESSION_DAYS, secondFactor = false }: SessionStart,
): Promise<{ readonly id: string; readonly token: string; readonly lastsDays: number }> {
  const token = randomBytes(32).toString('base64url');
  const { device, browser } = deviceOf(caller.userAgent);
  const at = now.toISOString();
  const [started] = await rows<{ id: string }>(
    asSession({ em, statements }),
    sql`with ${seen(personId, today)}
        insert into session (token_hash, person_id, expires_at, started_on, lasts_days, device, browser, second_factor_at)
        values (${hashOf(token)}, ${personId}, ${at}::timestamptz + make_interval(days => ${lastsDays}), ${today}, ${lastsDays}, ${device}, ${browser},
          case when ${secondFactor}::boolean then ${at}::timestamptz end)
        returning id`,
  );
  if (started === undefined) throw new Error('A session that was inserted has no row.');
  return { id: started.id, token, lastsDays };
}

export async function endSession(reader: Reader, token: string): Promise<void> {
  await rows(asSession(reader), sql`delete from session where token_hash = ${hashOf(token)}`);
}

export interface Moment {
  readonly now: Date;
  readonly today: LocalDate;
  /** Whether the accounts of the demo data may act. */
  readonly demo: boolean;
}

export interface OpenSession {
  readonly id: string;
  readonly personId: string;
  /** Null while the session waits for the second factor that the person has set up: until then it acts for nobody. */
  readonly actor: Actor | null;
  /** Null: never since it was opened. */
  readonly lastUsedOn: LocalDate | null;
  readonly lastsDays: number;
}

interface SessionRow extends Omit<OpenSession, 'actor'> {
  readonly isDemo: boolean;
  readonly secondFactorShown: boolean;
  readonly secondFactorSet: boolean;
  readonly memberships: readonly ActorMembership[];
}

/** The session behind a token, with the memberships valid on the day; null when the token is unknown or has run out. */
export async function sessionOfToken(reader: Reader, token: string, moment: Moment): Promise<OpenSession | null> {
  const { now, today, demo } = moment;
  const session = await oneRow<SessionRow>(
    asSession(reader),
    sql`select s.id, s.person_id, s.last_used_on, s.lasts_days, p.is_demo, s.second_factor_at is not null as second_factor_shown,
          exists (select from second_factor f where f.person_id = s.person_id and f.confirmed_at is not null) as second_factor_set,
          (select coalesce(json_agg(json_build_object('role', m.role, 'territoryId', m.territory_id, 'organizationId', m.organization_id, 'coalitionId', m.coalition_id)), '[]')
           from membership m where m.person_id = s.person_id and m.valid_from <= ${today}::date and (m.valid_to is null or ${today}::date <= m.valid_to)) as memberships
        from session s join person p on p.id = s.person_id
        where s.token_hash = ${hashOf(token)} and s.expires_at > ${now.toISOString()}::timestamptz`,
  );
  if (session === null || (session.isDemo && !demo)) return null;
  const { id, personId, lastUsedOn, lastsDays } = session;
  return { id, personId, lastUsedOn, lastsDays, actor: actingAs(session) };
}

function actingAs(session: SessionRow): Actor | null {
  const { personId, memberships, isDemo, secondFactorSet, secondFactorShown } = session;
  if (secondFactorSet && !secondFactorShown) return null;
  if (isDemo || secondFactorShown) return { personId, memberships, sleepingRoles: [] };
  const sleeping = memberships.map(({ role }) => role).filter(needsSecondFactor);
  return {
    personId,
    memberships: memberships.filter(({ role }) => !needsSecondFactor(role)),
    sleepingRoles: [...new Set<Role>(sleeping)],
  };
}

/** Once a day, a session that is used lives on. @returns whether the cookie is to be renewed too. */
export async function renewSession(
  reader: Reader,
  { id, personId, lastUsedOn, lastsDays }: OpenSession,
  { now, today }: Moment,
): Promise<boolean> {
  if (lastUsedOn !== null && lastUsedOn >= today) return false;
  await rows(
    asSession(reader),
    sql`with ${seen(personId, today)}
        update session set last_used_on = ${today}, expires_at = ${now.toISOString()}::timestamptz + make_interval(days => ${lastsDays})
        where id = ${id} and ${PERSON_FIRST}`,
  );
  return true;
}

/** Part of a statement: the month in which the person was here, by which those who never come back are forgotten. */
const seen = (personId: string, today: LocalDate): Sql =>
  sql`seen as (update person set last_seen_on = date_trunc('month', ${today}::date)::date
      where id = ${personId}::uuid and last_seen_on is distinct from date_trunc('month', ${today}::date)::date returning id)`;

/** Looked into, it is done before the rest: whoever erases somebody locks the person, then their sessions. */
const PERSON_FIRST = sql`(select count(*) from seen) is not null`;

/** A person with all their memberships of a day: for commands and the demo, where no session says more. */
export async function actorOfPerson(reader: Reader, personId: string, today: LocalDate): Promise<Actor> {
  const memberships = await rows<ActorMembership>(
    reader,
    sql`select role, territory_id, organization_id, coalition_id from membership
        where person_id = ${personId} and valid_from <= ${today} and (valid_to is null or ${today} <= valid_to)`,
  );
  return { personId, memberships };
}
