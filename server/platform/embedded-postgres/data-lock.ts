/**
 * One live server per data directory. The lock is a file that names its holder by process id and start time,
 * so a holder that was killed is recognised and its lock taken over, even when its process id was given away again.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError, systemErrorCode } from '../start-error.ts';

export interface DataLock {
  release(): void;
}

interface LockHolder {
  readonly pid: number;
  /** When the process began, in the system's own notation; compared, never shown. */
  readonly startedAt: string;
  /** Null outside Linux. Process ids mean nothing across these namespaces (containers). */
  readonly pidNamespace: string | null;
}

const HEARTBEAT_SECONDS = 5;
const HEARTBEAT_LOST_SECONDS = 20;
const ATTEMPTS = 5;

/** @throws StartError when another live process holds the directory. */
export function lockDataDir(dataDir: string): DataLock {
  const path = lockPath(dataDir);
  const own = describeProcess(process.pid);
  const content = JSON.stringify(own);
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o644 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (tryLink({ draft, path })) return holdLock({ path, content });
      refuseIfHeld(dataDir);
      removeStale(path);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new StartError(`Cannot take the lock ${path}: another server is starting at the same moment.`);
}

/** The live process that holds the directory, or null. */
export function findLockHolder(dataDir: string): { pid: number } | null {
  return readLiveHolder(lockPath(dataDir));
}

function readLiveHolder(path: string): LockHolder | null {
  const holder = readHolder(path);
  if (holder === null) return null;
  if (holder.pidNamespace !== ownPidNamespace()) {
    return secondsSinceTouched(path) < HEARTBEAT_LOST_SECONDS ? holder : null;
  }
  return startOf(holder.pid) === holder.startedAt ? holder : null;
}

function lockPath(dataDir: string): string {
  return join(dataDir, 'server.lock');
}

function refuseIfHeld(dataDir: string): void {
  const holder = findLockHolder(dataDir);
  if (holder === null) return;
  throw new StartError(
    `The data directory ${dataDir} is in use by another running server (process ${holder.pid}). ` +
      'Stop that one first, or give this one its own DATA_DIR.',
  );
}

function tryLink({ draft, path }: { draft: string; path: string }): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function holdLock({ path, content }: { path: string; content: string }): DataLock {
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_SECONDS * 1000);
  heartbeat.unref();
  return {
    release() {
      clearInterval(heartbeat);
      if (readText(path) === content) rmSync(path, { force: true });
    },
  };
}

/** Two starters may both see a dead lock; whoever moves a live one away by mistake puts it back. */
function removeStale(path: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return;
    throw error;
  }
  if (readLiveHolder(aside) !== null) tryLink({ draft: aside, path });
  rmSync(aside, { force: true });
}

function readHolder(path: string): LockHolder | null {
  const text = readText(path);
  if (text === null) return null;
  try {
    const holder = JSON.parse(text) as Partial<LockHolder>;
    if (typeof holder.pid !== 'number' || typeof holder.startedAt !== 'string') return null;
    return { pid: holder.pid, startedAt: holder.startedAt, pidNamespace: holder.pidNamespace ?? null };
  } catch {
    return null;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The directory may be gone while the server still runs; the next start decides from what it finds.
  }
}

function secondsSinceTouched(path: string): number {
  return (Date.now() - statSync(path).mtimeMs) / 1000;
}

function describeProcess(pid: number): LockHolder {
  return { pid, startedAt: startOf(pid) ?? 'unknown', pidNamespace: ownPidNamespace() };
}

function ownPidNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

/** When a process began, or null when no such process lives. */
function startOf(pid: number): string | null {
  return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
}

function startFromProc(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The command name may hold spaces and brackets, so fields are counted from its closing bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || startTicks === undefined) return null;
  return `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${startTicks}`;
}

function startFromPs(pid: number): string | null {
  if (!isAlive(pid)) return null;
  if (process.platform === 'win32') return 'alive';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}
