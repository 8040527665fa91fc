import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StartError } from '../start-error.ts';
import { findLockHolder, lockDataDir } from './data-lock.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sverka-lock-'));
  file = join(folder, 'server.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function rewriteHolder(change: Record<string, unknown>): void {
  const lock = lockDataDir(folder);
  const holder = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  lock.release();
  writeFileSync(file, JSON.stringify({ ...holder, ...change }));
}

test('a directory held by a live process is refused in one line that names the process', () => {
  const lock = lockDataDir(folder);
  expect(() => lockDataDir(folder)).toThrow(StartError);
  expect(() => lockDataDir(folder)).toThrow(new RegExp(`^[^\\n]*process ${process.pid}[^\\n]*$`));
  expect(findLockHolder(folder)).toMatchObject({ pid: process.pid });
  lock.release();
  expect(findLockHolder(folder)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test('a lock left by a killed process is taken over', () => {
  rewriteHolder({ pid: 2 ** 22 + 1 });
  lockDataDir(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a process id that was given to another process since does not hold the lock', () => {
  rewriteHolder({ startedAt: 'long ago' });
  expect(findLockHolder(folder)).toBeNull();
  lockDataDir(folder).release();
});

test('a half-written lock is taken over', () => {
  writeFileSync(file, '{"pid": 1');
  lockDataDir(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a holder in another container counts as live while its heartbeat does', () => {
  rewriteHolder({ pidNamespace: 'pid:[1]' });
  expect(findLockHolder(folder)).not.toBeNull();
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(file, longAgo, longAgo);
  expect(findLockHolder(folder)).toBeNull();
});

test('releasing a lock that was taken over leaves the new one', () => {
  const first = lockDataDir(folder);
  rmSync(file);
  writeFileSync(file, 'another holder');
  first.release();
  expect(readFileSync(file, 'utf8')).toBe('another holder');
});
