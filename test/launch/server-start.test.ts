/** The built program, started, refused and ended as an operator meets it. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { queryDatabase } from '../support/database-server.ts';
import { builtServer } from '../support/build.ts';
import { databaseUrlOf, makeFolder, runDatabase, runProgram, type Program } from './program.ts';

type Environment = Readonly<Record<string, string>>;

function runServer(environment: Environment): Program {
  return runProgram({
    parameters: [builtServer()],
    environment: { LOG_LEVEL: 'error', ...environment },
  });
}

/** A listener on a port of its own, closed when the test ends. */
async function takePort(): Promise<string> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  onTestFinished(() => void server.close());
  return String(typeof address === 'object' ? address?.port : 0);
}

async function findFreePort(): Promise<string> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return String(typeof address === 'object' ? address?.port : 0);
}

async function answer(url: string): Promise<{ status: number; body: string }> {
  const response = await fetch(url, { headers: { accept: 'text/html,*/*' } });
  return { status: response.status, body: await response.text() };
}

async function stop(program: Program): Promise<void> {
  process.kill(-Number(program.child.pid), 'SIGINT');
  const { code, said } = await program.ends();
  expect({ code, said }).toMatchObject({ code: 0 });
}

test('a first start on an empty folder serves client, API and signs of life, says where and who may sign in; Ctrl-C ends it', async () => {
  const [dataDir, PORT] = [join(makeFolder(), 'data'), await findFreePort()];
  const program = runServer({ DATA_DIR: dataDir, PORT });
  await program.says(new RegExp(`http://localhost:${PORT}$`, 'm'));
  const home = `http://127.0.0.1:${PORT}`;
  expect(await answer(`${home}/livez`)).toMatchObject({ status: 200 });
  expect(await answer(`${home}/readyz`)).toMatchObject({ status: 200 });
  expect(await answer(home)).toMatchObject({ status: 200, body: expect.stringContaining('<div id="app"') });
  const query = await fetch(`${home}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect(await query.json()).toEqual({ data: { __typename: 'Query' } });
  const url = await databaseUrlOf(runDatabase({ dataDir, mode: 'join' }));
  const who = 'select distinct usename::text as login from pg_stat_activity';
  expect(await queryDatabase({ url, sql: `${who} where datname is not null and pid <> pg_backend_pid()` })).toEqual([
    { login: 'sverka_server' },
  ]);
  await stop(program);
  expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
  expect(existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false);
});

test('a wrong setting stops the start before anything is made, and names each variable', async () => {
  const dataDir = join(makeFolder(), 'data');
  expect(await runServer({ DATA_DIR: dataDir, PORT: 'http', DEMO: 'maybe' }).ends()).toEqual({
    code: 1,
    said: 'PORT is wrong: expected a whole number from 1 to 65535, got "http"\nDEMO is wrong: expected on, off or public, got "maybe"\n',
  });
  expect(existsSync(dataDir)).toBe(false);
});

test('a taken port gets one line, and the database is ended in order', async () => {
  const [dataDir, PORT] = [join(makeFolder(), 'data'), await takePort()];
  const { code, said } = await runServer({ DATA_DIR: dataDir, PORT, DEMO: 'off' }).ends();
  expect({ code, said }).toEqual({
    code: 1,
    said: `Port ${PORT} is taken: stop what uses it, or set PORT to another.\n`,
  });
  expect(existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false);
});

test('a second server on the same data directory gets one line, the first goes on', async () => {
  const [dataDir, PORT] = [join(makeFolder(), 'data'), await findFreePort()];
  const first = runServer({ DATA_DIR: dataDir, PORT, DEMO: 'off' });
  await first.says(/http:\/\/localhost/);
  const { code, said } = await runServer({ DATA_DIR: dataDir, PORT: await findFreePort(), DEMO: 'off' }).ends();
  expect(code).toBe(1);
  expect(said).toMatch(/^The data directory \S+ is in use by another running server \(process \d+\)[^\n]*\n$/);
  expect(await answer(`http://127.0.0.1:${PORT}/readyz`)).toMatchObject({ status: 200 });
});

test('a server that was killed leaves a database behind; the next start takes it over and serves', async () => {
  const [dataDir, PORT] = [join(makeFolder(), 'data'), await findFreePort()];
  const killed = runServer({ DATA_DIR: dataDir, PORT, DEMO: 'off' });
  await killed.says(/http:\/\/localhost/);
  killed.child.kill('SIGKILL');
  await killed.ends();
  const next = runServer({ DATA_DIR: dataDir, PORT, DEMO: 'off' });
  await next.says(/http:\/\/localhost/);
  expect(await answer(`http://127.0.0.1:${PORT}/readyz`)).toMatchObject({ status: 200 });
});

test('a database of its own is used with demo data off; one migrated by a newer program gets one line', async () => {
  const folder = makeFolder();
  const DATABASE_URL = await databaseUrlOf(runDatabase({ dataDir: join(folder, 'database') }));
  const settings = { DATABASE_URL, DATA_DIR: join(folder, 'data'), PORT: await findFreePort() };
  const first = runServer(settings);
  await first.says(/http:\/\/localhost/);
  await stop(first);
  expect(existsSync(join(folder, 'data/postgres'))).toBe(false);

  await queryDatabase({ url: DATABASE_URL, sql: `insert into schema_migration (name) values ('29991231-tomorrow')` });
  const { code, said } = await runServer(settings).ends();
  expect(code).toBe(1);
  expect(said).toMatch(/^The database was migrated by a newer version of this program \(29991231-tomorrow [^\n]*\n$/);
});

test('a database that does not answer gets one line without its password', async () => {
  const DATABASE_URL = `postgresql://sverka:hunter2@127.0.0.1:${await findFreePort()}/sverka`;
  const { code, said } = await runServer({
    DATABASE_URL,
    DATA_DIR: join(makeFolder(), 'data'),
    PORT: await findFreePort(),
  }).ends();
  expect(code).toBe(1);
  expect(said).toMatch(/^The database at 127\.0\.0\.1:\d+ does not answer: [^\n]*\n$/);
  expect(said).not.toContain('hunter2');
});
