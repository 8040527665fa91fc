import type { Client } from 'pg';

/** Names of the migrations that a database has, oldest first; none of an empty one. */
export async function appliedMigrationsOf(client: Client): Promise<string[]> {
  const { rows: found } = await client.query<{ present: boolean }>(
    `select to_regclass('public.schema_migration') is not null as present`,
  );
  if (!found[0]?.present) return [];
  const { rows } = await client.query<{ name: string }>('select name from public.schema_migration order by id');
  return rows.map(({ name }) => name);
}
