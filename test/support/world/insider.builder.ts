import { loadDemoData } from '../../../server/seed/demo.ts';
import { rows, sql } from '../../../server/platform/sql.ts';
import type { TestApp } from '../test-app.ts';
import { grantRole } from './people.builder.ts';
import { worldContext } from './world-context.ts';

/**
 * The demo world, and somebody in it who sees nearly everything: an administrator who observes, verifies, exports and leads a
 * coalition.
 *
 * @returns the id of that person
 */
export async function buildDemoWithInsider(app: TestApp): Promise<string> {
  await loadDemoData(app.owner, () => {});
  const [found] = await rows<{ insider: string; territoryId: string; coalitionId: string }>(
    worldContext(app),
    sql`select (select person_id from observation_author group by person_id order by count(*) desc limit 1) as insider,
               (select id from territory where code = 'RAZ16') as territory_id, (select id from coalition limit 1) as coalition_id`,
  );
  if (found === undefined) throw new Error('The demo world is empty.');
  const { insider: personId, territoryId, coalitionId } = found;
  await grantRole(app, { personId, role: 'ADMINISTRATOR' });
  await grantRole(app, { personId, role: 'VERIFIER', territoryId });
  await grantRole(app, { personId, role: 'EXPORTER', territoryId });
  await grantRole(app, { personId, role: 'COALITION_LEAD', coalitionId });
  return personId;
}
