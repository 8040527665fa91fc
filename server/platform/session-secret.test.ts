import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { keepSessionSecret } from './session-secret.ts';
import { StartError } from './start-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'sverka-secret-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a secret is made once and kept for this account alone', () => {
  const made = keepSessionSecret({ configured: null, dataDir: folder });
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(keepSessionSecret({ configured: null, dataDir: folder })).toBe(made);
  expect(statSync(join(folder, 'session-secret')).mode & 0o077).toBe(0);
});

test('a configured secret is used as it is and nothing is written', () => {
  expect(keepSessionSecret({ configured: 'given', dataDir: join(folder, 'absent') })).toBe('given');
  expect(statSync(join(folder, 'absent'), { throwIfNoEntry: false })).toBeUndefined();
});

test('a place where nothing can be kept stops the start', () => {
  writeFileSync(`${folder}-file`, '');
  expect(() => keepSessionSecret({ configured: null, dataDir: `${folder}-file` })).toThrow(StartError);
  rmSync(`${folder}-file`);
});
