import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '../start-error.ts';

/** Above any process id that a system gives out. */
const NOBODY_PID = 2 ** 22 + 1;

/** What a running PostgreSQL writes about itself into its data directory (postmaster.pid). */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number | null;
  readonly isReady: boolean;
}

/** Null when there is no such file: the database is not running and was ended in order. */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  return { pid, port: lines[3] ? Number(lines[3]) : null, isReady: lines[7]?.trim() === 'ready' };
}

/**
 * Says of a file left behind that its process is gone. PostgreSQL would find that out by itself, except where the
 * number belongs to another program by now or to a dead process that nobody collected (a container without an init).
 * The rest of the file stays: from it PostgreSQL sees whether sessions of the dead server are still leaving.
 */
export function disownPostmasterFile(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  try {
    const [, ...rest] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [NOBODY_PID, ...rest].join('\n'));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
