/** Recomputes the chain from its first seal on and says what is not as it was sealed. Reads one state of the database, writes nothing. */
import { IsolationLevel } from '@mikro-orm/core';
import type { RequestContext } from '../context.ts';
import { oneRow, rows, sql } from '../sql.ts';
import { entryColumns, headOf, sealColumns, type SealedEntry } from './canonical-form.ts';
import type { Seal } from './seal.service.ts';

export const ChainFault = {
  /** A seal is missing between two others, or before the first. */
  SEAL_MISSING: 'SEAL_MISSING',
  /** Entries that were sealed are not there. */
  ENTRY_MISSING: 'ENTRY_MISSING',
  /** All entries are there, and they or their seal are not what was sealed: edited, exchanged. */
  CHANGED: 'CHANGED',
  /** An entry among those that were sealed, which no seal has and which was not under way. */
  ENTRY_ADDED: 'ENTRY_ADDED',
  /** A head that was noted elsewhere is the head of no seal: the chain was cut, or made anew. */
  HEAD_UNKNOWN: 'HEAD_UNKNOWN',
} as const;
export type ChainFault = (typeof ChainFault)[keyof typeof ChainFault];

export interface ChainFinding {
  readonly fault: ChainFault;
  /** Number of the seal; null: of none. */
  readonly seal: number | null;
  /** Ids of entries as ranges, such as `{[7,8)}`; null where none can be named. */
  readonly entryIds: string | null;
}

export interface ChainReport {
  /** Sealed or not. */
  readonly entries: number;
  readonly seals: number;
  readonly unsealed: number;
  /** When the longest waiting unsealed entry was written, as ISO 8601; null: none waits. */
  readonly unsealedSince: string | null;
  /** Hex, of the last seal; null: nothing was sealed yet. */
  readonly head: string | null;
  /** Empty: all is as it was sealed. */
  readonly findings: readonly ChainFinding[];
}

/** Seals that are read together: they hold some thousands of entries at the most, mostly few. */
const SEALS_AT_ONCE = 50;

/** @param notedHead a head in hex that was kept elsewhere; null: none. */
export function verifyChain(context: RequestContext, notedHead: string | null = null): Promise<ChainReport> {
  return context.em.transactional((em) => verify({ em, statements: null }, notedHead), {
    isolationLevel: IsolationLevel.REPEATABLE_READ,
    readOnly: true,
    clear: true,
  });
}

type SnapshotReader = Pick<RequestContext, 'em' | 'statements'>;

async function verify(reader: SnapshotReader, notedHead: string | null): Promise<ChainReport> {
  const findings: ChainFinding[] = [];
  const heads = new Set<string>();
  let last: Seal | null = null;
  for (;;) {
    const seals = await sealsAfter(reader, last?.number ?? 0);
    if (seals.length === 0) break;
    const entriesOf = await entriesBySeal(reader, seals);
    for (const seal of seals) {
      findings.push(...findingsIn({ seal, before: last, entries: entriesOf.get(seal.number) ?? [] }));
      heads.add(seal.head);
      last = seal;
    }
  }
  if (notedHead !== null && !heads.has(notedHead.toLowerCase()))
    findings.push({ fault: ChainFault.HEAD_UNKNOWN, seal: null, entryIds: null });
  const added = await addedAmongSealed(reader);
  if (added !== null) findings.push({ fault: ChainFault.ENTRY_ADDED, seal: null, entryIds: added });
  const counts = await countEntries(reader);
  return { ...counts, seals: heads.size, head: last?.head ?? null, findings };
}

interface SealRow extends Seal {
  readonly entryIds: string;
  readonly entryCount: string;
}

const sealsAfter = (reader: SnapshotReader, number: number): Promise<SealRow[]> =>
  rows(
    reader,
    sql`select ${sealColumns}, s.entry_ids::text as entry_ids,
          (select coalesce(sum(upper(r) - lower(r)), 0)::text from unnest(s.entry_ids) r) as entry_count
        from audit_seal s where s.number > ${number} order by s.number limit ${SEALS_AT_ONCE}`,
  );

async function entriesBySeal(
  reader: SnapshotReader,
  seals: readonly SealRow[],
): Promise<Map<number, (SealedEntry & { readonly seal: number })[]>> {
  const found = await rows<SealedEntry & { readonly seal: number }>(
    reader,
    sql`select s.number as seal, ${entryColumns} from audit_seal s cross join unnest(s.entry_ids) r
        join audit_entry e on e.id >= lower(r) and e.id < upper(r)
        where s.number between ${seals[0]?.number ?? 0} and ${seals.at(-1)?.number ?? 0} order by s.number, e.id`,
  );
  return Map.groupBy(found, ({ seal }) => seal);
}

function findingsIn({
  seal,
  before,
  entries,
}: {
  readonly seal: SealRow;
  readonly before: Seal | null;
  readonly entries: readonly SealedEntry[];
}): ChainFinding[] {
  const { number, upTo, sealedAtMicros, head, entryIds, entryCount } = seal;
  if (number !== (before?.number ?? 0) + 1)
    return [{ fault: ChainFault.SEAL_MISSING, seal: (before?.number ?? 0) + 1, entryIds: null }];
  if (BigInt(entryCount) !== BigInt(entries.length))
    return [{ fault: ChainFault.ENTRY_MISSING, seal: number, entryIds }];
  const expected = headOf({ number, upTo, sealedAtMicros, headBefore: before?.head ?? '' }, entries);
  return expected === head ? [] : [{ fault: ChainFault.CHANGED, seal: number, entryIds }];
}

/** Ids as ranges; null: none. */
async function addedAmongSealed(reader: SnapshotReader): Promise<string | null> {
  const found = await oneRow<{ ids: string | null }>(
    reader,
    sql`with known as (
          select coalesce((select range_agg(entry_ids) from audit_seal), '{}') + coalesce((select range_agg(ids) from audit_gap), '{}') as ids
        )
        select range_agg(int8range(e.id, e.id, '[]'))::text as ids from audit_entry e
        where e.id <= (select max(up_to) from audit_seal) and not e.id <@ (select ids from known)`,
  );
  return found?.ids ?? null;
}

async function countEntries(
  reader: SnapshotReader,
): Promise<Pick<ChainReport, 'entries' | 'unsealed' | 'unsealedSince'>> {
  const found = await oneRow<{ entries: string; unsealed: string; since: string | null }>(
    reader,
    sql`with sealed as (select coalesce(range_agg(entry_ids), '{}') as ids from audit_seal)
        select count(*)::text as entries, count(*) filter (where not e.id <@ sealed.ids)::text as unsealed,
          to_char(min(e.at) filter (where not e.id <@ sealed.ids) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
        from audit_entry e cross join sealed`,
  );
  return {
    entries: Number(found?.entries ?? 0),
    unsealed: Number(found?.unsealed ?? 0),
    unsealedSince: found?.since ?? null,
  };
}
