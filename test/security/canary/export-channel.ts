/** Files that exporters take out in bulk: every one that was asked for, asked for by everybody. */
import { hear, type Channel } from './asking.ts';

export const exportsInBulk: Channel = {
  name: 'exports in bulk',
  scan: async (scan) => {
    const { rows } = await scan.house.client.query<{ file: string }>(
      `select id || '.' || lower(format) as file from observation_export where asked_on = (now() at time zone 'Europe/Sofia')::date order by id`,
    );
    // one after the other: only some are written at once
    for (const asker of scan.askers)
      for (const { file } of rows)
        await hear(scan, asker, {
          at: 'exports',
          channel: 'exports in bulk',
          path: `/exports/observations/${file}`,
        });
  },
};
