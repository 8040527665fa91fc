/** The cards of an erased person go with them; who joined by one stays. */
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';

/** Wires the feature to those upstream of it. */
export function eraseInviters(events: RequestContext['events']): void {
  events.on('person.erased', async (tx, { personId }) => {
    await rows(tx, sql`delete from invitation where made_by_id = ${personId}::uuid`);
  });
}
