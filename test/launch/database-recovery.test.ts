import { chownSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { queryDatabase } from '../support/database-server.ts';
import { databaseUrlOf, isRunning, makeFolder, runDatabase, type Program } from './program.ts';

async function stop(program: Program): Promise<void> {
  program.child.kill('SIGTERM');
  expect((await program.ends()).code).toBe(0);
}

/** A data directory whose database was made and ended in order. */
async function makeUsedDirectory(): Promise<string> {
  const dataDir = join(makeFolder(), 'data');
  const program = runDatabase({ dataDir });
  await queryDatabase({ url: await databaseUrlOf(program), sql: 'create table kept as select 7 as number' });
  await stop(program);
  return dataDir;
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
}

test('a database left running by a killed server is ended, and nothing committed is lost', async () => {
  const dataDir = join(makeFolder(), 'data');
  const killed = runDatabase({ dataDir });
  await queryDatabase({ url: await databaseUrlOf(killed), sql: 'create table kept as select 7 as number' });
  const left = postmasterPid(dataDir);
  killed.child.kill('SIGKILL');
  await killed.ends();
  expect(isRunning(left)).toBe(true);

  const next = runDatabase({ dataDir });
  await next.says(new RegExp(`^Stopping the database that a killed server left running \\(process ${left}\\)`, 'm'));
  expect(await queryDatabase({ url: await databaseUrlOf(next), sql: 'select number from kept' })).toEqual([
    { number: 7 },
  ]);
  expect(isRunning(left)).toBe(false);
});

test('a database killed under the server comes back at the same address', async () => {
  const dataDir = join(makeFolder(), 'data');
  const program = runDatabase({ dataDir });
  const url = await databaseUrlOf(program);
  await queryDatabase({ url, sql: 'create table kept as select 7 as number' });
  const killed = postmasterPid(dataDir);
  process.kill(killed, 'SIGKILL');
  await program.says(/^The database ended unexpectedly; starting it again/m);
  await program.says(/^The database runs again/m);
  expect(await queryDatabase({ url, sql: 'select number from kept' })).toEqual([{ number: 7 }]);
  expect(postmasterPid(dataDir)).not.toBe(killed);
  await stop(program);
});

test('server and database killed together lose nothing committed', async () => {
  const dataDir = join(makeFolder(), 'data');
  const killed = runDatabase({ dataDir });
  await queryDatabase({ url: await databaseUrlOf(killed), sql: 'create table kept as select 7 as number' });
  const left = postmasterPid(dataDir);
  killed.child.kill('SIGKILL');
  process.kill(left, 'SIGKILL');
  await killed.ends();
  const url = await databaseUrlOf(runDatabase({ dataDir }));
  expect(await queryDatabase({ url, sql: 'select number from kept' })).toEqual([{ number: 7 }]);
});

test('a first start that is killed on the way leaves nothing that the next one stumbles over', async () => {
  const dataDir = join(makeFolder(), 'data');
  for (const waitMs of [60, 150, 300, 450, 600]) {
    const program = runDatabase({ dataDir });
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    program.child.kill('SIGKILL');
    await program.ends();
  }
  const program = runDatabase({ dataDir });
  expect(await queryDatabase({ url: await databaseUrlOf(program), sql: 'select 1 as one' })).toEqual([{ one: 1 }]);
  await stop(program);
  // By now every initialisation that outlived its parent has ended.
  await databaseUrlOf(runDatabase({ dataDir }));
  expect(readdirSync(join(dataDir, 'postgres')).filter((name) => name.endsWith('.draft'))).toEqual([]);
});

test('a stale postmaster.pid whose number belongs to another program now is no obstacle', async () => {
  const dataDir = await makeUsedDirectory();
  const bystander = runDatabase({ dataDir: join(makeFolder(), 'data') });
  await databaseUrlOf(bystander);
  const file = join(dataDir, 'postgres/cluster/postmaster.pid');
  writeFileSync(file, `${bystander.child.pid}\n${dataDir}/postgres/cluster\n1700000000\n5432\n\n127.0.0.1\n\nready\n`);
  const { uid, gid } = statSync(join(dataDir, 'postgres/cluster'));
  chownSync(file, uid, gid);
  await databaseUrlOf(runDatabase({ dataDir }));
  expect(bystander.child.exitCode).toBeNull();
});

test('a database of a newer PostgreSQL is refused in one line and left untouched', async () => {
  const dataDir = await makeUsedDirectory();
  const file = join(dataDir, 'postgres/cluster/PG_VERSION');
  writeFileSync(file, '99\n');
  const { code, said } = await runDatabase({ dataDir }).ends();
  expect(code).toBe(1);
  expect(said).toMatch(
    /^The database in \S+ was made by PostgreSQL 99 and this program brings PostgreSQL 18: [^\n]*\n$/,
  );

  writeFileSync(file, '18\n');
  const url = await databaseUrlOf(runDatabase({ dataDir }));
  expect(await queryDatabase({ url, sql: 'select number from kept' })).toEqual([{ number: 7 }]);
});

test('a data directory that is a file, and a link that leads nowhere, are each named in one line', async () => {
  const folder = makeFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(await runDatabase({ dataDir: file }).ends()).toEqual({
    code: 1,
    said: `DATA_DIR is wrong: expected a folder, got ${file}.\n`,
  });
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  symlinkSync(join(folder, 'gone'), join(dataDir, 'postgres'));
  const { code, said } = await runDatabase({ dataDir }).ends();
  expect(code).toBe(1);
  expect(said).toMatch(/^\S+ points to a folder that is gone: [^\n]*\n$/);
});
