/**
 * What becomes of an observer's observations when the observer is erased. What was public keeps its level on earlier days
 * (R6), which needs its place, its day and that it came from the same hand as another; what never was public becomes an
 * empty shell of nobody's, so that whatever refers to it still finds a row.
 */
import type { DomainEvents } from '../platform/events.ts';
import { PublishedFate } from '../platform/events.ts';
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';

interface Held {
  readonly id: string;
  readonly measureId: string;
  /** By today. */
  readonly isPublic: boolean;
  /** Counts, or would on a day to come. */
  readonly counts: boolean;
}

export async function eraseObserver(
  tx: RequestContext,
  { personId, published }: DomainEvents['person.erased'],
): Promise<void> {
  const held = await rows<Held>(
    tx,
    sql`select o.id, o.measure_id, coalesce(o.published_on <= ${tx.today}::date, false) as is_public,
          o.published_on is not null and o.withdrawn_on is null as counts
        from observation_author a join observation o on o.id = a.observation_id where a.person_id = ${personId}::uuid order by o.id for update of o`,
  );
  const unseen = held.filter(({ isPublic }) => !isPublic);
  const seen = held.filter(({ isPublic }) => isPublic);
  await emptyUnseen(tx, idsOf(unseen));
  if (published === PublishedFate.WITHDRAWN) await withdrawSeen(tx, idsOf(seen));
  else await loosen(tx, idsOf(seen));
  await rows(
    tx,
    sql`update observation_decision set reason = case when reason is not null then '' end, revealing_reason = null where observation_id = any(${idsOf(held)}::uuid[])`,
  );
  await rows(tx, sql`delete from observer_pseudonym where person_id = ${personId}::uuid`);
  const changed = (published === PublishedFate.WITHDRAWN ? held : unseen).filter(({ counts }) => counts);
  const measureIds = [...new Set(changed.map(({ measureId }) => measureId))].toSorted();
  if (measureIds.length > 0) await tx.events.emit(tx, 'measures.changed', { measureIds, fromDay: tx.today });
}

const idsOf = (held: readonly Held[]): string[] => held.map(({ id }) => id);

/** Of what the public never saw nothing is left that tells anything, not even the day. */
async function emptyUnseen(tx: RequestContext, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`update observation set state = 'WITHDRAWN', withdrawn_on = coalesce(withdrawn_on, ${tx.today}::date), published_on = null,
          words = null, public_words = null, level = null, dont_know = true, settlement_id = null, official_level_then = null, content_hash = '',
          seen_on = date_trunc('month', seen_on)::date, submitted_on = date_trunc('month', submitted_on)::date, submitted_at = date_trunc('month', submitted_at)
        where id = any(${ids}::uuid[])`,
  );
  await rows(tx, sql`delete from observation_author where observation_id = any(${ids}::uuid[])`);
}

async function withdrawSeen(tx: RequestContext, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`update observation set state = 'WITHDRAWN', withdrawn_on = coalesce(withdrawn_on, ${tx.today}::date), words = null, public_words = null,
          content_hash = '', submitted_at = date_trunc('month', submitted_at)
        where id = any(${ids}::uuid[])`,
  );
  await rows(
    tx,
    sql`update observation_author set pseudonym = '', body_ids = '{}', invited_by_person_id = null where observation_id = any(${ids}::uuid[])`,
  );
}

/** It stays public and can still be decided anew, which looks at the bodies behind it (R7). */
async function loosen(tx: RequestContext, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`update observation set content_hash = '', submitted_at = date_trunc('month', submitted_at) where id = any(${ids}::uuid[])`,
  );
  await rows(tx, sql`update observation_author set pseudonym = '' where observation_id = any(${ids}::uuid[])`);
}

/** Wires the feature to those upstream of it. */
export function eraseObservers(events: RequestContext['events']): void {
  events.on('person.erased', eraseObserver);
}
