/**
 * The login by which a running server reaches the embedded database: it owns nothing, inherits nothing and can only become
 * one of the two roles that serve the network, so that RESET ROLE in a statement leads to nobody with rights.
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DatabaseRole } from '../platform/database-role.ts';
import { StartError } from '../platform/start-error.ts';

const SERVER_LOGIN = 'sverka_server';

const keepLogin = (password: string): string => /* sql */ `
do $$ begin
  if not exists (select from pg_roles where rolname = '${SERVER_LOGIN}') then create role ${SERVER_LOGIN}; end if;
end $$;
alter role ${SERVER_LOGIN} with login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls password '${password}';
grant ${DatabaseRole.PUBLIC}, ${DatabaseRole.MEMBERS} to ${SERVER_LOGIN} with inherit false, set true, admin false;
`;

/**
 * Makes it, or gives it a new password: that lives only as long as the server and is kept nowhere.
 * @param ownerUrl of a database that is migrated, with a login that may make roles.
 * @returns the same address with this login.
 */
export async function openServerLogin(ownerUrl: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await asked(ownerUrl, keepLogin(password));
  const url = new URL(ownerUrl);
  [url.username, url.password] = [SERVER_LOGIN, password];
  return url.href;
}

/** @throws StartError with what an administrator has to run, when a login may not become what serves the network. */
export async function assertMayServe(url: string): Promise<void> {
  const roles = [DatabaseRole.PUBLIC, DatabaseRole.MEMBERS];
  const found = await asked<{ may: boolean; login: string }>(
    url,
    `select quote_ident(current_user) as login, ${roles.map((role) => `pg_has_role(current_user, '${role}', 'set')`).join(' and ')} as may`,
  );
  if (found?.may) return;
  throw new StartError(
    `The user of DATABASE_URL may not take on the roles of this program. Run as an administrator of the database: ` +
      `grant ${roles.join(', ')} to ${found?.login ?? 'the user of DATABASE_URL'} with inherit false;`,
  );
}

/** The first row that a statement gives, on a connection of its own. */
async function asked<Row extends object>(url: string, text: string): Promise<Row | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows?.[0];
  } finally {
    await client.end();
  }
}
