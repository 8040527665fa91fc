/**
 * What is held of oneself, for a machine to read: GET /own-data.json. Nobody else's can be asked for: there is nothing to
 * name them by. That it was read is recorded, and no cache on the way may keep it.
 */
import { signedIn } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Routes } from '../platform/http/http-server.ts';
import { inTransaction } from '../platform/transaction.ts';
import { ownData } from './own-data.loader.ts';

export const ownDataRoutes: Routes = (router, contextOf) => {
  router.get('/own-data.json', async (request, response) => {
    const context = await contextOf(request, response);
    const { personId } = signedIn(context);
    const parts = await inTransaction(context, async (tx) => {
      const held = await ownData(tx, personId);
      await audit(tx, { action: 'person.export', subjectKind: 'Person', subjectId: personId });
      return held;
    });
    response
      .setHeader('Cache-Control', 'private, no-store')
      .attachment('sverka-my-data.json')
      .json({ exportedOn: context.today, ...parts });
  });
};
