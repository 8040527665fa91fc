/** One service function is one transaction: what it wrote, what follows from it and its audit entries stand or fall together. */
import type { RequestContext } from './context.ts';

/** Runs `work` in a transaction. Reads made through the given context see what it wrote; loaders start empty. */
export async function inTransaction<T>(context: RequestContext, work: (tx: RequestContext) => Promise<T>): Promise<T> {
  const result = await context.em.transactional(
    (em) => work({ ...context, em, statements: null, selection: undefined, loaders: new Map() }),
    {
      clear: true,
    },
  );
  context.loaders.clear();
  return result;
}

/** Serialization failures: what the statement rests on has changed since it was read. Nothing was written; read anew. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '40001';
