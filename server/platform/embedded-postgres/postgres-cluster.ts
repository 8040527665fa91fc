/**
 * Makes the database's files once. They are prepared under a draft name and renamed when complete, so a killed
 * initialisation leaves a draft that is thrown away, never a half-made database that is taken for a whole one.
 */
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import type { PostgresAccount } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { postgresEnvironment } from './postgres-environment.ts';
import { explainFailure, requireSpace } from './postgres-failure.ts';
import type { PostgresHome } from './postgres-home.ts';

export const DATABASE_NAME = 'sverka';
export const DATABASE_USER = 'sverka';

const DRAFT_SUFFIX = '.draft';
/** A new cluster takes about 40 MB and its write-ahead log 16 MB. */
const NEW_CLUSTER_BYTES = 96 * 2 ** 20;
const PASSWORD_FILE = 'sverka-password';

export function clusterPath(home: string): string {
  return join(home, 'cluster');
}

/** The random password of the database's only user, readable by its account alone. */
export function readPassword(cluster: string): string {
  return readFileSync(join(cluster, PASSWORD_FILE), 'utf8').trim();
}

/** @throws StartError when the files cannot be made, or were made by another major version. */
export async function openCluster({
  home,
  binaries,
}: {
  home: PostgresHome;
  binaries: PostgresBinaries;
}): Promise<string> {
  removeDrafts(home.path);
  const cluster = clusterPath(home.path);
  if (!existsSync(cluster)) await makeCluster({ home, binaries, cluster });
  requireVersion({ cluster, majorVersion: binaries.majorVersion });
  return cluster;
}

/** Best effort: an initialisation that outlived its parent may still write into its draft; the next start sees to it. */
function removeDrafts(home: string): void {
  for (const name of readdirSync(home).filter((entry) => entry.endsWith(DRAFT_SUFFIX))) {
    try {
      rmSync(join(home, name), { recursive: true, force: true });
    } catch {
      // Its name is its own, so it stands in nobody's way.
    }
  }
}

async function makeCluster(input: { home: PostgresHome; binaries: PostgresBinaries; cluster: string }): Promise<void> {
  const { home, binaries, cluster } = input;
  requireSpace({ home: home.path, neededBytes: NEW_CLUSTER_BYTES });
  const draft = join(home.path, `${randomUUID()}${DRAFT_SUFFIX}`);
  const files = join(draft, 'cluster');
  const passwordFile = join(draft, PASSWORD_FILE);
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  give({ paths: [draft, passwordFile], account: home.account });

  const initialise = [
    '--pgdata',
    files,
    '--username',
    DATABASE_USER,
    '--pwfile',
    passwordFile,
    // Without these a machine that sets no LANG gets SQL_ASCII, where lower('КУБРАТ') does nothing.
    '--encoding',
    'UTF8',
    '--locale',
    'C.UTF-8',
    '--auth',
    'scram-sha-256',
  ];
  await run({ program: binaries.initdb, parameters: initialise, home, input: '' });
  await run({
    program: binaries.postgres,
    parameters: ['--single', '-D', files, 'postgres'],
    home,
    input: `CREATE DATABASE ${DATABASE_NAME}\n`,
  });
  renameSync(passwordFile, join(files, PASSWORD_FILE));
  renameSync(files, cluster);
  rmSync(draft, { recursive: true, force: true });
}

function give({ paths, account }: { paths: readonly string[]; account: PostgresAccount }): void {
  if (account === null) return;
  for (const path of paths) chownSync(path, account.uid, account.gid);
}

function requireVersion({ cluster, majorVersion }: { cluster: string; majorVersion: number }): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (Number(found) === majorVersion) return;
  throw new StartError(
    `The database in ${cluster} was made by PostgreSQL ${found} and this program brings PostgreSQL ${majorVersion}: ` +
      'start the version of the program that made it, or set DATABASE_URL.',
  );
}

interface Run {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly home: PostgresHome;
  readonly input: string;
}

async function run({ program, parameters, home, input }: Run): Promise<void> {
  const child = spawn(program, parameters, {
    ...home.account,
    cwd: home.path,
    env: postgresEnvironment(),
    // Its own process group: Ctrl-C reaches this program alone, which then ends things in order.
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (complaint += part));
  child.stdin.on('error', () => {}).end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw explainFailure({ output: complaint, home: home.path });
}
