/** A database of its own for each test file, cloned from the migrated template of the run. */
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { cloneTemplate, createEmptyDatabase, databaseUrlOf, dropDatabase } from './database-server.ts';
import { atEndOfFile } from './end-of-file.ts';

export interface TestDatabase {
  /** With its owner's login. */
  readonly url: string;
  /** With the login by which people are served. */
  readonly servingUrl: string;
  readonly name: string;
  /** Runs by itself after the file's last test; close your own connections before. */
  drop(): Promise<void>;
}

/** Migrated and empty. Call it at the top of a test file or in `beforeAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const problem = inject('databaseTemplateProblem');
  if (problem) throw new Error(`The migrations do not run: ${problem}`);
  return openTestDatabase(cloneTemplate);
}

/** Without any table, for what tests migrations and the first start. */
export async function createBlankDatabase(): Promise<TestDatabase> {
  return openTestDatabase(createEmptyDatabase);
}

async function openTestDatabase(
  make: (input: { serverUrl: string; name: string }) => Promise<void>,
): Promise<TestDatabase> {
  const serverUrl = inject('databaseServerUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await make({ serverUrl, name });
  const drop = () => dropDatabase({ serverUrl, name });
  atEndOfFile(drop);
  const servingUrl = databaseUrlOf({ serverUrl: inject('databaseServingUrl'), name });
  return { url: databaseUrlOf({ serverUrl, name }), servingUrl, name, drop };
}
