/**
 * Makes every roll-up row anew, while the site is open: each batch is read and thought over without any lock, and written
 * in one statement that fails when somebody has changed one of its measures meanwhile; it is then read again.
 */
import type { RequestContext } from '../platform/context.ts';
import { andWhatFollows } from '../platform/events.ts';
import { rows, sql } from '../platform/sql.ts';
import { isOutdated } from '../platform/transaction.ts';
import { standingTimelines } from './standing-timeline.loader.ts';
import { changeBetween, timelineOf } from './timeline.ts';
import { foreseenParts } from './timeline.writer.ts';

/** Few, so that a writer waits no longer than it takes to write their rows. */
const BATCH_MEASURES = 25;
/** Batches at a time: while one is read or written, another is thought over. */
const BATCHES_AT_ONCE = 3;

/** @returns how many measures. */
export async function rebuildProgress(
  context: RequestContext,
  report: (done: number, total: number) => void = () => {},
): Promise<number> {
  const measures = await rows<{ id: string }>(context, sql`select id from measure order by plan_id, id`);
  let begun = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: BATCHES_AT_ONCE }, async () => {
      while (begun < measures.length) {
        const batch = measures.slice(begun, (begun += BATCH_MEASURES)).map(({ id }) => id);
        await rebuildMeasures(context, batch);
        done += batch.length;
        report(done, measures.length);
      }
    }),
  );
  return done;
}

async function rebuildMeasures(context: RequestContext, measureIds: readonly string[]): Promise<void> {
  for (;;) {
    const standing = await standingTimelines(context, { measureIds, fromDay: null });
    const changes = standing.flatMap(({ measureId, history, kept }) => {
      const change = changeBetween(kept, history === null ? [] : timelineOf(history));
      return change.written.length + change.gone.length === 0 ? [] : [{ measureId, ...change }];
    });
    if (changes.length === 0) return;
    const changed = new Set(changes.map(({ measureId }) => measureId));
    const parts = foreseenParts(
      standing.filter(({ measureId }) => changed.has(measureId)),
      changes,
    );
    try {
      await rows(context, sql`with written as (select) ${andWhatFollows(parts)} select`);
      return;
    } catch (error) {
      if (!isOutdated(error)) throw error;
    }
  }
}
