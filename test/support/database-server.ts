/** Speaks to the test run's PostgreSQL as a whole: makes and drops databases in it. */
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';

/** The migrated database that tests clone. Nobody stays connected to it: PostgreSQL clones only what is at rest. */
export const TEMPLATE_NAME = 'sverka_template';

export function databaseUrlOf({ serverUrl, name }: { serverUrl: string; name: string }): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function createEmptyDatabase({ serverUrl, name }: { serverUrl: string; name: string }): Promise<void> {
  await queryDatabase({ url: serverUrl, sql: `create database "${name}"` });
}

export async function cloneTemplate({ serverUrl, name }: { serverUrl: string; name: string }): Promise<void> {
  await queryDatabase({
    url: serverUrl,
    sql: `create database "${name}" template "${TEMPLATE_NAME}" strategy file_copy`,
  });
}

/** Cuts whatever connection a test left open. */
export async function dropDatabase({ serverUrl, name }: { serverUrl: string; name: string }): Promise<void> {
  await queryDatabase({ url: serverUrl, sql: `drop database if exists "${name}" with (force)` });
}

/** Runs one statement on a connection of its own. */
export async function queryDatabase<Row>({ url, sql }: { url: string; sql: string }): Promise<Row[]> {
  const orm = await MikroORM.init(
    defineConfig({
      clientUrl: url,
      entities: [],
      discovery: { warnWhenNoEntities: false },
      pool: { min: 0, max: 1 },
    }),
  );
  try {
    return await orm.em.getConnection().execute<Row[]>(sql);
  } finally {
    await orm.close(true);
  }
}
