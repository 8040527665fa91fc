/** The built program of a journey: started as an operator would, with the demo data, on a port and a database of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { builtServer } from './build.ts';
import { createBlankDatabase } from './database.ts';

export interface House {
  /** Such as http://127.0.0.1:40123, without a slash at the end. */
  readonly address: string;
  /** Data of an operation, asked as the public. For ids of what a journey goes to, never for what it asserts. */
  ask<Data = any>(query: string): Promise<Data>;
}

/** Call it in `beforeAll`; it ends with the file's last test. @throws Error with all that the program said when it does not start. */
export async function startHouse(): Promise<House> {
  const { url } = await createBlankDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'sverka-journey-'));
  const port = await findFreePort();
  const child = spawn(process.execPath, [builtServer()], {
    env: {
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      DEMO: 'on',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        said += part;
        if (said.includes('Sverka is at ')) resolve();
      });
    }
    void ended.then(() => reject(new Error(`The program ended before it served:\n${said}`)));
  });
  afterAll(async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  });
  await ready;

  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    async ask(query) {
      const answer = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await answer.json()) as { data: any; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const bound = server.address();
  server.close();
  await once(server, 'close');
  if (bound === null || typeof bound === 'string') throw new Error('No port is free.');
  return bound.port;
}
