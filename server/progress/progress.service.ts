/**
 * Keeps the roll-up rows true. Whoever changes what is known of a measure takes its turn and writes the rows that differ
 * from then on, in the same transaction; writers of other measures never wait.
 */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { RequestContext } from '../platform/context.ts';
import type { ComingChanges, DomainEvents } from '../platform/events.ts';
import type { Reader, Sql } from '../platform/sql.ts';
import { comingTimeline, standingTimelines, withPublished, type StandingTimeline } from './standing-timeline.loader.ts';
import { changeBetween, timelineFrom } from './timeline.ts';
import { foreseenParts, takeTurns, writeChanges, type MeasureChange } from './timeline.writer.ts';

/** Makes the rows of these measures anew, from the day on which they may differ. Call it inside a transaction. */
export async function refreshProgress(
  tx: Reader,
  { measureIds, fromDay }: DomainEvents['measures.changed'],
): Promise<void> {
  if (measureIds.length === 0) return;
  // The turn comes before the history is read: what another transaction wrote meanwhile is then seen.
  await takeTurns(tx, measureIds);
  const standing = await standingTimelines(tx, { measureIds, fromDay });
  await writeChanges(
    tx,
    standing.flatMap((each) => changeOf(each, fromDay)),
  );
}

/** What a publication to come will make of the rows, read without any lock. */
async function foreseeProgress(
  context: Pick<RequestContext, 'em' | 'statements' | 'today'>,
  { publishes }: ComingChanges['measures.changed'],
): Promise<((payload: DomainEvents['measures.changed']) => readonly Sql[] | null) | null> {
  const readFrom = context.today;
  const found = await comingTimeline(context, { observationId: publishes, fromDay: readFrom });
  if (found === null) return null;
  const { standing, coming } = found;
  return ({ fromDay, publishes: published }) =>
    published !== publishes || fromDay < readFrom
      ? null
      : foreseenParts([standing], changeOf(withPublished(standing, { ...coming, publishedOn: fromDay }), fromDay));
}

function changeOf({ measureId, history, kept }: StandingTimeline, fromDay: LocalDate): MeasureChange[] {
  if (history === null) return [];
  const change = changeBetween(kept, timelineFrom(history, { fromDay, kept }));
  return change.written.length + change.gone.length === 0 ? [] : [{ measureId, ...change }];
}

/** Wires the feature to those upstream of it. */
export function keepProgress(events: RequestContext['events']): void {
  events.on('measures.changed', refreshProgress, foreseeProgress);
}
