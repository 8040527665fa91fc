import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { queryDatabase } from '../support/database-server.ts';
import { databaseUrlOf, makeFolder, runDatabase } from './program.ts';

test('without any locale in the environment the database is UTF-8, safe and knows Bulgarian', async () => {
  const url = await databaseUrlOf(runDatabase({ dataDir: join(makeFolder(), 'data'), environment: {} }));
  const [row] = await queryDatabase({
    url,
    sql: `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
      current_setting('full_page_writes') as full_pages, current_setting('listen_addresses') as listens,
      current_setting('timezone') as zone, lower('КУБРАТ') as lower`,
  });
  expect(row).toEqual({
    encoding: 'UTF8',
    fsync: 'on',
    full_pages: 'on',
    listens: '127.0.0.1',
    zone: 'UTC',
    lower: 'кубрат',
  });
});

test("the caller's PostgreSQL variables and locale change nothing", async () => {
  const environment = { PGPORT: '1', PGDATA: '/nowhere', PGUSER: 'somebody', LANG: 'tlh_XX', LC_ALL: 'tlh_XX' };
  const url = await databaseUrlOf(runDatabase({ dataDir: join(makeFolder(), 'data'), environment }));
  expect(await queryDatabase({ url, sql: `select upper('ром') as upper` })).toEqual([{ upper: 'РОМ' }]);
});

test('without its password nobody gets in, and only its account can read the password', async () => {
  const dataDir = join(makeFolder(), 'data');
  const url = new URL(await databaseUrlOf(runDatabase({ dataDir })));
  expect(url.password.length).toBeGreaterThanOrEqual(32);
  expect(statSync(join(dataDir, 'postgres')).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, 'postgres/cluster/sverka-password')).mode & 0o077).toBe(0);
  url.password = 'guess';
  await expect(queryDatabase({ url: url.href, sql: 'select 1' })).rejects.toThrow(/password authentication failed/);
});

test('data outlives a restart, and Ctrl-C ends database and program in order', async () => {
  const dataDir = join(makeFolder(), 'data');
  const first = runDatabase({ dataDir });
  await queryDatabase({ url: await databaseUrlOf(first), sql: 'create table kept as select 7 as number' });
  // The terminal sends Ctrl-C to the whole process group.
  process.kill(-Number(first.child.pid), 'SIGINT');
  expect((await first.ends()).code).toBe(0);
  expect(statSync(join(dataDir, 'postgres/cluster/postmaster.pid'), { throwIfNoEntry: false })).toBeUndefined();
  expect(readFileSync(join(dataDir, 'postgres/postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);

  const second = runDatabase({ dataDir });
  const url = await databaseUrlOf(second);
  expect(await queryDatabase({ url, sql: 'select number from kept' })).toEqual([{ number: 7 }]);
  expect(readFileSync(join(dataDir, 'postgres/postgres.log'), 'utf8')).not.toMatch(/was not properly shut down/);
});

test('a failing statement is logged without the words it carried', async () => {
  const dataDir = join(makeFolder(), 'data');
  const url = await databaseUrlOf(runDatabase({ dataDir }));
  await expect(queryDatabase({ url, sql: `select 'what a monitor said' from nowhere` })).rejects.toThrow(/nowhere/);
  const log = readFileSync(join(dataDir, 'postgres/postgres.log'), 'utf8');
  expect(log).toContain('relation "nowhere" does not exist');
  expect(log).not.toContain('what a monitor said');
});
