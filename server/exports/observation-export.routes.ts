/**
 * The file of an export: GET /exports/observations/<id>.csv, .xlsx or .json, for whoever asked for it by
 * `askObservationExport`, on the day they did. What breaks off on the way is cut, never ended as if it were whole.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { allowOnly, signedIn } from '../platform/access.ts';
import type { Routes } from '../platform/http/http-server.ts';
import { Problem } from '../platform/problem.ts';
import { mayExport } from './observation-export.policy.ts';
import { openExport } from './observation-export.service.ts';

/** Files that are written at once, in this process. */
const MOST_AT_ONCE = 3;
const BUSY_SECONDS = 30;

export const observationExportRoutes: Routes = (router, contextOf) => {
  let underWay = 0;
  router.get('/exports/observations/:file', async (request, response) => {
    const context = await contextOf(request, response);
    const actor = signedIn(context);
    allowOnly(mayExport(actor));
    // whoever only asks what it would be takes nothing
    if (request.method === 'HEAD') return void response.status(405).setHeader('Allow', 'GET').end();
    if (underWay >= MOST_AT_ONCE)
      throw new Problem(ErrorCode.TOO_MANY_REQUESTS, 'observationExport.busy', { retryAfterSeconds: BUSY_SECONDS });
    underWay += 1;
    try {
      const { mediaType, fileName, chunks } = await openExport(context, actor, request.params.file);
      response.setHeader('Cache-Control', 'private, no-store');
      response.setHeader('Content-Type', mediaType);
      response.attachment(fileName);
      await pipeline(Readable.from(chunks()), response);
    } finally {
      underWay -= 1;
    }
  });
};
