/** The built program of a journey: started as an operator would, with the demo data, on a port and a database of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { builtServer } from './build.ts';
import { createBlankDatabase } from './database.ts';

export interface House {
  /** Such as http://127.0.0.1:40123, without a slash at the end. */
  readonly address: string;
  /** Data of an operation, asked as the public. For ids of what a journey goes to, never for what it asserts. */
  ask<Data = any>(query: string): Promise<Data>;
}

/** Filled before the first test of the file. */
export interface Journey {
  readonly house: House;
  readonly browser: Browser;
}

type Stop = () => Promise<void>;

/** Call it at the top of a test file: the house and the browser are there for all its tests, and end with the last. */
export function openJourney(): Journey {
  const journey = {} as { house: House; browser: Browser };
  const stops: Stop[] = [];
  beforeAll(async () => {
    const onStop = (stop: Stop) => void stops.push(stop);
    // One after the other: what was begun is stopped, also where the next does not start.
    journey.house = await startHouse(onStop);
    journey.browser = await launchBrowser();
    onStop(() => journey.browser.close());
  });
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });
  return journey;
}

/** @throws Error with all that the program said when it does not start. */
async function startHouse(onStop: (stop: Stop) => void): Promise<House> {
  const database = await createBlankDatabase();
  onStop(() => database.drop());
  const dataDir = mkdtempSync(join(tmpdir(), 'sverka-journey-'));
  const port = await findFreePort();
  const child = spawn(process.execPath, [builtServer()], {
    env: {
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      DEMO: 'on',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  onStop(async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        said += part;
        if (said.includes('Sverka is at ')) resolve();
      });
    }
    void ended.then(() => reject(new Error(`The program ended before it served:\n${said}`)));
  });

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
