/** Brings a database to where the program can use it: started, not newer than the program, migrated. */
import type { Config } from './config.ts';
import { startEmbeddedPostgres, startOrJoinEmbeddedPostgres } from './platform/embedded-postgres/embedded-postgres.ts';
import { knownMigrations, migrate, openSverkaDatabase } from './database.ts';
import { appliedMigrations } from './platform/database.ts';
import { assertSchemaNotNewer } from './platform/schema-version.ts';
import type { Shutdown } from './platform/shutdown.ts';
import { StartError } from './platform/start-error.ts';

export interface PrepareOptions {
  readonly config: Config;
  readonly shutdown: Shutdown;
  readonly log: (line: string) => void;
  /** `own`: the server's, alone on its data directory; `shared`: a command's, which may join a running server's. */
  readonly use?: 'own' | 'shared';
}

/** @returns the address of the database. @throws StartError in one line. */
export async function prepareDatabase({ config, shutdown, log, use = 'own' }: PrepareOptions): Promise<string> {
  const url = config.databaseUrl ?? (await startEmbedded({ config, shutdown, log, use }));
  const database = await openSverkaDatabase({ url, poolSize: 1 });
  try {
    assertSchemaNotNewer({ applied: await appliedMigrations(database), known: knownMigrations });
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The database at ${new URL(url).host} does not answer: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
    );
  } finally {
    await database.close(true);
  }
  await migrate(url);
  return url;
}

async function startEmbedded({ config, shutdown, log, use }: Required<PrepareOptions>): Promise<string> {
  const open = use === 'own' ? startEmbeddedPostgres : startOrJoinEmbeddedPostgres;
  const embedded = await open({ dataDir: config.dataDir, log });
  shutdown.onShutdown(() => embedded.stop());
  return embedded.url;
}
