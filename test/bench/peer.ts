/** Finds the peer of the comparison beside the project, where its packages are or can be installed. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROJECT } from './programs.ts';

const PEER = resolve(PROJECT, '../shared/peers/postgraphile');
const CACHE = join(PROJECT, 'node_modules/.cache/sverka-bench/postgraphile');
const INSTALL_LIMIT_MS = 180_000;

export type Peer = { readonly script: string; readonly version: string } | { readonly missing: string };

/** @param mayInstall whether to fetch its packages when they are missing, into a copy of its own. */
export function findPeer({
  mayInstall,
  log,
}: {
  readonly mayInstall: boolean;
  readonly log: (line: string) => void;
}): Peer {
  if (!existsSync(PEER)) return { missing: 'PostGraphile is left out: ../shared/peers is not there.' };
  const ready = [PEER, CACHE].find(isInstalled);
  if (ready !== undefined) return peerIn(ready);
  if (!mayInstall)
    return {
      missing: 'PostGraphile is left out: its packages are not installed yet, and a quick run installs nothing.',
    };
  log('Installing PostGraphile …');
  mkdirSync(CACHE, { recursive: true });
  for (const file of ['package.json', 'server.mjs']) copyFileSync(join(PEER, file), join(CACHE, file));
  // its own copy of Node is not needed: it runs on the one that runs the bench
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional'], {
    cwd: CACHE,
    timeout: INSTALL_LIMIT_MS,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return npm.status === 0 && isInstalled(CACHE)
    ? peerIn(CACHE)
    : { missing: 'PostGraphile is left out: its packages could not be installed (is the machine offline?).' };
}

const isInstalled = (folder: string): boolean => existsSync(join(folder, 'node_modules/postgraphile/package.json'));
const peerIn = (folder: string): Peer => ({
  script: join(folder, 'server.mjs'),
  version: (
    JSON.parse(readFileSync(join(folder, 'node_modules/postgraphile/package.json'), 'utf8')) as { version: string }
  ).version,
});
