import { join } from 'node:path';
import { expect, test } from 'vitest';
import { queryDatabase } from '../support/database-server.ts';
import { databaseUrlOf, makeFolder, runDatabase } from './program.ts';

test('a data directory in use by a live server is refused in one line, and that server goes on', async () => {
  const dataDir = join(makeFolder(), 'data');
  const first = runDatabase({ dataDir });
  const url = await databaseUrlOf(first);
  const second = await runDatabase({ dataDir }).ends();
  expect(second).toEqual({
    code: 1,
    said: `The data directory ${dataDir} is in use by another running server (process ${first.child.pid}). Stop that one first, or give this one its own DATA_DIR.\n`,
  });
  expect(await queryDatabase({ url, sql: 'select 1 as one' })).toEqual([{ one: 1 }]);
});

test('of three servers started at once on a new directory one runs and the others are refused', async () => {
  const dataDir = join(makeFolder(), 'data');
  const programs = [1, 2, 3].map(() => runDatabase({ dataDir }));
  const outcomes = await Promise.all(
    programs.map((program) => Promise.race([databaseUrlOf(program).catch(() => ''), program.ends().then(() => '')])),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await queryDatabase({ url: outcomes.find(Boolean) ?? '', sql: 'select 1 as one' })).toEqual([{ one: 1 }]);
});

test('a command beside a running server uses its database and leaves it running', async () => {
  const dataDir = join(makeFolder(), 'data');
  const url = await databaseUrlOf(runDatabase({ dataDir }));
  const command = runDatabase({ dataDir, mode: 'join' });
  expect(await databaseUrlOf(command)).toBe(url);
  command.child.kill('SIGTERM');
  expect((await command.ends()).code).toBe(0);
  expect(await queryDatabase({ url, sql: 'select 1 as one' })).toEqual([{ one: 1 }]);
});

test('a command without a server starts the database for itself', async () => {
  const dataDir = join(makeFolder(), 'data');
  const command = runDatabase({ dataDir, mode: 'join' });
  await databaseUrlOf(command);
  command.child.kill('SIGTERM');
  expect((await command.ends()).code).toBe(0);
  await databaseUrlOf(runDatabase({ dataDir }));
});
