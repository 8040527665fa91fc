import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { StartError } from '../start-error.ts';
import { explainFailure, isFullDisk, requireSpace } from './postgres-failure.ts';

const home = tmpdir();

test.each([
  'initdb: error: could not create directory "/d/base/1": No space left on device',
  'PANIC:  could not write to file "pg_wal/xlogtemp.29": No space left on device',
  'FATAL:  could not extend file "base/1/2": Disk quota exceeded',
])('a full disk is said as such: %s', (output) => {
  expect(explainFailure({ output, home }).message).toBe(
    `The disk that holds ${home} is full: free some space there and start again; the data is whole.`,
  );
});

test('any other failure is one line with the worst complaint and the place of the log', () => {
  const output =
    'it ended with 1\n2026-01-01 UTC [1] LOG:  starting\n2026-01-01 UTC [1] FATAL:  data directory has wrong ownership\n';
  expect(explainFailure({ output, home }).message).toBe(
    `The embedded PostgreSQL did not start: data directory has wrong ownership (its log: ${home}/postgres.log)`,
  );
});

test('too little space is refused before anything is written', () => {
  expect(() => requireSpace({ home, neededBytes: 1 })).not.toThrow();
  expect(() => requireSpace({ home, neededBytes: Number.MAX_SAFE_INTEGER })).toThrow(StartError);
});

test("a file system's own complaint is recognised", () => {
  expect(isFullDisk(new Error('ENOSPC: no space left on device, write'))).toBe(true);
  expect(isFullDisk(new Error('EACCES: permission denied'))).toBe(false);
});
