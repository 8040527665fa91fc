import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError, systemErrorCode } from './start-error.ts';

const SECRET_BYTES = 48;

/**
 * The key that signs sessions: the configured one, else one made once and kept in the data directory (mode 0600),
 * so that a restart signs nobody out.
 */
export function keepSessionSecret({ configured, dataDir }: { configured: string | null; dataDir: string }): string {
  if (configured !== null) return configured;
  const path = join(dataDir, 'session-secret');
  try {
    return readOrMake({ dataDir, path });
  } catch (error) {
    throw new StartError(`Cannot keep the session secret in ${path} (${systemErrorCode(error) ?? String(error)}).`);
  }
}

function readOrMake({ dataDir, path }: { dataDir: string; path: string }): string {
  const kept = readIfThere(path);
  if (kept) return kept;

  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, randomBytes(SECRET_BYTES).toString('base64url'), { mode: 0o600 });
  try {
    // A link appears whole or not at all, and never replaces a secret that another process kept first.
    linkSync(draft, path);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
