/** The one place that opens the database: the ORM over PostgreSQL, and the migrations it must have. */
import { MikroORM, type EntityManager, defineConfig } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import 'reflect-metadata';
import { entities } from '../entities.ts';
import { migrations } from '../migrations/index.ts';

export type Database = MikroORM;
export type { EntityManager };

export interface DatabaseOptions {
  readonly url: string;
  /** Connections kept at the most; two processors are busy with fewer than this. */
  readonly poolSize?: number;
}

/** Opens the database. Nothing is migrated by this. */
export async function openDatabase({ url, poolSize = 10 }: DatabaseOptions): Promise<Database> {
  return MikroORM.init(
    defineConfig({
      clientUrl: url,
      entities,
      metadataProvider: ReflectMetadataProvider,
      extensions: [Migrator],
      // the migrator speaks only when asked: what a start says is for the operator
      logger: () => undefined,
      migrations: { migrationsList: migrations, snapshot: false, transactional: true, allOrNothing: true, tableName: 'schema_migration' },
      pool: { min: 0, max: poolSize },
      // Days are stored as dates and instants as UTC; nothing depends on the machine's own zone.
      timezone: 'UTC',
      forceUtcTimezone: true,
    }),
  );
}

/** Brings a database up to this program's schema. */
export async function migrate(url: string): Promise<void> {
  const database = await openDatabase({ url, poolSize: 2 });
  try {
    await database.migrator.up();
  } finally {
    await database.close(true);
  }
}

export const knownMigrations: readonly string[] = migrations.map(({ name }) => name);

/** Names of the migrations a database has, oldest first; none of an empty one. */
export async function appliedMigrations(database: Database): Promise<string[]> {
  const found = await database.em.execute<{ present: boolean }[]>(`select to_regclass('schema_migration') is not null as present`);
  if (!found[0]?.present) return [];
  const applied = await database.em.execute<{ name: string }[]>('select name from schema_migration order by id');
  return applied.map(({ name }) => name);
}
