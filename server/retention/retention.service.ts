/**
 * Applies the periods of keeping, each in a transaction of its own and once a day (what goes at once: each time), whichever process comes first: an
 * advisory lock lets one in, and the day that was swept is kept beside the data.
 */
import type { Logger } from 'pino';
import { addDays } from '../../schema/rules/days.ts';
import { retentionPeriods, type SweptKind } from '../../schema/vocabulary/retention.ts';
import { forPurpose, type RequestContext } from '../platform/context.ts';
import { Purpose } from '../platform/purpose.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { sweeps } from './sweeps.ts';

export interface Swept {
  readonly kind: SweptKind;
  /** Rows that went. */
  readonly gone: number;
}

/** By the day of the context. @returns what this call swept; what was swept that day already is left out. */
export async function sweepPersonalData(context: RequestContext): Promise<Swept[]> {
  const swept: Swept[] = [];
  for (const kind of Object.keys(sweeps) as SweptKind[]) {
    const gone = await inTransaction(forPurpose(context, Purpose.ERASURE), (tx) => sweepOnce(tx, kind));
    if (gone !== null) swept.push({ kind, gone });
  }
  return swept;
}

/** The same, and tells the log how much went. */
export async function sweepAndSay(context: RequestContext, log: Logger): Promise<void> {
  const gone = (await sweepPersonalData(context)).filter(({ gone: count }) => count > 0);
  if (gone.length > 0) log.info({ gone }, 'what was kept long enough is gone');
}

/** Null: it was done today and need not be again, or another process is at it. */
async function sweepOnce(tx: RequestContext, kind: SweptKind): Promise<number | null> {
  const turn = await oneRow<{ mine: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`retention:${kind}`}, 0)) as mine`,
  );
  if (turn?.mine !== true) return null;
  const { days } = retentionPeriods[kind];
  const done = await oneRow(
    tx,
    sql`select kind from retention_sweep where kind = ${kind} and swept_on >= ${tx.today}::date`,
  );
  if (done !== null && days > 0) return null;
  const gone = await sweeps[kind](tx, addDays(tx.today, -days));
  await rows(
    tx,
    sql`insert into retention_sweep (kind, swept_on, gone) values (${kind}, ${tx.today}, ${gone})
        on conflict (kind) do update set swept_on = excluded.swept_on, gone = excluded.gone`,
  );
  return gone;
}
