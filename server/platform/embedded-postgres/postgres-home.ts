/**
 * Where the database lives: `DATA_DIR/postgres`. Where the database's account may not enter DATA_DIR, that name is a
 * link to a folder in the shared place, so the data still follows the project and is found again after a restart.
 */
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { StartError, systemErrorCode } from '../start-error.ts';
import { choosePostgresAccount, mayEnter, type PostgresAccount } from './postgres-account.ts';
import { openSharedPlace } from './shared-place.ts';

export interface PostgresHome {
  readonly path: string;
  readonly account: PostgresAccount;
}

/** Finds or makes the home. @throws StartError when it cannot be reached by the account that runs the database. */
export function openPostgresHome({ dataDir, log }: { dataDir: string; log: (line: string) => void }): PostgresHome {
  const name = join(dataDir, 'postgres');
  const existing = findExisting(name);
  if (existing !== null) return adoptHome({ name, path: existing });

  const account = choosePostgresAccount({ owner: null });
  if (mayEnter({ account, folder: dataDir })) {
    makeHome({ path: name, account });
    return { path: name, account };
  }
  const path = join(openSharedPlace(), `data-${randomUUID()}`);
  makeHome({ path, account });
  symlinkSync(path, name);
  log(`The database's account may not enter ${dataDir}, so its files are kept in ${path} (linked from there).`);
  return { path, account };
}

function findExisting(name: string): string | null {
  const isLink = lstatSync(name, { throwIfNoEntry: false })?.isSymbolicLink();
  if (isLink === undefined) return null;
  try {
    return realpathSync(name);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    throw new StartError(`${name} points to a folder that is gone: bring it back, or remove ${name} to begin anew.`);
  }
}

function adoptHome({ name, path }: { name: string; path: string }): PostgresHome {
  const { uid, gid } = statSync(path);
  const ownUid = process.getuid?.();
  if (ownUid !== undefined && ownUid !== 0 && uid !== ownUid) {
    throw new StartError(
      `The database in ${name} belongs to another account (uid ${uid}): start as that account or as root, ` +
        'or choose another DATA_DIR.',
    );
  }
  const account = choosePostgresAccount({ owner: { uid, gid } });
  if (account !== null && account.uid !== uid) giveTree({ path, account });
  if (!mayEnter({ account, folder: path })) {
    throw new StartError(
      `The database's account (uid ${account?.uid}) may not enter ${path}: open the folders above it, ` +
        'or move the project elsewhere.',
    );
  }
  return { path, account };
}

function makeHome({ path, account }: { path: string; account: PostgresAccount }): void {
  mkdirSync(path, { mode: 0o700 });
  if (account !== null) chownSync(path, account.uid, account.gid);
}

/** After a copy or a restore the files may belong to an account that this machine does not know. */
function giveTree({ path, account }: { path: string; account: { uid: number; gid: number } }): void {
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
  chownSync(path, account.uid, account.gid);
  chmodSync(path, 0o700);
}
