/** The composition root: builds the application from its parts. The server and the tests both start here. */
import type { GraphQLSchema } from 'graphql';
import { createContext, type RequestContext, type SessionControl } from './platform/context.ts';
import { openSverkaDatabase } from './database.ts';
import type { Database } from './platform/database.ts';
import { EventPort } from './platform/events.ts';
import { keepProgress } from './progress/progress.service.ts';
import type { Actor } from './platform/access.ts';
import { buildSchema } from './schema.ts';

export interface App {
  readonly database: Database;
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
  const events = new EventPort<RequestContext>();
  keepProgress(events);
  return {
    database,
    events,
    schema: await buildSchema(),
    contextFor: ({ actor, now = new Date(), session = noSession }) =>
      createContext({ database, events, actor, now, session }),
    close: () => database.close(true),
  };
}
