/**
 * What is hashed: a form that depends on no time zone, no order of columns and no version of PostgreSQL, so that anybody
 * can recompute it from a copy of the two tables.
 *
 *     head = SHA-256 over lines, each ended by \n:
 *       ["sverka-audit-1", number, head before as hex ("" for the first), sealed_at, up_to]
 *       [id, at, actor_id, action, subject_kind, subject_id, record_ids]     for each entry, by id
 *
 * as JSON without spaces; moments are microseconds since 1970 in UTC, they and ids as text; what is missing is null.
 */
import { createHash } from 'node:crypto';
import { sql, type Sql } from '../sql.ts';

export interface SealedEntry {
  readonly id: string;
  readonly atMicros: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly recordIds: readonly string[] | null;
}

export interface SealHeading {
  readonly number: number;
  /** Hex; empty for the first seal. */
  readonly headBefore: string;
  readonly sealedAtMicros: string;
  /** The highest id of any entry sealed by then. */
  readonly upTo: string;
}

const micros = (moment: Sql): Sql => sql`(extract(epoch from ${moment}) * 1000000)::bigint::text`;

/** Columns of a SealedEntry, of a table called `e`. */
export const entryColumns: Sql = sql`e.id::text as id, ${micros(sql`e.at`)} as at_micros, e.actor_id, e.action, e.subject_kind, e.subject_id, to_json(e.record_ids) as record_ids`;

/** Columns of a seal, of a table called `s`. */
export const sealColumns: Sql = sql`s.number, s.up_to::text as up_to, ${micros(sql`s.sealed_at`)} as sealed_at_micros, encode(s.head, 'hex') as head`;

/** @param entries by id. @returns hex. */
export function headOf(
  { number, headBefore, sealedAtMicros, upTo }: SealHeading,
  entries: readonly SealedEntry[],
): string {
  const hash = createHash('sha256');
  hash.update(`${JSON.stringify(['sverka-audit-1', number, headBefore, sealedAtMicros, upTo])}\n`);
  for (const { id, atMicros, actorId, action, subjectKind, subjectId, recordIds } of entries)
    hash.update(`${JSON.stringify([id, atMicros, actorId, action, subjectKind, subjectId, recordIds])}\n`);
  return hash.digest('hex');
}
