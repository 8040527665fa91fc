/** The composition root: builds the application from its parts. The server and the tests both start here. */
import type { GraphQLSchema } from 'graphql';
import { createContext, type RequestContext, type SessionControl } from './platform/context.ts';
import { openSverkaDatabase } from './database.ts';
import { DEFAULT_POOL_SIZE, type Database } from './platform/database.ts';
import { Statements } from './platform/statements.ts';
import { EventPort } from './platform/events.ts';
import { keepProgress } from './progress/progress.service.ts';
import type { Actor } from './platform/access.ts';
import { buildSchema } from './schema.ts';

export interface App {
  readonly database: Database;
  readonly statements: Statements;
  readonly events: EventPort<RequestContext>;
  readonly schema: GraphQLSchema;
  /** A context of its own for one request or one command. */
  contextFor(parts: {
    readonly actor: Actor | null;
    readonly now?: Date;
    readonly session?: SessionControl;
  }): RequestContext;
  close(): Promise<void>;
}

/** Commands and tests have no cookies: a session there is a programming error. */
const noSession: SessionControl = {
  start: () => Promise.reject(new Error('No session can be started outside a request.')),
  end: () => Promise.resolve(),
};

export async function createApp({
  databaseUrl,
  poolSize,
}: {
  readonly databaseUrl: string;
  readonly poolSize?: number;
}): Promise<App> {
  const database = await openSverkaDatabase({ url: databaseUrl, poolSize });
  const statements = new Statements({
    url: databaseUrl,
    poolSize: poolSize ?? DEFAULT_POOL_SIZE,
    translateError: (error) => database.driver.convertException(error),
  });
  const events = new EventPort<RequestContext>();
  keepProgress(events);
  return {
    database,
    statements,
    events,
    schema: await buildSchema(),
    contextFor: ({ actor, now = new Date(), session = noSession }) =>
      createContext({ database, statements, events, actor, now, session }),
    close: async () => {
      await statements.close();
      await database.close(true);
    },
  };
}
