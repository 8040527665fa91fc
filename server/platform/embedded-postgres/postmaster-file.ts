import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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
