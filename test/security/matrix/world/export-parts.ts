/** What the exporter of the place asked for, with something in every field. */
import { randomUUID } from 'node:crypto';
import { rows, sql } from '../../../../server/platform/sql.ts';
import { worldContext } from '../../../support/world.ts';
import { TODAY } from '../matrix-cast.ts';
import type { Ground } from './ground.ts';

export async function plantExports({ app, municipalityId, holders, names }: Ground): Promise<void> {
  const id = randomUUID();
  await rows(
    worldContext(app),
    sql`insert into observation_export (id, asked_by_id, territory_id, plan_id, month_from, month_to, format, reason, asked_on, asked_at, times_taken, row_count, whole)
        values (${id}, ${holders.EXPORTER}, ${municipalityId}, ${names['plan']}, '2026-01', '2026-09', 'CSV', 'Проучване на заетостта', ${TODAY}, now(), 1, 5, true)`,
  );
  names['observationExport'] = id;
}
