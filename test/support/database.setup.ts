/**
 * One PostgreSQL per test run, shared by the projects that need one, and in it a migrated template
 * from which every test file clones its own database.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../server/platform/embedded-postgres/embedded-postgres.ts';
import { openServerLogin } from '../../server/database-access/server-login.ts';
import { createEmptyDatabase, databaseUrlOf, TEMPLATE_NAME } from './database-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServerUrl: string;
    /** The same with the login by which the embedded database is served, which owns nothing. */
    databaseServingUrl: string;
    /** Why the template could not be migrated; empty when it was. Only tests that clone it fail for it. */
    databaseTemplateProblem: string;
  }
}

/** Tests may lose their data in a power cut, and gain speed. */
const FAST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
  autovacuum: 'off',
};

interface TestServer {
  readonly postgres: EmbeddedPostgres;
  readonly dataDir: string;
  readonly templateProblem: string;
  readonly servingUrl: string;
}

/** Each project loads this file anew, so what they share hangs on the process. */
const shared = globalThis as typeof globalThis & { sverkaTestServer?: Promise<TestServer>; sverkaTestUsers?: number };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.sverkaTestUsers = (shared.sverkaTestUsers ?? 0) + 1;
  const { postgres, dataDir, templateProblem, servingUrl } = await (shared.sverkaTestServer ??= startServer());
  project.provide('databaseServerUrl', postgres.url);
  project.provide('databaseServingUrl', servingUrl);
  project.provide('databaseTemplateProblem', templateProblem);

  return async () => {
    shared.sverkaTestUsers = (shared.sverkaTestUsers ?? 1) - 1;
    if (shared.sverkaTestUsers > 0) return;
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function startServer(): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sverka-test-'));
  // Where root runs the tests, the database's own account must be able to enter.
  chmodSync(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {}, settings: FAST_SETTINGS });
  try {
    const servingUrl = await makeTemplate(postgres.url);
    return { postgres, dataDir, templateProblem: '', servingUrl };
  } catch (error) {
    return { postgres, dataDir, templateProblem: String(error), servingUrl: '' };
  }
}

/** @returns the server's address with the login by which a migrated database is served. */
async function makeTemplate(serverUrl: string): Promise<string> {
  await createEmptyDatabase({ serverUrl, name: TEMPLATE_NAME });
  const { migrate } = await import('../../server/database.ts');
  await migrate(databaseUrlOf({ serverUrl, name: TEMPLATE_NAME }));
  return openServerLogin(serverUrl);
}
