/** The logins by which the program reaches its database: what they may become, and what they are without it. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { migrate } from '../../server/database.ts';
import { DatabaseRole } from '../../server/platform/database-role.ts';
import { StartError } from '../../server/platform/start-error.ts';
import { servingUrl } from '../../server/start.ts';
import { createBlankDatabase, createTestDatabase } from '../support/database.ts';
import { queryDatabase } from '../support/database-server.ts';
import { atEndOfFile } from '../support/end-of-file.ts';

const { MEMBERS, PUBLIC } = DatabaseRole;

it('a user who may not make the roles is told what to run, and after that the program works without more rights', async () => {
  const serverUrl = inject('databaseServerUrl');
  const login = `login_${randomUUID().slice(0, 8)}`;
  const asSuperuser = <Row>(sql: string) => queryDatabase<Row>({ url: serverUrl, sql });
  const { url: blank, name, drop } = await createBlankDatabase();
  await asSuperuser(`create role ${login} login password 'x'`);
  await asSuperuser(`alter database "${name}" owner to ${login}`);
  const url = new URL(blank);
  [url.username, url.password] = [login, 'x'];
  // the roles belong to the whole server, which has them from other databases: here they are not for this user
  const refused = await migrate(url.href).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StartError);
  const [, told] = /(grant .*;)$/.exec((refused as StartError).message) ?? [];
  expect(told).toBe(`grant ${PUBLIC}, ${MEMBERS} to ${login};`);

  await asSuperuser(told ?? '');
  await migrate(url.href);
  const app = await createApp({ databaseUrl: url.href, poolSize: 1 });
  atEndOfFile(async () => {
    await app.close();
    await drop();
    await asSuperuser(`drop role ${login}`);
  });
  const [{ role: whoReads } = { role: '' }] = await app.statements.rows<{ role: string }>(
    'select current_user as role',
    [],
  );
  const [{ role: whoGuards } = { role: '' }] = await app.statements.rows<{ role: string }>(
    'select current_user as role from (select count(*) from person) people',
    [],
  );
  const [{ role: whoWrites } = { role: '' }] = await app.database.em
    .fork()
    .execute<{ role: string }[]>('select current_user as role');
  expect([whoReads, whoGuards, whoWrites]).toEqual([PUBLIC, MEMBERS, MEMBERS]);
});

it('a newer program makes roles, rights and policies anew over those that stand', async () => {
  const { url } = await createTestDatabase();
  const policies = 'select tablename, policyname, qual, with_check from pg_policies order by 1, 2';
  const stood = await queryDatabase({ url, sql: policies });
  expect(stood.length).toBeGreaterThan(50);
  await queryDatabase({ url, sql: `update database_access set digest = 'of an earlier program'` });
  await migrate(url);
  expect(await queryDatabase({ url, sql: policies })).toEqual(stood);
});

describe('the login by which the embedded database is served', () => {
  let url: string;
  let login: Client;
  beforeAll(async () => {
    ({ servingUrl: url } = await createTestDatabase());
    login = new Client({ connectionString: url });
    await login.connect();
  });
  afterAll(() => login.end());
  const denied = { code: '42501' };

  it('is no superuser, owns nothing, and is a member of the two roles alone without inheriting from them', async () => {
    const { rows: attributes } = await login.query(
      `select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolinherit from pg_roles where rolname = current_user`,
    );
    expect(Object.values(attributes[0])).toEqual([false, false, false, false, false, false]);
    const { rows: owned } = await login.query(
      `select count(*)::int as count from pg_shdepend where refobjid = current_user::regrole and deptype = 'o'`,
    );
    expect(owned).toEqual([{ count: 0 }]);
    const { rows: roles } = await login.query(
      `select roleid::regrole::text as role, inherit_option, admin_option from pg_auth_members where member = current_user::regrole order by 1`,
    );
    expect(roles).toEqual([MEMBERS, PUBLIC].map((role) => ({ role, inherit_option: false, admin_option: false })));
  });

  it('reads, writes and makes nothing until it takes one of them on', async () => {
    for (const text of [
      'select id from person',
      'select id from measure',
      'select id from public_observation',
      'delete from session',
      'create table made (id int)',
      'alter table person disable row level security',
    ])
      await expect(login.query(text), text).rejects.toMatchObject(denied);
  });

  it('becomes nobody else, and a statement that puts its role back gains nothing', async () => {
    const { username: owner } = new URL(inject('databaseServerUrl'));
    await expect(login.query(`set role ${owner}`)).rejects.toMatchObject(denied);
    await expect(login.query(`set session authorization ${owner}`)).rejects.toMatchObject(denied);
    await login.query(`set role ${MEMBERS}`);
    expect((await login.query('select id from person')).rows).toEqual([]);
    await login.query('reset role');
    await expect(login.query('select id from person')).rejects.toMatchObject(denied);
  });
});

describe('an owner with a login of their own', () => {
  it('leaves to the serving one two roles, and says what to run where it has them not', async () => {
    const asSuperuser = <Row>(sql: string) => queryDatabase<Row>({ url: inject('databaseServerUrl'), sql });
    const login = `login_${randomUUID().slice(0, 8)}`;
    await asSuperuser(`create role ${login} login password 'x'`);
    const { url: ownerUrl } = await createTestDatabase();
    atEndOfFile(() => asSuperuser(`drop role ${login}`));
    const address = new URL(ownerUrl);
    [address.username, address.password] = [login, 'x'];
    const config = readConfig({ DATABASE_URL: address.href, DATABASE_OWNER_URL: ownerUrl });

    const refused = await servingUrl({ config, ownerUrl }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartError);
    const [, told = ''] = /(grant .*;)$/.exec((refused as StartError).message) ?? [];
    expect(told).toBe(`grant ${PUBLIC}, ${MEMBERS} to ${login} with inherit false;`);
    await asSuperuser(told);
    const app = await createApp({ databaseUrl: await servingUrl({ config, ownerUrl }), poolSize: 1 });
    expect(await app.statements.rows('select id from measure', [])).toEqual([]);
    await app.close();
  });
});
