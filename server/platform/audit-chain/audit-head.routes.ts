/**
 * GET /audit-head: the head of the audit chain as yesterday ended, for anybody to note down. Not that of this moment,
 * and no counts: they would tell to the second when somebody did something here.
 */
import { addDays } from '../../../schema/rules/days.ts';
import type { Routes } from '../http/http-server.ts';
import { oneRow, sql } from '../sql.ts';

export const auditHeadRoutes: Routes = (router, contextOf) => {
  router.get('/audit-head', async (request, response) => {
    const context = await contextOf(request, response);
    const found = await oneRow<{ head: string }>(
      context,
      sql`select encode(head, 'hex') as head from audit_seal
          where sealed_at < ${context.today}::date::timestamp at time zone 'Europe/Sofia' order by number desc limit 1`,
    );
    response.setHeader('Cache-Control', 'no-store');
    response.json({ day: addDays(context.today, -1), head: found?.head ?? null });
  });
};
