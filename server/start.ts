/** Brings a database to where the program can use it: started, not newer than the program, migrated. */
import type { App } from './app.ts';
import type { Config } from './config.ts';
import { startEmbeddedPostgres, startOrJoinEmbeddedPostgres } from './platform/embedded-postgres/embedded-postgres.ts';
import { knownMigrations, migrate, openSverkaDatabase } from './database.ts';
import { LINK_HOURS, hasAdministrator, issueAdministratorLink } from './people/accounts/first-administrator.service.ts';
import { appliedMigrations } from './platform/database.ts';
import { assertSchemaNotNewer } from './platform/schema-version.ts';
import type { Shutdown } from './platform/shutdown.ts';
import { StartError } from './platform/start-error.ts';
import { assertMayServe, openServerLogin } from './database-access/server-login.ts';

export interface PrepareOptions {
  readonly config: Config;
  readonly shutdown: Shutdown;
  readonly log: (line: string) => void;
  /** `own`: the server's, alone on its data directory; `shared`: a command's, which may join a running server's. */
  readonly use?: 'own' | 'shared';
}

/** @returns the address of the database with its owner's login. @throws StartError in one line. */
export async function prepareDatabase({ config, shutdown, log, use = 'own' }: PrepareOptions): Promise<string> {
  const url = await openDatabaseServer({ config, shutdown, log, use });
  const database = await openSverkaDatabase({ url, poolSize: 1 });
  try {
    assertSchemaNotNewer({ applied: await appliedMigrations(database), known: knownMigrations });
  } catch (error) {
    throw noAnswer(url, error);
  } finally {
    await database.close(true);
  }
  await migrate(url);
  return url;
}

/**
 * @returns the address by which people are served: the configured one, or of the embedded database a login that owns
 * nothing. Its owner is a superuser, whom a statement could turn back into. @throws StartError in one line.
 */
export async function servingUrl({
  config,
  ownerUrl,
}: {
  readonly config: Config;
  readonly ownerUrl: string;
}): Promise<string> {
  if (config.databaseUrl === null) return openServerLogin(ownerUrl);
  const url = config.databaseUrl;
  if (config.databaseOwnerUrl !== null)
    await assertMayServe(url).catch((error: unknown) => {
      throw noAnswer(url, error);
    });
  return url;
}

function noAnswer(url: string, error: unknown): StartError {
  if (error instanceof StartError) return error;
  const [complaint = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return new StartError(`The database at ${new URL(url).host} does not answer: ${complaint}`);
}

/** What the operator has to know before anybody can work: the link of the first administrator. */
export async function firstSteps(app: App): Promise<string[]> {
  const context = app.contextFor({ actor: null });
  const lines: string[] = [];
  if (!(await hasAdministrator(context))) {
    lines.push(
      `No administrator yet. Open this once, within ${LINK_HOURS} hours, to become one:`,
      `  ${app.house.publicUrl}/first-administrator#${await issueAdministratorLink(context)}`,
    );
  }
  return lines;
}

/** As it is, with nothing migrated. @returns its address with its owner's login. @throws StartError in one line. */
export async function openDatabaseServer({ config, shutdown, log, use }: Required<PrepareOptions>): Promise<string> {
  if (config.databaseUrl !== null) return config.databaseOwnerUrl ?? config.databaseUrl;
  const open = use === 'own' ? startEmbeddedPostgres : startOrJoinEmbeddedPostgres;
  const embedded = await open({ dataDir: config.dataDir, log });
  shutdown.onShutdown(() => embedded.stop());
  return embedded.url;
}
