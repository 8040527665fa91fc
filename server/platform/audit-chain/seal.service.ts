/**
 * Seals what was written since the last time. Ids of entries are drawn before their transactions commit, so a lower one
 * may come after a higher one was sealed: such gaps are kept in mind, and what fills them goes into the next seal.
 */
import { sofiaDay } from '../../../schema/rules/days.ts';
import { forPurpose, type RequestContext } from '../context.ts';
import { Purpose } from '../purpose.ts';
import { oneRow, rows, sql } from '../sql.ts';
import { inTransaction } from '../transaction.ts';
import { entryColumns, headOf, sealColumns, type SealedEntry } from './canonical-form.ts';

export interface Seal {
  readonly number: number;
  readonly upTo: string;
  readonly sealedAtMicros: string;
  /** Hex. */
  readonly head: string;
}

/** Entries of one seal at the most. */
const MOST_ENTRIES = 2_000;
/** Of several processes one seals; the others have nothing to do. */
const SEALING = sql`hashtext('sverka audit seal')`;
/** A gap is left alone once nobody can fill it: its transactions have ended, and a day to be sure. */
const GAP_KEPT = sql`interval '1 day'`;

/** The last seal; null while there is none. */
export const lastSeal = (context: RequestContext): Promise<Seal | null> =>
  oneRow<Seal>(context, sql`select ${sealColumns} from audit_seal s order by s.number desc limit 1`);

/**
 * @returns how many entries were sealed; none also when another process is at it. The first call of a day leaves a seal
 * even when there is nothing to seal, so that a head that did not change tells nobody that nothing happened.
 */
export async function sealAudit(context: RequestContext): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await inTransaction(forPurpose(context, Purpose.SEALING), sealOnce);
    sealed += count;
    if (count < MOST_ENTRIES) return sealed;
  }
}

async function sealOnce(tx: RequestContext): Promise<number> {
  const turn = await oneRow<{ ours: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${SEALING}) as ours`);
  if (!turn?.ours) return 0;
  const last = await lastSeal(tx);
  const entries = await unsealedEntries(tx, last?.upTo ?? '0');
  if (entries.length === 0 && last !== null && sofiaDay(momentOf(last)) === tx.today) return 0;
  await appendSeal(tx, last, entries);
  return entries.length;
}

const momentOf = ({ sealedAtMicros }: Seal): Date => new Date(Number(BigInt(sealedAtMicros) / 1000n));

/** By id; of a transaction that still runs none is seen. */
const unsealedEntries = (tx: RequestContext, upTo: string): Promise<SealedEntry[]> =>
  rows(
    tx,
    sql`select * from (
          (select e.id as place, ${entryColumns} from audit_entry e where e.id > ${upTo}::bigint order by e.id limit ${MOST_ENTRIES})
          union all
          select e.id as place, ${entryColumns} from audit_gap g join audit_entry e on e.id >= lower(g.ids) and e.id < upper(g.ids)
        ) found order by place limit ${MOST_ENTRIES}`,
  );

async function appendSeal(tx: RequestContext, last: Seal | null, entries: readonly SealedEntry[]): Promise<void> {
  const before = last?.upTo ?? '0';
  const highest = entries.at(-1)?.id ?? '0';
  const heading = {
    number: (last?.number ?? 0) + 1,
    headBefore: last?.head ?? '',
    sealedAtMicros: String(tx.now.getTime() * 1000),
    upTo: BigInt(highest) > BigInt(before) ? highest : before,
  };
  const ids = multirangeOf(entries.map(({ id }) => BigInt(id)));
  await rows(
    tx,
    sql`insert into audit_seal (number, entry_ids, up_to, sealed_at, head)
        values (${heading.number}, ${ids}::int8multirange, ${heading.upTo}::bigint,
          timestamptz 'epoch' + ${heading.sealedAtMicros}::bigint * interval '1 microsecond', decode(${headOf(heading, entries)}, 'hex'))`,
  );
  await keepGaps(tx, { ids, from: before, to: heading.upTo });
}

/** Takes away what was filled and what nobody can fill any more, and notes what was passed over now. */
async function keepGaps(
  tx: RequestContext,
  { ids, from, to }: { readonly ids: string; readonly from: string; readonly to: string },
): Promise<void> {
  await rows(
    tx,
    sql`with filled as (delete from audit_gap where ids && ${ids}::int8multirange returning *)
        insert into audit_gap (ids, noted_at, open_until)
        select unnest(int8multirange(ids) - ${ids}::int8multirange), noted_at, open_until from filled`,
  );
  await rows(
    tx,
    sql`delete from audit_gap where noted_at < now() - ${GAP_KEPT} and open_until <= pg_snapshot_xmin(pg_current_snapshot())`,
  );
  await rows(
    tx,
    sql`insert into audit_gap (ids)
        select unnest(int8multirange(int8range(${from}::bigint, ${to}::bigint, '(]')) - ${ids}::int8multirange)`,
  );
}

/** `{[1,4),[7,8)}` of 1, 2, 3 and 7. */
function multirangeOf(ids: readonly bigint[]): string {
  const ranges: { from: bigint; to: bigint }[] = [];
  for (const id of ids) {
    const range = ranges.at(-1);
    if (range?.to === id) range.to += 1n;
    else ranges.push({ from: id, to: id + 1n });
  }
  return `{${ranges.map(({ from, to }) => `[${from},${to})`).join()}}`;
}
