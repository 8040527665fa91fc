/** Copies every table as it stands at one moment into a file. People go on working meanwhile. */
import { appliedMigrationsOf } from './applied-migrations.ts';
import { FrameKind, writeBackupFile } from './backup-file.ts';
import { backupTables, copyOutOf } from './backup-tables.ts';
import { copyOut, openCopyClient } from './copy-stream.ts';

export interface BackupHeading {
  /** As ISO 8601 in UTC. */
  readonly takenAt: string;
  /** Names of the migrations that the database had, oldest first. */
  readonly migrations: readonly string[];
}

/** @returns how many tables it holds. @throws StartError when the file cannot be written or is there already. */
export async function makeBackup({ url, to }: { readonly url: string; readonly to: string }): Promise<number> {
  const client = await openCopyClient(url);
  try {
    await client.query('begin isolation level repeatable read read only');
    const tables = await backupTables(client);
    await writeBackupFile(to, async (put) => {
      const heading: BackupHeading = {
        takenAt: new Date().toISOString(),
        migrations: await appliedMigrationsOf(client),
      };
      await put(FrameKind.HEADING, JSON.stringify(heading));
      for (const table of tables) {
        await put(FrameKind.TABLE, JSON.stringify(table));
        await copyOut(client, copyOutOf(table), (rows) => put(FrameKind.ROWS, rows));
      }
    });
    await client.query('commit');
    return tables.length;
  } finally {
    await client.end();
  }
}
