/** Starts and ends one PostgreSQL server, and ends one that a killed program left running. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, systemErrorCode } from '../start-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { postgresEnvironment } from './postgres-environment.ts';
import { explainFailure, requireSpace } from './postgres-failure.ts';
import type { PostgresHome } from './postgres-home.ts';
import { disownPostmasterFile, readPostmasterFile } from './postmaster-file.ts';

const LOOPBACK = '127.0.0.1';
const POLL_MS = 20;
const FAST_STOP_LIMIT_MS = 25_000;
const READY_LIMIT_MS = 10 * 60_000;
const SLOW_START_MS = 5_000;
const START_ATTEMPTS = 10;
const RUNNING_NEEDS_BYTES = 24 * 2 ** 20;
const LOG_LIMIT_BYTES = 4 * 2 ** 20;

export interface ProcessInput {
  readonly home: PostgresHome;
  readonly cluster: string;
  readonly binaries: PostgresBinaries;
  /** Extra settings by name; fsync and the like stay on unless a test turns them off. */
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

export interface PostgresProcess {
  readonly child: ChildProcess;
  readonly port: number;
}

/** @throws StartError when it does not come up. */
export async function startPostgres(input: ProcessInput & { port?: number }): Promise<PostgresProcess> {
  requireSpace({ home: input.home.path, neededBytes: RUNNING_NEEDS_BYTES });
  for (let attempt = 1; ; attempt += 1) {
    const port = input.port ?? (await findFreePort());
    const { child, output } = await launch({ ...input, port });
    if (output === null) return { child, port };
    const isPortTaken = /could not bind|could not create any TCP\/IP sockets/.test(output);
    // Backends of a killed server need a moment to notice that it is gone.
    const isStillLeaving = /pre-existing shared memory block/.test(output);
    if (attempt >= START_ATTEMPTS || !(isPortTaken || isStillLeaving)) {
      throw explainFailure({ output, home: input.home.path });
    }
    await sleep(attempt * 200);
  }
}

/** Ends it in order: sessions are cut, everything is written down. */
export async function stopPostgres({ pid, binaries }: { pid: number; binaries: PostgresBinaries }): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown. SIGQUIT leaves recovery to the next start; nothing committed is lost.
  for (const signal of ['INT', 'QUIT'] as const) {
    sendSignal({ pid, signal, binaries });
    if (await hasEnded({ pid, limitMs: FAST_STOP_LIMIT_MS })) return;
  }
  throw new StartError(`The database process ${pid} does not stop.`);
}

/** Ends the database that a killed program left running on these files, if there is one. */
export async function stopLeftover({ cluster, binaries, log }: Omit<ProcessInput, 'home' | 'settings'>): Promise<void> {
  const left = readPostmasterFile(cluster);
  if (left === null) return;
  if (isRunning(left.pid) && isPostgresOf({ pid: left.pid, cluster })) {
    log(`Stopping the database that a killed server left running (process ${left.pid}) …`);
    await stopPostgres({ pid: left.pid, binaries });
  }
  disownPostmasterFile(cluster);
}

async function launch(input: ProcessInput & { port: number }): Promise<{ child: ChildProcess; output: string | null }> {
  const { home, cluster, binaries, port, settings, log } = input;
  const logFile = join(home.path, 'postgres.log');
  const logStart = rotateLog(logFile);
  const allSettings = { ...baseSettings(port), ...settings };
  const parameters = Object.entries(allSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logHandle = openSync(logFile, 'a', 0o600);
  const child = spawn(binaries.postgres, ['-D', cluster, ...parameters], {
    ...home.account,
    cwd: home.path,
    env: postgresEnvironment(),
    // Its own process group: the terminal's Ctrl-C must not end the database before the server has let go of it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', logHandle, logHandle],
  });
  closeSync(logHandle);
  // A program that exits without stopping its database still takes it along, in order.
  const stopAlong = () => void child.kill('SIGINT');
  process.once('exit', stopAlong);
  child.once('exit', () => process.off('exit', stopAlong));
  const failure = await waitUntilReady({ child, cluster, log });
  if (failure === null) {
    child.unref();
    return { child, output: null };
  }
  return { child, output: `${failure}\n${readFileSync(logFile, 'utf8').slice(logStart)}` };
}

function baseSettings(port: number): Record<string, string> {
  return {
    listen_addresses: LOOPBACK,
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    jit: 'off',
    log_checkpoints: 'off',
    // A failing statement may carry somebody's words: the log gets the complaint, never the statement.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
}

/** Null once it is ready; else what went wrong as far as the process itself tells. */
async function waitUntilReady(input: {
  child: ChildProcess;
  cluster: string;
  log: (line: string) => void;
}): Promise<string | null> {
  const { child, cluster, log } = input;
  const state: { failure: string | null } = { failure: null };
  child.on('error', (error) => (state.failure = error.message));
  child.once('exit', (code, signal) => (state.failure = `it ended with ${code ?? signal}`));
  const slowStart = setTimeout(
    () => log('The database recovers from an unclean stop; this can take a while …'),
    SLOW_START_MS,
  );
  const startedMs = Date.now();
  try {
    while (state.failure === null) {
      const file = readPostmasterFile(cluster);
      if (file?.pid === child.pid && file?.isReady) return null;
      if (Date.now() - startedMs > READY_LIMIT_MS) return 'it does not become ready';
      await sleep(POLL_MS);
    }
    return state.failure;
  } finally {
    clearTimeout(slowStart);
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen({ host: LOOPBACK, port: 0 });
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Where the new lines begin. */
function rotateLog(logFile: string): number {
  const sizeBytes = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (sizeBytes < LOG_LIMIT_BYTES) return sizeBytes;
  renameSync(logFile, `${logFile}.1`);
  return 0;
}

function sendSignal({
  pid,
  signal,
  binaries,
}: {
  pid: number;
  signal: 'INT' | 'QUIT';
  binaries: PostgresBinaries;
}): void {
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['kill', signal, String(pid)], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(pid, `SIG${signal}`);
  } catch (error) {
    if (systemErrorCode(error) !== 'ESRCH') throw error;
  }
}

async function hasEnded({ pid, limitMs }: { pid: number; limitMs: number }): Promise<boolean> {
  const untilMs = Date.now() + limitMs;
  while (Date.now() < untilMs) {
    if (!isRunning(pid)) return true;
    await sleep(POLL_MS);
  }
  return !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
  return process.platform !== 'linux' || !/\) [ZX] /.test(readProc({ pid, file: 'stat' }));
}

function isPostgresOf({ pid, cluster }: { pid: number; cluster: string }): boolean {
  if (process.platform !== 'linux') return true;
  const command = readProc({ pid, file: 'cmdline' }).split('\0');
  return command.includes(cluster) || /(^|\/)postgres/.test(command[0] ?? '');
}

function readProc({ pid, file }: { pid: number; file: string }): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
