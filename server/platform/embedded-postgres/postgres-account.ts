/**
 * PostgreSQL refuses to run as root. When root starts the program, the database runs under an unprivileged account
 * of this machine; no account is created. An ordinary user runs the database as themselves.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { StartError } from '../start-error.ts';

/** Null: the account that runs this program. */
export type PostgresAccount = { readonly uid: number; readonly gid: number } | null;

const CANDIDATES = ['postgres', 'nobody'];

/**
 * @param owner who owns the database files already there, or null when there are none: the same account goes on.
 * @throws StartError when root has no unprivileged account to hand the database to.
 */
export function choosePostgresAccount({ owner }: { owner: { uid: number; gid: number } | null }): PostgresAccount {
  if (process.getuid?.() !== 0) return null;
  const known = readAccounts();
  if (owner !== null && owner.uid !== 0 && known.some(({ uid }) => uid === owner.uid)) return owner;
  for (const name of CANDIDATES) {
    const account = known.find((one) => one.name === name && one.uid !== 0);
    if (account && mayActAs(account)) return { uid: account.uid, gid: account.gid };
  }
  throw new StartError(
    'PostgreSQL cannot run as root, and there is no account "postgres" or "nobody" here that root may act as: ' +
      'start the program as an ordinary user, or set DATABASE_URL.',
  );
}

/** In some containers root is the only account there is, whatever the list says. */
function mayActAs({ uid, gid }: { uid: number; gid: number }): boolean {
  return spawnSync('/bin/sh', ['-c', ':'], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Whether the account may enter the folder; folders above it count too. */
export function mayEnter({ account, folder }: { account: PostgresAccount; folder: string }): boolean {
  if (account === null) return true;
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' });
  return status === 0;
}

function readAccounts(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 7)
    .map(([name, , uid, gid]) => ({ name: String(name), uid: Number(uid), gid: Number(gid) }));
}
