/** The database of this program: its entities and its migrations. */
import { keepAccess, keepRoles } from './database-access/keep-access.ts';
import { entities } from './entities.ts';
import { migrations } from './migrations/index.ts';
import { appliedMigrations, openDatabase, type Database } from './platform/database.ts';
import type { DatabaseRole } from './platform/database-role.ts';

export const knownMigrations: readonly string[] = migrations.map(({ name }) => name);

export const openSverkaDatabase = (options: {
  readonly url: string;
  readonly poolSize?: number;
  readonly role?: DatabaseRole;
}): Promise<Database> => openDatabase({ ...options, entities, migrations });

/**
 * Brings a database up to this program's schema, roles and rights, or to the schema alone that given migrations make.
 * @throws StartError when the roles cannot be made.
 */
export async function migrate(url: string, only: readonly string[] = knownMigrations): Promise<void> {
  const database = await openSverkaDatabase({ url, poolSize: 2 });
  try {
    await keepRoles(database);
    const applied = new Set(await appliedMigrations(database));
    const missing = knownMigrations.filter((name) => only.includes(name) && !applied.has(name));
    if (missing.length > 0) await database.migrator.up({ migrations: missing });
    if (knownMigrations.every((name) => only.includes(name)))
      await keepAccess(database, { hasChanged: missing.length > 0 });
  } finally {
    await database.close(true);
  }
}
