/** The composition root: builds the application from its parts. The server and the tests both start here. */
import { randomBytes } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { createContext, type Caller, type RequestContext, type SessionControl } from './platform/context.ts';
import { tableReach } from './database-access/table-access.ts';
import { openSverkaDatabase } from './database.ts';
import { DEFAULT_POOL_SIZE, type Database } from './platform/database.ts';
import { DatabaseRole, startupOptions } from './platform/database-role.ts';
import { openPool } from './platform/pool.ts';
import { Purpose } from './platform/purpose.ts';
import { Statements } from './platform/statements.ts';
import { EventPort } from './platform/events.ts';
import { DemoAudience, type House } from './platform/house.ts';
import { createOutbox } from './platform/mail.ts';
import { eraseInviters } from './invitations/inviter-erasure.ts';
import { eraseNoteWriters } from './campaigns/note-writer-erasure.ts';
import { eraseUploaders } from './imports/uploader-erasure.ts';
import { eraseExporters } from './exports/exporter-erasure.ts';
import { eraseTypists } from './public-texts/stated-text-erasure.ts';
import { eraseObservers } from './observations/observer-erasure.ts';
import { keepProgress } from './progress/progress.service.ts';
import type { Actor } from './platform/access.ts';
import { buildSchema } from './schema.ts';

export interface App {
  readonly database: Database;
  readonly statements: Statements;
  readonly events: EventPort<RequestContext>;
  readonly schema: GraphQLSchema;
  readonly house: House;
  /** A context of its own for one request or one command. */
  contextFor(parts: {
    readonly actor: Actor | null;
    readonly now?: Date;
    readonly session?: SessionControl;
    readonly caller?: Caller;
  }): RequestContext;
  close(): Promise<void>;
  /** Lets go of the database alone: the house is somebody else's too. */
  disconnect(): Promise<void>;
}

/** Commands and tests have no cookies: a session there is a programming error. */
const noSession: SessionControl = {
  id: null,
  waitingPersonId: null,
  start: () => Promise.reject(new Error('No session can be started outside a request.')),
  end: () => Promise.resolve(),
};

const nobody: Caller = { address: null, userAgent: '', isFromElsewhere: false };

export interface AppOptions {
  readonly databaseUrl: string;
  readonly poolSize?: number;
  /** As whom it works in the database; left out: as those who serve the network. Commands and the demo data own it. */
  readonly role?: DatabaseRole;
  /** What is left out is as on a machine of one's own: a key for this run, an outbox, limits, the demo's accounts. */
  readonly house?: Partial<House>;
}

export async function createApp({
  databaseUrl,
  poolSize,
  role = DatabaseRole.MEMBERS,
  house: given,
}: AppOptions): Promise<App> {
  const house: House = {
    publicUrl: 'http://localhost:4000',
    secret: given?.secret ?? randomBytes(32).toString('base64url'),
    mail: given?.mail ?? createOutbox(),
    limitsAttempts: true,
    controller: { name: null, contact: null },
    demo: DemoAudience.THIS_MACHINE,
    ...given,
  };
  const database = await openSverkaDatabase({ url: databaseUrl, poolSize, role });
  const statements = new Statements({
    url: databaseUrl,
    poolSize: poolSize ?? DEFAULT_POOL_SIZE,
    translateError: (error) => database.driver.convertException(error),
    role,
    reachOf: tableReach,
  });
  const signInPool = openPool({
    connectionString: databaseUrl,
    max: poolSize ?? DEFAULT_POOL_SIZE,
    options: startupOptions(role, { 'sverka.purpose': Purpose.SIGN_IN }),
  });
  const disconnect = async (): Promise<void> => {
    await statements.close();
    await signInPool.end();
    await database.close(true);
  };
  const events = new EventPort<RequestContext>();
  eraseInviters(events);
  eraseUploaders(events);
  eraseObservers(events);
  eraseExporters(events);
  eraseNoteWriters(events);
  eraseTypists(events);
  keepProgress(events);
  return {
    database,
    statements,
    events,
    schema: await buildSchema(),
    house,
    contextFor: ({ actor, now = new Date(), session = noSession, caller = nobody }) =>
      createContext({ database, statements, signInPool, events, house, actor, now, session, caller }),
    disconnect,
    close: async () => {
      await house.mail.close();
      await disconnect();
    },
  };
}

/** For commands and first steps: with the rights of whoever holds the database. What is opened for it closes after. */
export async function workAsOwner<T>(
  options: Pick<AppOptions, 'databaseUrl' | 'house'>,
  work: (owner: App) => Promise<T>,
): Promise<T> {
  const owner = await createApp({ ...options, poolSize: 2, role: DatabaseRole.OWNER });
  try {
    return await work(owner);
  } finally {
    await owner.disconnect();
  }
}
