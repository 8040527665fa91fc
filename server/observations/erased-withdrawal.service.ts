/**
 * Withdraws what erased people had published, each observation on its day, as its monitor would have: nothing tells the
 * one from the other. On a day that was missed because no server ran, one goes late and the others draw anew: those that
 * would go together might be taken for one person's.
 */
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';
import { forgetBodies } from './observer-erasure.ts';
import { drawDays } from './withdrawal-days.ts';

/** In the caller's transaction, for the purpose of erasure. @returns how many went. */
export async function withdrawDue(tx: RequestContext): Promise<number> {
  const due = await rows<{ id: string; isMissed: boolean }>(
    tx,
    sql`select observation_id as id, due_on < ${tx.today}::date as is_missed from withdrawal_due where due_on <= ${tx.today}::date
        order by gen_random_uuid() for update`,
  );
  const [late, ...later] = due.filter(({ isMissed }) => isMissed);
  const going = [...due.filter(({ isMissed }) => !isMissed), ...(late === undefined ? [] : [late])];
  for (const { id } of going) await withdrawErased(tx, id);
  const days = drawDays(tx.today, later.length);
  await rows(
    tx,
    sql`update withdrawal_due d set due_on = drawn.due_on from unnest(${later.map(({ id }) => id)}::uuid[], ${days}::date[]) as drawn (id, due_on)
        where d.observation_id = drawn.id`,
  );
  return going.length;
}

/** In the caller's transaction, for the purpose of erasure. @returns whether it still stood. */
export async function withdrawErased(tx: RequestContext, id: string): Promise<boolean> {
  const [withdrawn] = await rows<{ measureId: string; counted: boolean }>(
    tx,
    sql`update observation o set state = 'WITHDRAWN', withdrawn_on = ${tx.today}::date, words = null, public_words = null
        from observation_author a where o.id = ${id}::uuid and a.observation_id = o.id and a.person_id is null and o.withdrawn_on is null
        returning o.measure_id, o.published_on is not null and o.undone_on is null as counted`,
  );
  await rows(tx, sql`delete from withdrawal_due where observation_id = ${id}::uuid`);
  if (withdrawn === undefined) return false;
  await forgetBodies(tx, [id]);
  await audit(tx, { action: 'observation.withdraw', subjectKind: 'Observation', subjectId: id });
  if (withdrawn.counted)
    await tx.events.emit(tx, 'measures.changed', { measureIds: [withdrawn.measureId], fromDay: tx.today });
  return true;
}
