/** Opens the application for one command and closes it after, whatever happened. */
import { createApp, type App } from '../app.ts';
import { readConfig } from '../config.ts';
import { createShutdown } from '../platform/shutdown.ts';
import { prepareDatabase } from '../start.ts';

export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const shutdown = createShutdown({ log });
  try {
    const databaseUrl = await prepareDatabase({ config: readConfig(), shutdown, log, use: 'shared' });
    const app = await createApp({ databaseUrl, poolSize: 2 });
    shutdown.onShutdown(() => app.close());
    return await work(app);
  } finally {
    await shutdown.close();
  }
}
