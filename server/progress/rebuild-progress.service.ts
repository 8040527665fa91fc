/**
 * Makes every roll-up row anew, while the site is open: each batch is read and thought over without any lock, and written
 * in one statement that fails when somebody has changed one of its measures meanwhile; it is then read again.
 */
import type { RequestContext } from '../platform/context.ts';
import { andWhatFollows } from '../platform/events.ts';
import { oneRow, rows, sql } from '../platform/sql.ts';
import { isOutdated } from '../platform/transaction.ts';
import { standingTimelines } from './standing-timeline.loader.ts';
import { changeBetween, timelineOf } from './timeline.ts';
import { foreseenParts } from './timeline.writer.ts';

/** Few, so that a writer waits no longer than it takes to write their rows. */
const BATCH_MEASURES = 25;

/** @returns how many measures. */
export async function rebuildProgress(
  context: RequestContext,
  report: (done: number, total: number) => void = () => {},
): Promise<number> {
  const total = (await oneRow<{ count: number }>(context, sql`select count(*)::int as count from measure`))?.count ?? 0;
  let after = '00000000-0000-0000-0000-000000000000';
  let done = 0;
  for (;;) {
    const batch = await rows<{ id: string }>(
      context,
      sql`select id from measure where id > ${after}::uuid order by id limit ${BATCH_MEASURES}`,
    );
    const last = batch.at(-1);
    if (last === undefined) return done;
    await rebuildMeasures(
      context,
      batch.map(({ id }) => id),
    );
    after = last.id;
    done += batch.length;
    report(done, total);
  }
}

async function rebuildMeasures(context: RequestContext, measureIds: readonly string[]): Promise<void> {
  for (;;) {
    const standing = await standingTimelines(context, measureIds);
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
