/** The append-only record of who changed what. Holds ids, never words or names, so that erasure leaves it whole. */
import type { Actor } from './access.ts';
import type { RequestContext } from './context.ts';
import { rows, sql, type Sql } from './sql.ts';

export interface AuditEntry {
  /** feature.verb, such as `observation.verify` */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
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
