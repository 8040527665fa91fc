/** Counts the statements that reach the database, whichever way they go there. */
import type { App } from '../../server/app.ts';

export interface StatementCount {
  /** How many statements `work` sent. Nothing else may run meanwhile. */
  during<T>(work: () => Promise<T>): Promise<{ readonly statements: string[]; readonly result: T }>;
}

export function countStatements(app: App): StatementCount {
  let statements: string[] = [];
  app.database.config.getLogger().logQuery = ({ query }) => void statements.push(query ?? '');
  app.statements.onSent = (text) => void statements.push(text);
  return {
    during: async (work) => {
      statements = [];
      const result = await work();
      return { statements, result };
    },
  };
}
