/** One service function is one transaction: what it wrote, what follows from it and its audit entries stand or fall together. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { standingOf, type RequestContext } from './context.ts';
import { SET_STANDING, standingValues, type Standing } from './standing.ts';

/**
 * Runs `work` in a transaction, on behalf of who asks and for the purpose of the context. Reads made through the given
 * context see what it wrote; loaders start empty.
 */
export async function inTransaction<T>(context: RequestContext, work: (tx: RequestContext) => Promise<T>): Promise<T> {
  const standsAlready = context.em.isInTransaction();
  const result = await context.em.transactional(
    async (em) => {
      if (!standsAlready) await setStanding(em, standingOf(context));
      return work({ ...context, em, statements: null, selection: undefined, loaders: new Map() });
    },
    { clear: true },
  );
  context.loaders.clear();
  return result;
}

/** Until the transaction ends; a transaction within another keeps that one's. */
async function setStanding(em: EntityManager, standing: Standing): Promise<void> {
  await em.execute(SET_STANDING.replaceAll(/\$\d/g, '?'), standingValues(standing));
}

/** Serialization failures: what the statement rests on has changed since it was read. Nothing was written; read anew. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '40001';
