/** A file system of a few megabytes stands for a full disk; it needs a mount, which the run makes in a space of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainFailure } from '../../server/platform/embedded-postgres/postgres-failure.ts';
import { makeFolder, PROJECT } from './program.ts';

interface SmallDisk {
  readonly size: string;
  /** Shell commands before the start, in the folder of the disk. */
  readonly before: string;
}

/** What the database program says on such a disk, or null where this machine lets nobody mount one. */
function startOnSmallDisk({ size, before }: SmallDisk): { code: number | null; said: string; disk: string } | null {
  const disk = join(makeFolder(), 'disk');
  mkdirSync(disk);
  // Who mounts is root in a space of its own; the database then runs as an ordinary account, as it must.
  const isRoot = process.getuid?.() === 0;
  const program = `exec ${isRoot ? '' : 'unshare --user --map-user=1000 --map-group=1000 '}"$1" "$2" "$3/data"`;
  const script = `mount -t tmpfs -o size=${size},mode=755 tmpfs "$3" || exit 77; cd "$3"; ${before}; ${program}`;
  const inOwnSpace = isRoot ? ['--mount'] : ['--mount', '--map-root-user'];
  const run = spawnSync(
    'unshare',
    [...inOwnSpace, 'sh', '-c', script, 'sh', process.execPath, join(PROJECT, 'test/launch/run-database.ts'), disk],
    { encoding: 'utf8', env: { PATH: process.env['PATH'] } },
  );
  if (run.error !== undefined || run.status === 77 || /unshare:/.test(run.stderr)) return null;
  return { code: run.status, said: run.stdout + run.stderr, disk };
}

const FULL_DISK = /^The disk that holds \S+ is full: free some space there and start again; the data is whole\.\n?$/;

test.each([
  { size: '40m', before: 'true', what: 'too small for a new database' },
  { size: '4k', before: 'mkdir -p data; cat /dev/zero > data/filler 2>/dev/null', what: 'full to the last byte' },
])('a disk $what stops the start with one clear line', ({ size, before }) => {
  const outcome = startOnSmallDisk({ size, before });
  if (outcome === null) {
    // Nothing may be mounted on this machine: what the line is made from must do.
    expect(explainFailure({ output: 'No space left on device', home: PROJECT }).message).toMatch(FULL_DISK);
    return;
  }
  expect(outcome.said).toMatch(FULL_DISK);
  expect(outcome.said).toContain(outcome.disk);
  expect(outcome.code).toBe(1);
});
