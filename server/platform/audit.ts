/**
 * The append-only record of who changed what, and who read what is private. Holds ids, never words or names, so that
 * erasure leaves it whole; `audit-chain/` seals it. What people read of their own is not in it: when somebody at risk
 * looked at their own phone is nobody's business.
 */
import DataLoader from 'dataloader';
import type { Actor } from './access.ts';
import type { RequestContext } from './context.ts';
import { rows, sql, type Sql } from './sql.ts';

export interface AuditEntry {
  /** feature.verb, such as `observation.verify` */
  readonly action: string;
  readonly subjectKind: string;
  /** Null: of something that has no id. */
  readonly subjectId: string | null;
}

/** Writes an entry in the caller's transaction. */
export async function audit(tx: RequestContext, { action, subjectKind, subjectId }: AuditEntry): Promise<void> {
  await rows(
    tx,
    sql`insert into audit_entry (actor_id, action, subject_kind, subject_id) values (${tx.actor?.personId ?? null}, ${action}, ${subjectKind}, ${subjectId})`,
  );
}

/** An entry for each row of a part of the writer's own statement, by its `id`: as a part of that statement. */
export const auditOfEach = (
  actor: Actor,
  { action, subjectKind, subjects }: Omit<AuditEntry, 'subjectId'> & { readonly subjects: Sql },
): Sql => sql`
  insert into audit_entry (actor_id, action, subject_kind, subject_id)
  select ${actor.personId}::uuid, ${action}, ${subjectKind}, id from ${subjects}`;

export interface AuditedRead {
  /** feature.verb, such as `campaign.read` */
  readonly action: string;
  readonly subjectKind: string;
  /** Of every record that the answer holds; null: records without ids. */
  readonly recordIds: readonly string[] | null;
}

/**
 * Records that private records were read. Await it before they are handed out: what cannot be recorded is not shown. All
 * that a request reads at once is one statement, with one entry for each kind of reading; of nothing read there is none.
 */
export async function auditRead(context: RequestContext, read: AuditedRead): Promise<void> {
  if (read.recordIds?.length === 0) return;
  await readsOf(context).load(read);
}

const READS = Symbol('reads');

function readsOf(context: RequestContext): DataLoader<AuditedRead, null> {
  const kept = context.loaders.get(READS)?.get('') as DataLoader<AuditedRead, null> | undefined;
  if (kept !== undefined) return kept;
  const loader = new DataLoader<AuditedRead, null>(
    async (reads) => {
      await writeReads(context, reads);
      return reads.map(() => null);
    },
    { cache: false },
  );
  context.loaders.set(READS, new Map([['', loader as unknown as DataLoader<string, unknown>]]));
  return loader;
}

async function writeReads(context: RequestContext, reads: readonly AuditedRead[]): Promise<void> {
  const entries = [...Map.groupBy(reads, ({ action, subjectKind }) => `${action} ${subjectKind}`).values()].map(
    (alike) => ({
      action: alike[0]?.action,
      subject_kind: alike[0]?.subjectKind,
      record_ids: alike.every(({ recordIds }) => recordIds === null)
        ? null
        : [...new Set(alike.flatMap(({ recordIds }) => recordIds ?? []))],
    }),
  );
  await rows(
    context,
    sql`insert into audit_entry (actor_id, action, subject_kind, record_ids)
        select ${context.actor?.personId ?? null}::uuid, action, subject_kind, record_ids
        from json_to_recordset(${JSON.stringify(entries)}::json) as r (action text, subject_kind text, record_ids uuid[])`,
  );
}
