/** A world in which nobody has observed anything yet, so that another history can be played in it. */
import type { App } from '../../../server/app.ts';
import { rows } from '../../../server/platform/sql.ts';
import { rebuildProgress } from '../../../server/progress/rebuild-progress.service.ts';
import { worldContext } from './world-context.ts';

export async function forgetObservations(app: App): Promise<void> {
  const owner = worldContext(app);
  for (const table of [
    'withdrawal_due',
    'text_report',
    'observation_decision',
    'observation_author',
    'observer_pseudonym',
    'observation',
    'measure_progress',
  ])
    await rows(owner, { text: [`delete from ${table}`], values: [] });
  await rebuildProgress(owner);
}
