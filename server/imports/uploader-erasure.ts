/** Files of an erased person that became nothing go with them; of what became a plan only the name of the sender goes. */
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';

/** Wires the feature to those upstream of it. */
export function eraseUploaders(events: RequestContext['events']): void {
  events.on('person.erased', async (tx, { personId }) => {
    await rows(tx, sql`delete from plan_import where uploaded_by_id = ${personId}::uuid and state <> 'CONFIRMED'`);
    await rows(tx, sql`update plan_import set uploaded_by_id = null where uploaded_by_id = ${personId}::uuid`);
  });
}
