/** What an erased person wrote into the notes of a coalition goes with them. Of one long absent it stays, without a name. */
import type { RequestContext } from '../platform/context.ts';
import { PublishedFate } from '../platform/events.ts';
import { rows, sql } from '../platform/sql.ts';

/** Wires the feature to those upstream of it. */
export function eraseNoteWriters(events: RequestContext['events']): void {
  events.on('person.erased', async (tx, { personId, published }) => {
    if (published === PublishedFate.KEPT) return;
    await rows(tx, sql`delete from campaign_note where written_by_id = ${personId}::uuid`);
  });
}
