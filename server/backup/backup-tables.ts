/** Which tables a backup holds, and what a restore has to set aside while it fills them. */
import type { Client } from 'pg';

/**
 * What stays behind. Whatever lets somebody in for a while must not come to life again: a session ended because a phone was
 * stolen, a code that was used. What was swept is swept again, what rights there are the program
 * says; gaps belong to transactions of the old database alone.
 */
const LEFT_BEHIND: ReadonlySet<string> = new Set([
  'account_verification',
  'administrator_link',
  'attempt_window',
  'audit_gap',
  'database_access',
  'retention_sweep',
  'schema_migration',
  'session',
]);

export interface BackupTable {
  readonly name: string;
  /** Those that hold values of their own, in the order in which they are written. */
  readonly columns: readonly string[];
}

/** The tables of a database as it stands, by name. */
export async function backupTables(client: Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(
    `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace group by c.relname order by c.relname`,
  );
  return rows.filter(({ name }) => !LEFT_BEHIND.has(name));
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const columnsOf = ({ name, columns }: BackupTable): string => `public.${quoted(name)} (${columns.map(quoted).join()})`;

export const copyOutOf = (table: BackupTable): string => `copy ${columnsOf(table)} to stdout`;
export const copyInto = (table: BackupTable): string => `copy ${columnsOf(table)} from stdin`;

/** The name of a table that has a row; null: none has. */
export async function firstFilledTable(client: Client, tables: readonly BackupTable[]): Promise<string | null> {
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select from public.${quoted(name)} limit 1`);
    if (rowCount !== 0) return name;
  }
  return null;
}

/** What a migration put there comes again with the copy. */
export async function emptyTables(client: Client, tables: readonly BackupTable[]): Promise<void> {
  for (const table of tables)
    if ((await firstFilledTable(client, [table])) !== null)
      await client.query(`delete from public.${quoted(table.name)}`);
}

interface Statement {
  readonly away: string;
  readonly back: string;
}

/**
 * Sets aside what looks at rows one by one: references, which tables that point at each other could not keep, and triggers
 * that follow from a change. References come back by checking every row. In the caller's transaction.
 * @returns puts all of it back.
 */
export async function setRulesAside(client: Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<Statement>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
     union all
     select format('alter table %s disable trigger %I', tgrelid::regclass, tgname), format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not tgisinternal and tgenabled = 'O' and c.relnamespace = 'public'::regnamespace`,
  );
  for (const { away } of rows) await client.query(away);
  return async () => {
    for (const { back } of rows) await client.query(back);
  };
}

/** Each counter goes on after the highest number that was put back. */
export async function setCounters(client: Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('select setval(%L, greatest((select coalesce(max(%I), 0) from %s), 1), exists (select from %s))', s.oid::regclass, a.attname, c.oid::regclass, c.oid::regclass) as statement
     from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass
     join pg_class c on c.oid = d.refobjid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
     where s.relkind = 'S' and c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migration'`,
  );
  for (const { statement } of rows) await client.query(statement);
}
