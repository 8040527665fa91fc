/**
 * The browser of the journeys: a Chromium that comes inside an npm package, so that nothing has to be installed or
 * downloaded. It is unpacked once into `node_modules/.cache`, and started with the system's libraries or, where those
 * are missing, with the ones it brings.
 */
import sparticuz from '@sparticuz/chromium';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const PROJECT = resolve(import.meta.dirname, '../..');
const CACHE = join(PROJECT, 'node_modules/.cache/sverka-browser');

/** @throws Error that says in one sentence what this machine lacks. */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpackBrowser();
  const executablePath = join(folder, 'chromium');
  const env = environmentFor(folder);
  return chromium.launch({
    executablePath,
    env,
    // No sandbox helper comes with it, and as root it would refuse to start with one; it opens our own pages only.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--lang=bg'],
  });
}

/** The folder with `chromium`, `fonts` and the libraries of its own (`al2023/lib`). */
async function unpackBrowser(): Promise<string> {
  const manifest = readFileSync(join(PROJECT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(CACHE, version);
  if (existsSync(folder)) return folder;

  mkdirSync(CACHE, { recursive: true });
  const unpacking = mkdtempSync(join(CACHE, 'unpacking-'));
  // The package unpacks into the temporary folder, and its libraries only where it believes to be in a cloud function.
  const before = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] };
  Object.assign(process.env, { TMPDIR: unpacking, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    await sparticuz.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  try {
    renameSync(unpacking, folder);
  } catch (error) {
    // Another run was faster.
    rmSync(unpacking, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

type Environment = Record<string, string>;

function environmentFor(folder: string): Environment {
  const plain: Environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? folder,
    TZ: 'Europe/Sofia',
  };
  if (!existsSync('/etc/fonts/fonts.conf')) plain['FONTCONFIG_PATH'] = join(folder, 'fonts');
  const withOwnLibraries = { ...plain, LD_LIBRARY_PATH: join(folder, 'al2023/lib') };
  const executable = join(folder, 'chromium');
  const complaint = complaintOf(executable, plain);
  if (complaint === null) return plain;
  const second = complaintOf(executable, withOwnLibraries);
  if (second === null) return withOwnLibraries;
  throw new Error(`The browser of the journeys does not start on this machine: ${second}`);
}

/** Null when it starts. */
function complaintOf(executable: string, env: Environment): string | null {
  const run = spawnSync(executable, ['--version', '--no-sandbox'], { env, encoding: 'utf8' });
  if (run.error) return run.error.message;
  if (run.status === 0) return null;
  const missing = /error while loading shared libraries: ([^:]+):/.exec(run.stderr)?.[1];
  return missing
    ? `the library ${missing} is missing`
    : run.stderr.trim() || `it ended with ${run.status ?? run.signal}`;
}
