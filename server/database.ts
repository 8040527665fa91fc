/** The database of this program: its entities and its migrations. */
import { keepAccess, keepRoles } from './database-access/keep-access.ts';
import { entities } from './entities.ts';
import { migrations } from './migrations/index.ts';
import { openDatabase, type Database } from './platform/database.ts';
import type { DatabaseRole } from './platform/database-role.ts';

export const knownMigrations: readonly string[] = migrations.map(({ name }) => name);

export const openSverkaDatabase = (options: {
  readonly url: string;
  readonly poolSize?: number;
  readonly role?: DatabaseRole;
}): Promise<Database> => openDatabase({ ...options, entities, migrations });

/** Brings a database up to this program's schema, roles and rights. @throws StartError when the roles cannot be made. */
export async function migrate(url: string): Promise<void> {
  const database = await openSverkaDatabase({ url, poolSize: 2 });
  try {
    await keepRoles(database);
    const applied = await database.migrator.up();
    await keepAccess(database, { hasChanged: applied.length > 0 });
  } finally {
    await database.close(true);
  }
}
