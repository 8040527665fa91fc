/** A PostgreSQL of somebody else's: the user that the program is given is no superuser there. */
import { randomUUID } from 'node:crypto';
import { afterAll, expect, inject, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { migrate } from '../../server/database.ts';
import { DatabaseRole } from '../../server/platform/database-role.ts';
import { StartError } from '../../server/platform/start-error.ts';
import { createBlankDatabase } from '../support/database.ts';
import { queryDatabase } from '../support/database-server.ts';

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
  afterAll(async () => {
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
