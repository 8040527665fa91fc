/** That an erased person exported stays on record under their empty name; what they wrote as the reason goes. */
import type { RequestContext } from '../platform/context.ts';
import { rows, sql } from '../platform/sql.ts';

/** Wires the feature to those upstream of it. */
export function eraseExporters(events: RequestContext['events']): void {
  events.on('person.erased', async (tx, { personId }) => {
    await rows(
      tx,
      sql`update observation_export set reason = '' where asked_by_id = ${personId}::uuid and reason <> ''`,
    );
  });
}
