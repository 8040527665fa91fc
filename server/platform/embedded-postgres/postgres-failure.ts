/** Turns what PostgreSQL's programs complain about into one line that an operator can act on. */
import { statfsSync } from 'node:fs';
import { StartError } from '../start-error.ts';

const FULL_DISK = /no space left on device|disk quota exceeded|ENOSPC|EDQUOT/i;
const NEARLY_FULL_BYTES = 24 * 2 ** 20;

/** @param output the complaint as written; the disk itself is asked too, because a full one swallows complaints. */
export function explainFailure({ output, home }: { output: string; home: string }): StartError {
  if (FULL_DISK.test(output) || freeBytes(home) < NEARLY_FULL_BYTES) return fullDisk(home);
  return new StartError(
    `The embedded PostgreSQL did not start: ${mainComplaint(output)} (its log: ${home}/postgres.log)`,
  );
}

/** @throws StartError when less than the given space is left, before anything is written. */
export function requireSpace({ home, neededBytes }: { home: string; neededBytes: number }): void {
  if (freeBytes(home) < neededBytes) throw fullDisk(home);
}

export function isFullDisk(error: unknown): boolean {
  return FULL_DISK.test(error instanceof Error ? error.message : String(error));
}

export function fullDisk(home: string): StartError {
  return new StartError(
    `The disk that holds ${home} is full: free some space there and start again; the data is whole.`,
  );
}

function freeBytes(home: string): number {
  const { bavail, bsize } = statfsSync(home);
  return bavail * bsize;
}

function mainComplaint(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const worst = lines.findLast((line) => /\b(FATAL|PANIC|error):/i.test(line)) ?? lines.at(-1) ?? 'no reason was given';
  return worst.replace(/^.*?\b(?:FATAL|PANIC|error):\s*/i, '');
}
