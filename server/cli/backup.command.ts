/** `backup` and `restore`: the whole database into one file and back, with the embedded PostgreSQL too. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { workAsOwner, type App } from '../app.ts';
import { createErasureKeeper, erasuresPath, readErasures, type Erasure } from '../backup/erasure-register.ts';
import { makeBackup } from '../backup/make-backup.ts';
import { replayErasures } from '../backup/replay-erasures.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { readConfig, type Config } from '../config.ts';
import { operatorActor } from '../people/operator.ts';
import { audit } from '../platform/audit.ts';
import { createShutdown } from '../platform/shutdown.ts';
import { StartError } from '../platform/start-error.ts';
import { inTransaction } from '../platform/transaction.ts';
import { openDatabaseServer } from '../start.ts';
import { withApp } from './with-app.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface RestoreOptions {
  readonly from: string;
  readonly erasures?: string;
  readonly withoutErasures?: true;
}

export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('Copies the whole database into a file, as it stands at one moment. The site may stay open.')
    .requiredOption('--to <file>', 'a file that is not there yet; keep it as safe as the database itself')
    .action(async ({ to }: { readonly to: string }) => {
      const path = resolve(to);
      const tables = await withApp(async (app) => {
        await record(app, 'backup.make');
        await createErasureKeeper(erasuresPath(readConfig())).keep(app.contextFor({ actor: null }));
        return makeBackup({ url: app.database.config.get('clientUrl') ?? '', to: path });
      });
      say(`${tables} tables are in ${path}`);
    });
  program
    .command('restore')
    .description('Puts a backup into an empty database; erases, hides and undoes again what was since.')
    .requiredOption('--from <file>', 'what `backup` wrote')
    .option('--erasures <file>', 'the register of erasures; DATA_DIR/erasures when left out')
    .option(
      '--without-erasures',
      'there is no register: whoever was erased and whatever was hidden since the backup comes back',
    )
    .action(restore);
}

async function restore({ from, erasures: given, withoutErasures }: RestoreOptions): Promise<void> {
  const config = readConfig();
  const erasures = withoutErasures ? [] : await knownErasures(config, given);
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const shutdown = createShutdown({ log });
  try {
    const databaseUrl = await openDatabaseServer({ config, shutdown, log, use: 'own' });
    const takenAt = await restoreBackup({ url: databaseUrl, from: resolve(from) });
    const replayed = await workAsOwner({ databaseUrl }, async (app) => {
      const count = await replayErasures(app, erasures);
      await record(app, 'backup.restore');
      return count;
    });
    say(`As of ${takenAt}; ${replayed} of ${erasures.length} erasures done again`);
  } finally {
    await shutdown.close();
  }
}

async function knownErasures(config: Config, given: string | undefined): Promise<Erasure[]> {
  const path = given === undefined ? erasuresPath(config) : resolve(given);
  const found = await readErasures(path);
  if (found !== null) return found;
  throw new StartError(
    `There is no register of erasures at ${path}. Give it with --erasures <file>; or, when it is lost, --without-erasures.`,
  );
}

const record = async (app: App, action: string): Promise<void> => {
  const actor = await operatorActor({ em: app.database.em.fork() });
  await inTransaction(app.contextFor({ actor }), (tx) =>
    audit(tx, { action, subjectKind: 'Database', subjectId: null }),
  );
};
