/**
 * A PostgreSQL server that comes with the program, so that a fresh clone needs nothing else installed.
 * It is reached over the loopback with a random password, and lives exactly as long as the program that started it.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, systemErrorCode } from '../start-error.ts';
import { findLockHolder, lockDataDir } from './data-lock.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { clusterPath, DATABASE_NAME, DATABASE_USER, openCluster, readPassword } from './postgres-cluster.ts';
import { fullDisk, isFullDisk } from './postgres-failure.ts';
import { openPostgresHome } from './postgres-home.ts';
import {
  startPostgres,
  stopLeftover,
  stopPostgres,
  type PostgresProcess,
  type ProcessInput,
} from './postgres-process.ts';
import { readPostmasterFile } from './postmaster-file.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  /** Ends the database in order and lets go of the data directory. Close every connection first. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Absolute path; made when absent. */
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** Server settings by name, for tests: `{ fsync: 'off' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Called when the database was lost while running and could not be brought back. */
  readonly onLost?: (error: Error) => void;
}

const RESTARTS_PER_MINUTE = 5;

/**
 * Starts the database of a data directory, making it on the first start.
 * @throws StartError in one line: the directory is in use, the disk is full, another version made the files …
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, settings = {} } = options;
  try {
    mkdirSync(dataDir, { recursive: true });
    const lock = lockDataDir(dataDir);
    try {
      const home = openPostgresHome({ dataDir, log });
      const binaries = findPostgresBinaries(home.account);
      await stopLeftover({ cluster: clusterPath(home.path), binaries, log });
      const cluster = await openCluster({ home, binaries });
      const input: ProcessInput = { home, cluster, binaries, settings, log };
      const keeper = keepRunning({ input, running: await startPostgres(input), onLost: options.onLost });
      return {
        url: databaseUrl({ cluster, port: keeper.port }),
        async stop() {
          await keeper.stop();
          lock.release();
        },
      };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw explainSystemError({ error, dataDir });
  }
}

/**
 * For commands that run beside a server: uses the database of the live server that holds the data directory,
 * else starts it for as long as the command takes. `stop` leaves a server's database running.
 */
export async function startOrJoinEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir } = options;
  while (findLockHolder(dataDir) !== null) {
    const cluster = clusterPath(join(dataDir, 'postgres'));
    const file = readPostmasterFile(cluster);
    if (file?.isReady && file.port !== null) {
      return { url: databaseUrl({ cluster, port: file.port }), stop: async () => {} };
    }
    // The server is starting or stopping: one of the two will show.
    await sleep(100);
  }
  return startEmbeddedPostgres(options);
}

interface Keeper {
  readonly port: number;
  stop(): Promise<void>;
}

/** Brings the database back on the same port when something else killed it; the server's pool reconnects by itself. */
function keepRunning(start: {
  input: ProcessInput;
  running: PostgresProcess;
  onLost: ((error: Error) => void) | undefined;
}): Keeper {
  const { input, onLost } = start;
  const { port } = start.running;
  let running = start.running;
  let stopping: Promise<void> | null = null;
  let restarting: Promise<void> = Promise.resolve();
  const restartsMs: number[] = [];

  function watch(): void {
    running.child.once('exit', () => {
      if (stopping === null) restarting = restart();
    });
  }

  async function restart(): Promise<void> {
    const nowMs = Date.now();
    restartsMs.push(nowMs);
    try {
      if (restartsMs.filter((ms) => nowMs - ms < 60_000).length > RESTARTS_PER_MINUTE) {
        throw new StartError(`The database keeps ending (its log: ${input.home.path}/postgres.log).`);
      }
      input.log('The database ended unexpectedly; starting it again …');
      await stopLeftover(input);
      running = await startPostgres({ ...input, port });
      watch();
      input.log('The database runs again.');
    } catch (error) {
      onLost?.(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async function stop(): Promise<void> {
    await restarting;
    const { child } = running;
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      await stopPostgres({ pid: child.pid, binaries: input.binaries });
    }
  }

  watch();
  return { port, stop: () => (stopping ??= stop()) };
}

function databaseUrl({ cluster, port }: { cluster: string; port: number }): string {
  return `postgresql://${DATABASE_USER}:${readPassword(cluster)}@127.0.0.1:${port}/${DATABASE_NAME}`;
}

function explainSystemError({ error, dataDir }: { error: unknown; dataDir: string }): unknown {
  if (error instanceof StartError) return error;
  if (isFullDisk(error)) return fullDisk(dataDir);
  const code = systemErrorCode(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartError(
      `The data directory ${dataDir} cannot be written (${code}): give this account the right, or set DATA_DIR.`,
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartError(`DATA_DIR is wrong: expected a folder, got ${dataDir}.`);
  }
  return error;
}
