/**
 * Puts a backup into an empty database: the schema as it was then, all rows in one transaction, then what the schema has
 * learned since. What was published before must not be told from kept answers, so the whole site counts as changed.
 */
import { randomInt } from 'node:crypto';
import type { Client } from 'pg';
import { knownMigrations, migrate } from '../database.ts';
import { assertSchemaNotNewer } from '../platform/schema-version.ts';
import { StartError } from '../platform/start-error.ts';
import { appliedMigrationsOf } from './applied-migrations.ts';
import { assertWholeBackup, FrameKind, readFrames, type Frame } from './backup-file.ts';
import { backupTables, copyInto, emptyTables, firstFilledTable, setCounters, setRulesAside } from './backup-tables.ts';
import type { BackupTable } from './backup-tables.ts';
import { copyIn, openCopyClient } from './copy-stream.ts';
import type { BackupHeading } from './make-backup.ts';

/**
 * @returns when the backup was taken, as ISO 8601.
 * @throws StartError, and nothing was written, when the file is not whole or of a newer program, or the database not empty.
 */
export async function restoreBackup({ url, from }: { readonly url: string; readonly from: string }): Promise<string> {
  await assertWholeBackup(from);
  const frames = new FrameReader(readFrames(from));
  try {
    const heading = JSON.parse((await frames.take(FrameKind.HEADING)).content.toString()) as BackupHeading;
    assertSchemaNotNewer({ applied: heading.migrations, known: knownMigrations });
    const client = await openCopyClient(url);
    try {
      await assertEmpty(client, heading);
      await migrate(url, heading.migrations);
      await putBack(client, frames);
    } finally {
      await client.end();
    }
    await migrate(url);
    return heading.takenAt;
  } finally {
    await frames.close();
  }
}

/** A database that has its tables must have those of the backup: what came later could not be taken away again. */
async function assertEmpty(client: Client, { migrations }: BackupHeading): Promise<void> {
  const filled = await firstFilledTable(client, await backupTables(client));
  if (filled !== null)
    throw new StartError(
      `The database is not empty (there are rows in ${filled}): a backup goes only into an empty one. Nothing was written.`,
    );
  const later = (await appliedMigrationsOf(client)).filter((name) => !migrations.includes(name));
  if (later.length > 0)
    throw new StartError('The database is newer than the backup: give one without tables. Nothing was written.');
}

async function putBack(client: Client, frames: FrameReader): Promise<void> {
  await client.query('begin');
  try {
    const tables = await backupTables(client);
    const putRulesBack = await setRulesAside(client);
    await emptyTables(client, tables);
    while ((await frames.kindOfNext()) === FrameKind.TABLE) {
      const table = JSON.parse((await frames.take(FrameKind.TABLE)).content.toString()) as BackupTable;
      await copyIn(client, copyInto(table), frames.rows());
    }
    await frames.take(FrameKind.END);
    await setCounters(client);
    await putRulesBack();
    await client.query('insert into content_change (topic, n) values ($1, $2)', ['site', randomInt(1, 2 ** 47)]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** Frames one by one, with a look at what comes next. */
class FrameReader {
  readonly #frames: AsyncGenerator<Frame, void>;
  #next: Frame | null = null;

  constructor(frames: AsyncGenerator<Frame, void>) {
    this.#frames = frames;
  }

  async kindOfNext(): Promise<FrameKind | null> {
    this.#next ??= (await this.#frames.next()).value ?? null;
    return this.#next?.kind ?? null;
  }

  /** @throws when another kind comes next: the sum was right, so it was never written right. */
  async take(kind: FrameKind): Promise<Frame> {
    const found = await this.kindOfNext();
    const frame = this.#next;
    if (frame === null || found !== kind) throw new StartError(`The backup is not in order: ${kind} expected.`);
    this.#next = null;
    return frame;
  }

  /** Those of one table. */
  async *rows(): AsyncGenerator<Buffer, void> {
    while ((await this.kindOfNext()) === FrameKind.ROWS) yield (await this.take(FrameKind.ROWS)).content;
  }

  async close(): Promise<void> {
    await this.#frames.return();
  }
}
