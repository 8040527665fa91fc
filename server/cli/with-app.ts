/** Opens the application for one command and closes it after, whatever happened. */
import { workAsOwner, type App } from '../app.ts';
import { readConfig } from '../config.ts';
import { createShutdown } from '../platform/shutdown.ts';
import { prepareDatabase } from '../start.ts';

export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const shutdown = createShutdown({ log });
  try {
    const databaseUrl = await prepareDatabase({ config: readConfig(), shutdown, log, use: 'shared' });
    return await workAsOwner({ databaseUrl }, work);
  } finally {
    await shutdown.close();
  }
}
