/** The database of this program: its entities and its migrations. */
import { entities } from './entities.ts';
import { migrations } from './migrations/index.ts';
import { openDatabase, type Database } from './platform/database.ts';

export const knownMigrations: readonly string[] = migrations.map(({ name }) => name);

export const openSverkaDatabase = (options: { readonly url: string; readonly poolSize?: number }): Promise<Database> =>
  openDatabase({ ...options, entities, migrations });

/** Brings a database up to this program's schema. */
export async function migrate(url: string): Promise<void> {
  const database = await openSverkaDatabase({ url, poolSize: 2 });
  try {
    await database.migrator.up();
  } finally {
    await database.close(true);
  }
}
