/** A start without demo data on an empty database: the link of the first administrator, and the command that makes another. */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { builtServer } from '../support/build.ts';
import { makeFolder, runProgram } from './program.ts';

async function findFreePort(): Promise<string> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return String(typeof address === 'object' ? address?.port : 0);
}

const LINK = /\/first-administrator#([\w-]{32})$/m;

test('the console prints a link that makes an administrator once; a command makes the next; the key is the owner’s alone', async () => {
  const [dataDir, PORT] = [join(makeFolder(), 'data'), await findFreePort()];
  const environment = { DATA_DIR: dataDir, PORT, DEMO: 'off', LOG_LEVEL: 'error' };
  const program = runProgram({ parameters: [builtServer()], environment });
  const [, token] = await program.says(LINK);
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);

  const become = async (with_: string | undefined, email: string) => {
    const answer = await fetch(`http://127.0.0.1:${PORT}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation { becomeAdministrator(token: "${with_}", email: "${email}", displayName: "Ива", language: BG) }`,
      }),
    });
    const { data, errors } = (await answer.json()) as { data: unknown; errors?: { extensions: { key: string } }[] };
    return errors?.[0]?.extensions.key ?? data;
  };
  const command = runProgram({ parameters: [join(dirname(builtServer()), 'cli.js'), 'admin:link'], environment });
  const next = LINK.exec((await command.ends()).said)?.[1];
  expect(await become(token, 'iva@example.org')).toBe('administratorLink.wrong');
  expect(await become(next, 'iva@example.org')).toEqual({ becomeAdministrator: true });
  expect(await become(next, 'ana@example.org')).toBe('administratorLink.wrong');
  process.kill(-Number(program.child.pid), 'SIGINT');
  expect(await program.ends()).toMatchObject({ code: 0 });

  const again = runProgram({ parameters: [builtServer()], environment });
  await again.says(new RegExp(`http://localhost:${PORT}$`, 'm'));
  process.kill(-Number(again.child.pid), 'SIGINT');
  expect((await again.ends()).said).not.toMatch(LINK);
});
