/** One service function is one transaction: what it wrote, what follows from it and its audit entries stand or fall together. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { standingOf, type RequestContext } from './context.ts';
import { SET_STANDING, standingValues, type Standing } from './standing.ts';

/** Of two that wait for each other PostgreSQL ends one; begun anew, it comes after the other. */
const ATTEMPTS = 3;

/**
 * Runs `work` in a transaction, on behalf of who asks and for the purpose of the context. Reads made through the given
 * context see what it wrote; loaders start empty. `work` may run more than once, so it tells nobody outside: what it
 * returns, or what follows the call, does.
 */
export async function inTransaction<T>(context: RequestContext, work: (tx: RequestContext) => Promise<T>): Promise<T> {
  if (context.em.isInTransaction()) return within(context, work);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await within(context, async (tx) => {
        await setStanding(tx.em, standingOf(context));
        return work(tx);
      });
    } catch (error) {
      if (!isDeadlock(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function within<T>(context: RequestContext, work: (tx: RequestContext) => Promise<T>): Promise<T> {
  const result = await context.em.transactional(
    (em) => work({ ...context, em, statements: null, selection: undefined, loaders: new Map() }),
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
export const isOutdated = (error: unknown): boolean => hasState(error, '40001');

const isDeadlock = (error: unknown): boolean => hasState(error, '40P01');

const hasState = (error: unknown, state: string): boolean =>
  error instanceof Error && 'code' in error && error.code === state;
