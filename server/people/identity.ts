/**
 * Who a request comes from. Sessions are rows, tokens are random and stored as hashes; how a person proves who they
 * are is the business of the sign-in that calls `startSession`, so that real accounts take the place of the demo's.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { LocalDate } from '../../schema/rules/days.ts';
import type { Actor, ActorMembership } from '../platform/access.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import type { EntityManager } from '@mikro-orm/postgresql';

const SESSION_DAYS = 30;
export const SESSION_SECONDS = SESSION_DAYS * 86_400;

interface Reader {
  readonly em: EntityManager;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Opens a session. @returns the token for the cookie, never stored. */
export async function startSession(reader: Reader, personId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000).toISOString();
  await rows(
    reader,
    sql`insert into session (token_hash, person_id, expires_at) values (${hashOf(token)}, ${personId}, ${expiresAt}::timestamptz)`,
  );
  return token;
}

export async function endSession(reader: Reader, token: string): Promise<void> {
  await rows(reader, sql`delete from session where token_hash = ${hashOf(token)}`);
}

/** The actor behind a token on a day, with the memberships valid then; null when the token is unknown or has run out. */
export async function actorOfToken(
  reader: Reader,
  token: string,
  moment: { readonly now: Date; readonly today: LocalDate },
): Promise<Actor | null> {
  const session = await oneRow<{ personId: string }>(
    reader,
    sql`select person_id from session where token_hash = ${hashOf(token)} and expires_at > ${moment.now.toISOString()}::timestamptz`,
  );
  return session === null ? null : actorOfPerson(reader, session.personId, moment.today);
}

export async function actorOfPerson(reader: Reader, personId: string, today: LocalDate): Promise<Actor> {
  const memberships = await rows<ActorMembership>(
    reader,
    sql`select role, territory_id, organization_id, coalition_id from membership
        where person_id = ${personId} and valid_from <= ${today} and (valid_to is null or ${today} <= valid_to)`,
  );
  return { personId, memberships };
}
