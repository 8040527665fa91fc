/**
 * Erases, hides and undoes again, after a restore, what was since the backup: each by the service that did it then, with
 * effect from its day.
 */
import type { App } from '../app.ts';
import { withdrawErased } from '../observations/erased-withdrawal.service.ts';
import { withdrawObservation } from '../observations/observation.service.ts';
import { PublishedTextAct } from '../observations/observation.policy.ts';
import { settleAgain } from '../observations/text-report.service.ts';
import { erasePerson } from '../people/erasure/erasure.service.ts';
import { operatorActor } from '../people/operator.ts';
import { forPurpose } from '../platform/context.ts';
import { Purpose } from '../platform/purpose.ts';
import { oneRow, sql } from '../platform/sql.ts';
import { hideAgain } from '../public-texts/public-text.service.ts';
import { inTransaction } from '../platform/transaction.ts';
import { ErasureKind, groundIn, type Erasure } from './erasure-register.ts';

/** @returns how many were of somebody or something that came back. */
export async function replayErasures(app: App, erasures: readonly Erasure[]): Promise<number> {
  let replayed = 0;
  for (const erasure of erasures) if (await replay(app, erasure)) replayed += 1;
  return replayed;
}

async function replay(app: App, { kind, id, on }: Erasure): Promise<boolean> {
  const now = new Date(`${on}T12:00:00Z`);
  if (kind === ErasureKind.WORDS) return settle(app, { id, now, act: PublishedTextAct.HIDE });
  if (kind === ErasureKind.VERIFICATION) return settle(app, { id, now, act: PublishedTextAct.UNDO });
  const because = groundIn(kind);
  if (because !== null) {
    const operator = await operatorActor({ em: app.database.em.fork() });
    return hideAgain(app.contextFor({ actor: operator, now }), operator, { id, because, on });
  }
  const context = app.contextFor({ actor: null, now });
  if (kind === ErasureKind.PERSON) {
    const cameBack = await oneRow(context, sql`select id from person where id = ${id}::uuid and erased_on is null`);
    return cameBack !== null && erasePerson(context, id);
  }
  const author = await oneRow<{ personId: string | null }>(
    context,
    sql`select a.person_id from observation_author a join observation o on o.id = a.observation_id
        where o.id = ${id}::uuid and o.withdrawn_on is null`,
  );
  if (author === null) return false;
  if (author.personId === null)
    return inTransaction(forPurpose(context, Purpose.ERASURE), (tx) => withdrawErased(tx, id));
  await withdrawObservation(context, { personId: author.personId, memberships: [] }, id);
  return true;
}

async function settle(
  app: App,
  { id, now, act }: { readonly id: string; readonly now: Date; readonly act: PublishedTextAct },
): Promise<boolean> {
  const operator = await operatorActor({ em: app.database.em.fork() });
  return settleAgain(app.contextFor({ actor: operator, now }), operator, { id, act });
}
