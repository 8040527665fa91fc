/** Starts the platform: settings, database, schema, demo data on the first run, then HTTP. What was opened last closes first. */
import { join } from 'node:path';
import pino from 'pino';
import { createApp, workAsOwner, type App } from './app.ts';
import { readConfig } from './config.ts';
import { describeInstallation, readHouse } from './installation.ts';
import { firstSteps, prepareDatabase, servingUrl } from './start.ts';
import { createErasureKeeper, erasuresPath } from './backup/erasure-register.ts';
import { sealAudit } from './platform/audit-chain/seal.service.ts';
import { AtStop, startChore, type ChoreOptions } from './platform/chore.ts';
import { DemoAudience } from './platform/house.ts';
import { readTrustedDocuments } from './platform/http/trusted-documents.ts';
import { closeOnSignals, createShutdown } from './platform/shutdown.ts';
import { StartError, systemErrorCode } from './platform/start-error.ts';
import { sweepAndSay } from './retention/retention.service.ts';
import { demoSignIns } from './seed/demo-sign-ins.ts';
import { loadDemoData } from './seed/demo.ts';
import { createWeb } from './web.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function start(): Promise<void> {
  const config = readConfig();
  const shutdown = createShutdown({ log: say });
  closeOnSignals({ shutdown, log: say });
  try {
    const ownerUrl = await prepareDatabase({ config, shutdown, log: say });
    const databaseUrl = await servingUrl({ config, ownerUrl });
    const log = pino({ level: config.logLevel });
    const app = await createApp({ databaseUrl, house: await readHouse({ config, log }) });
    shutdown.onShutdown(() => app.close());
    const asOwner = <T>(work: (owner: App) => Promise<T>) =>
      workAsOwner({ databaseUrl: ownerUrl, house: app.house }, work);
    if (config.demo !== DemoAudience.NOBODY) await asOwner((owner) => loadDemoData(owner, say));
    const nobody = () => app.contextFor({ actor: null });
    const erasures = createErasureKeeper(erasuresPath(config));
    const chores: readonly Omit<ChoreOptions, 'log'>[] = [
      // every hour it looks whether a new day has begun: a server that sleeps at night still sweeps
      { name: 'retention', everySeconds: 3_600, atStop: AtStop.WAIT, work: () => sweepAndSay(nobody(), log) },
      { name: 'audit seal', everySeconds: 10, atStop: AtStop.LAST_TURN, work: () => sealAudit(nobody()) },
      { name: 'erasure register', everySeconds: 10, atStop: AtStop.LAST_TURN, work: () => erasures.keep(nobody()) },
    ];
    for (const each of chores) {
      const chore = startChore({ ...each, log });
      shutdown.onShutdown(() => chore.stop());
    }

    const web = await createWeb({
      app,
      log,
      pagesFolder: join(import.meta.dirname, '../client'),
      trustedProxyCount: config.trustedProxyCount,
      limits: config.limits,
      trustedDocuments: readTrustedDocuments(join(import.meta.dirname, '../trusted-documents.json')),
    });
    shutdown.onShutdown(() => web.close());
    await web.listen(config).catch((error: unknown) => {
      if (systemErrorCode(error) === 'EADDRINUSE')
        throw new StartError(`Port ${config.port} is taken: stop what uses it, or set PORT to another.`);
      if (systemErrorCode(error) === 'EACCES')
        throw new StartError(`Port ${config.port} is not allowed for this user: set PORT to one above 1023.`);
      throw error;
    });
    say(`Sverka is at ${config.publicUrl}`);
    for (const line of describeInstallation(config, app.house)) say(line);
    const steps = await asOwner(async (owner) => [
      ...(await firstSteps(owner)),
      ...(config.demo !== DemoAudience.NOBODY ? await demoSignIns(owner, config.publicUrl) : []),
    ]);
    for (const line of steps) say(line);
  } catch (error) {
    await shutdown.close();
    throw error;
  }
}

start().catch((error: unknown) => {
  process.stderr.write(
    error instanceof StartError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
