/** Child processes of the bench: each is waited for, and none outlives it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const PROJECT = resolve(import.meta.dirname, '../..');

export interface ProgramParts {
  /** Path from the project, or absolute. */
  readonly script: string;
  readonly parameters?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Roll-ups over ten million observations take hours. */
const COMMAND_LIMIT_MS = 6 * 3_600_000;
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;
const KEPT_OUTPUT_CHARACTERS = 4_000;

const running = new Set<ChildProcess>();

function launch({ script, parameters = [], environment, cwd = PROJECT }: ProgramParts): {
  child: ChildProcess;
  said: () => string;
} {
  const child = spawn(process.execPath, [resolve(PROJECT, script), ...parameters], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => (said = (said + part).slice(-KEPT_OUTPUT_CHARACTERS)));
  return { child, said: () => said };
}

/** @throws Error with what it said last when it fails or takes too long. */
export async function runToEnd(parts: ProgramParts): Promise<void> {
  const { child, said } = launch(parts);
  const limit = setTimeout(() => child.kill('SIGKILL'), COMMAND_LIMIT_MS);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(limit);
  if (code !== 0)
    throw new Error(`${parts.script} ${parts.parameters?.join(' ') ?? ''} ended with ${code ?? signal}:\n${said()}`);
}

/** @throws Error when the pages cannot be built. */
export function buildClient(): void {
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'build:client'], {
    cwd: PROJECT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`The pages cannot be built:\n${stderr}`);
}

export interface Listening {
  /** `http://127.0.0.1:port` */
  readonly address: string;
  readonly processId: number;
  /** What it said last, on either stream. */
  readonly said: () => string;
}

/** Starts a program that listens on PORT, and waits until it answers there. */
export async function startListening(parts: ProgramParts): Promise<Listening> {
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  const { child, said } = launch({ ...parts, environment: { ...parts.environment, PORT: String(port) } });
  const untilMs = Date.now() + START_LIMIT_MS;
  while (Date.now() < untilMs) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const answers = await fetch(address, { signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      () => false,
    );
    if (answers) {
      tellUnexpectedEnd({ child, script: parts.script, said });
      return { address, processId: child.pid ?? 0, said };
    }
    await sleep(100);
  }
  throw new Error(`${parts.script} does not answer at ${address}:\n${said()}`);
}

let stopping = false;

/** Without this a program that dies shows only as requests that fail. */
function tellUnexpectedEnd({ child, script, said }: { child: ChildProcess; script: string; said: () => string }): void {
  child.once('close', (code, signal) => {
    if (!stopping) process.stderr.write(`${script} ended with ${code ?? signal}; it said:\n${said()}\n`);
  });
}

/** Ends every program that still runs, in order where they allow it. */
export async function stopPrograms(): Promise<void> {
  stopping = true;
  await Promise.all(
    [...running].map(async (child) => {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await ended;
      clearTimeout(limit);
    }),
  );
}

/** The last resort when the bench itself is ended. */
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

async function findFreePort(): Promise<number> {
  const probe = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
