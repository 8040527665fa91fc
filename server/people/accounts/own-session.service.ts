/** One's own sessions: which devices are signed in, and ending them. */
import type { DeviceKind } from '../../../schema/vocabulary/device-kind.ts';
import { audit } from '../../platform/audit.ts';
import type { Actor } from '../../platform/access.ts';
import type { RequestContext } from '../../platform/context.ts';
import { isUuid } from '../../platform/node.ts';
import { notFound } from '../../platform/problem.ts';
import { rows, sql } from '../../platform/sql.ts';
import { inTransaction } from '../../platform/transaction.ts';

export interface OwnSessionRow {
  readonly id: string;
  readonly device: DeviceKind;
  readonly browser: string | null;
  readonly startedOn: string | null;
  readonly lastUsedOn: string | null;
  readonly isThis: boolean;
}

/** The one in use first, then by last use. */
export function ownSessions(context: RequestContext, personId: string): Promise<OwnSessionRow[]> {
  return rows(
    context,
    sql`select id, device, browser, started_on, last_used_on, id is not distinct from ${context.session.id}::uuid as is_this
        from session where person_id = ${personId} and expires_at > ${context.now.toISOString()}::timestamptz
        order by is_this desc, last_used_on desc nulls last, id`,
  );
}

/** @throws NOT_FOUND for anybody else's, and one that has ended. */
export async function endOwnSession(context: RequestContext, actor: Actor, id: string): Promise<void> {
  if (!isUuid(id)) throw notFound();
  await inTransaction(context, async (tx) => {
    const ended = await rows(
      tx,
      sql`delete from session where id = ${id}::uuid and person_id = ${actor.personId} returning id`,
    );
    if (ended.length === 0) throw notFound();
    await audit(tx, { action: 'session.end', subjectKind: 'Session', subjectId: id });
  });
}

/** All but the one in use. @returns how many. */
export async function endOtherSessions(context: RequestContext, actor: Actor): Promise<number> {
  return inTransaction(context, async (tx) => {
    const ended = await rows<{ id: string }>(
      tx,
      sql`delete from session where person_id = ${actor.personId} and id is distinct from ${tx.session.id}::uuid returning id`,
    );
    for (const { id } of ended) await audit(tx, { action: 'session.end', subjectKind: 'Session', subjectId: id });
    return ended.length;
  });
}
