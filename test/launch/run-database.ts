/**
 * A program of its own that starts the embedded database as the server does, prints its address and holds it until a
 * signal comes. Run by Node itself, so that tests can kill it, run it as somebody else or from another folder.
 */
import {
  startEmbeddedPostgres,
  startOrJoinEmbeddedPostgres,
} from '../../server/platform/embedded-postgres/embedded-postgres.ts';
import { closeOnSignals, createShutdown } from '../../server/platform/shutdown.ts';
import { StartError } from '../../server/platform/start-error.ts';

const [dataDir = '', mode = 'start'] = process.argv.slice(2);
const log = (line: string) => console.error(line);

try {
  const open = mode === 'join' ? startOrJoinEmbeddedPostgres : startEmbeddedPostgres;
  const database = await open({ dataDir, log });
  const shutdown = createShutdown({ log });
  shutdown.onShutdown(() => database.stop());
  closeOnSignals({ shutdown, log });
  setInterval(() => {}, 60_000);
  console.log(`ready ${database.url}`);
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
