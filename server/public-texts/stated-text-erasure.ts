/**
 * When somebody is erased who typed what a body said: what others reported of those words, and wrote in deciding on them,
 * may speak of them, and goes. The body's words stay the body's.
 */
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';

/** Wires the feature to those upstream of it. */
export function eraseTypists(events: RequestContext['events']): void {
  events.on('person.erased', async (tx, { personId }) => {
    const typed = sql`(select id from measure_statement where entered_by_id = ${personId}::uuid
      union all select id from official_report where entered_by_id = ${personId}::uuid)`;
    await rows(tx, sql`update public_text_report set words = null where words is not null and subject_id in ${typed}`);
    await rows(tx, sql`update public_text_decision set reason = '' where reason <> '' and subject_id in ${typed}`);
  });
}
