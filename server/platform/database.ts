/** Opens a PostgreSQL through the ORM. Which entities and migrations it has is the program's business (server/database.ts). */
import { MikroORM, defineConfig, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import 'reflect-metadata';
import { DatabaseRole, startupOptions } from './database-role.ts';

export type Database = MikroORM;

/** Connections of each kind, for reads and for transactions: two processors are busy with fewer than this. */
export const DEFAULT_POOL_SIZE = 10;

export interface DatabaseOptions {
  readonly url: string;
  /** Connections kept at the most. */
  readonly poolSize?: number;
  /** As whoever logs in when left out. */
  readonly role?: DatabaseRole;
  readonly entities: Options['entities'];
  readonly migrations: NonNullable<Options['migrations']>['migrationsList'];
}

/** Opens the database. Nothing is migrated by this. */
export async function openDatabase({
  url,
  poolSize = DEFAULT_POOL_SIZE,
  role = DatabaseRole.OWNER,
  entities,
  migrations,
}: DatabaseOptions): Promise<Database> {
  return MikroORM.init(
    defineConfig({
      clientUrl: url,
      entities,
      metadataProvider: ReflectMetadataProvider,
      extensions: [Migrator],
      // what a start says is for the operator: the migrator stays silent
      logger: () => undefined,
      migrations: {
        migrationsList: migrations,
        snapshot: false,
        transactional: true,
        allOrNothing: true,
        tableName: 'schema_migration',
      },
      pool: { min: 0, max: poolSize },
      driverOptions: { options: startupOptions(role) },
      // Days are stored as dates and instants as UTC; nothing depends on the machine's own zone.
      timezone: 'UTC',
      forceUtcTimezone: true,
    }),
  );
}

/** Names of the migrations a database has, oldest first; none of an empty one. */
export async function appliedMigrations(database: Database): Promise<string[]> {
  const found = await database.em.execute<{ present: boolean }[]>(
    `select to_regclass('schema_migration') is not null as present`,
  );
  if (!found[0]?.present) return [];
  const applied = await database.em.execute<{ name: string }[]>('select name from schema_migration order by id');
  return applied.map(({ name }) => name);
}
