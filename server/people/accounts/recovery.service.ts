/**
 * The way back of a person who has no e-mail: a code on paper. It is used once and the next is given with the answer;
 * until that answer has shown to have arrived (its session was used), the old code holds, for networks that drop.
 */
import type { Actor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { countAttempt, networkOf } from '../../platform/attempts.ts';
import { forPurpose, type RequestContext } from '../../platform/context.ts';
import { keyedHash } from '../../platform/house.ts';
import { badInput } from '../../platform/problem.ts';
import { Purpose } from '../../platform/purpose.ts';
import { oneRow, rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { DEVICE_SESSION_DAYS } from '../identity.ts';
import { RECOVERY_GROUPS, drawPaperCode, readPaperCode } from './recovery-words.ts';

const hashOf = ({ house }: RequestContext, code: string): Buffer =>
  keyedHash(house, { purpose: 'recovery', text: code.replaceAll('-', '') });

/** Draws the person's code, in place of any before. @returns it, shown this once. */
export async function drawRecoveryCode(tx: RequestContext, personId: string): Promise<string> {
  const code = drawPaperCode(RECOVERY_GROUPS);
  await rows(tx, sql`delete from recovery_code where person_id = ${personId} and used_at is null`);
  await rows(tx, sql`insert into recovery_code (person_id, code_hash) values (${personId}, ${hashOf(tx, code)})`);
  return code;
}

/** A new code on demand of who is signed in. The old one is worth nothing from now on. */
export function renewRecoveryCode(context: RequestContext, { personId }: Actor): Promise<string> {
  return inTransaction(context, async (tx) => {
    await rows(tx, sql`delete from recovery_code where person_id = ${personId}`);
    await audit(tx, { action: 'recovery-code.renew', subjectKind: 'Person', subjectId: personId });
    return drawRecoveryCode(tx, personId);
  });
}

export interface Recovery {
  readonly code: string;
  /** For a phone that was lost or taken. */
  readonly endsOtherSessions: boolean;
}

/** Signs in by the code. @returns the next code. @throws BAD_INPUT for a wrong or used one; TOO_MANY_REQUESTS. */
export async function recoverByCode(
  context: RequestContext,
  { code: typed, endsOtherSessions }: Recovery,
): Promise<string> {
  await countAttempt(context, [
    { kind: 'recovery', subject: networkOf(context.caller.address), most: 20, windowSeconds: 900 },
  ]);
  const code = readPaperCode(typed, RECOVERY_GROUPS);
  if (code === null) throw badInput('recovery.unreadable', { field: 'code' });
  return inTransaction(forPurpose(context, Purpose.SIGN_IN), async (tx) => {
    const used = await oneRow<{ id: string; personId: string; openedSessionId: string | null }>(
      tx,
      sql`update recovery_code r set used_at = ${tx.now.toISOString()}::timestamptz
          where code_hash = ${hashOf(tx, code)}
            and (used_at is null or exists (select from session s where s.id = r.opened_session_id and s.last_used_on is null))
          returning id, person_id, opened_session_id`,
    );
    if (used === null) throw badInput('recovery.wrong', { field: 'code' });
    const { id, personId, openedSessionId } = used;
    // The session of an answer that never arrived; there is one only where the code is used again.
    await rows(tx, sql`delete from session where id = ${openedSessionId}::uuid`);
    if (endsOtherSessions) await rows(tx, sql`delete from session where person_id = ${personId}`);
    const session = await tx.session.start(tx, { personId, lastsDays: DEVICE_SESSION_DAYS });
    await rows(tx, sql`update recovery_code set opened_session_id = ${session}::uuid where id = ${id}::uuid`);
    await rows(
      tx,
      sql`delete from recovery_code where person_id = ${personId} and used_at is not null and id <> ${id}::uuid`,
    );
    const next = await drawRecoveryCode(tx, personId);
    await audit(
      { ...tx, actor: { personId, memberships: [] } },
      { action: 'person.recover', subjectKind: 'Person', subjectId: personId },
    );
    return next;
  });
}
