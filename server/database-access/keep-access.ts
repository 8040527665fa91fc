/** Brings roles, rights and policies of a database to what table-access.ts says. Runs as the owner, after migrations. */
import type { Database } from '../platform/database.ts';
import { DatabaseRole } from '../platform/database-role.ts';
import { StartError } from '../platform/start-error.ts';
import { accessDigest, accessStatements } from './access-statements.ts';

const ROLES = [DatabaseRole.PUBLIC, DatabaseRole.MEMBERS];

/** Roles belong to the whole server: two databases may make them at once. */
const makeRole = (role: string): string => /* sql */ `
do $$ begin
  if not exists (select from pg_roles where rolname = '${role}') then
    begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end;
  end if;
  if not pg_has_role(current_user, '${role}', 'set') then execute format('grant ${role} to %I with inherit false, set true', current_user); end if;
end $$`;

/**
 * Sees to it that the roles are there and may be taken on.
 * @throws StartError with what an administrator has to run, when whoever logs in may not make them.
 */
export async function keepRoles(database: Database): Promise<void> {
  try {
    for (const role of ROLES) await database.em.execute(makeRole(role));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error;
    const [login] = await database.em.execute<{ name: string }[]>('select quote_ident(current_user) as name');
    throw new StartError(
      `The database has no roles for this program and its user may not make them. Run as an administrator of the database: ` +
        `create role ${DatabaseRole.PUBLIC} nologin; create role ${DatabaseRole.MEMBERS} nologin; ` +
        `grant ${ROLES.join(', ')} to ${login?.name ?? 'the user of DATABASE_URL'};`,
    );
  }
}

/** All of it or nothing; a database that has it is left alone. */
export async function keepAccess(database: Database, { hasChanged }: { readonly hasChanged: boolean }): Promise<void> {
  await database.em.transactional(async (em) => {
    await em.execute("select pg_advisory_xact_lock(hashtextextended('sverka.database-access', 0))");
    const kept = await em.execute<{ digest: string }[]>('select digest from database_access');
    if (!hasChanged && kept[0]?.digest === accessDigest) return;
    await em.execute(accessStatements);
    await em.execute('delete from database_access');
    await em.execute('insert into database_access (digest) values (?)', [accessDigest]);
  });
}
