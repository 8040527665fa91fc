/** Takes the file in: POST /imports/plans?name=план.xlsx with the bytes as the body; answers with the id of the reading. */
import express from 'express';
import { allowOnly, signedIn } from '../platform/access.ts';
import type { Routes } from '../platform/http/http-server.ts';
import { badInput } from '../platform/problem.ts';
import { READING_LIMITS } from '../plan-import/read/reading-limits.ts';
import { mayReadPlanFile } from './plan-import.policy.ts';
import { readPlanFile } from './plan-import.service.ts';

export const planImportRoutes: Routes = (router, contextOf) => {
  // who may not send a file is told before it is taken in
  const onlySenders: express.RequestHandler = async (request, response, next) => {
    allowOnly(mayReadPlanFile(signedIn(await contextOf(request, response))));
    next();
  };
  router.post(
    '/imports/plans',
    refuseStrangers,
    onlySenders,
    express.raw({ type: () => true, limit: READING_LIMITS.fileBytes }),
    async (request, response) => {
      const context = await contextOf(request, response);
      const { name } = request.query;
      if (typeof name !== 'string' || name.trim() === '') throw badInput('planImport.nameMissing', { field: 'name' });
      const bytes: unknown = request.body;
      const { id, state } = await readPlanFile(context, {
        bytes: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0),
        fileName: name,
      });
      response.status(201).json({ id, state });
    },
  );
};

/** A form on a foreign page can send bytes but not this header: what it lacks is not read. */
const refuseStrangers: express.RequestHandler = (request, _response, next) => {
  if (request.headers['x-sverka'] === undefined) throw badInput('headerMissing', { field: 'X-Sverka' });
  next();
};
