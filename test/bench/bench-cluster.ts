/** A PostgreSQL of the bench's own in a temporary folder, and the generated databases in it. */
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres/embedded-postgres.ts';
import { bulgarianDistricts } from '../../server/territories/register.bg.ts';
import { observationStatements } from './generate-observations.ts';
import { planStatements } from './generate-plans.ts';
import { peerStatements } from './peer-functions.ts';
import { runToEnd } from './programs.ts';
import { SETTLEMENTS_PER_MUNICIPALITY, sizeName } from './world-size.ts';

export interface BenchCluster {
  readonly folder: string;
  /** Makes the database with the plans of the whole country and this many observations. @returns its address */
  addDatabase(observations: number): Promise<GeneratedDatabase>;
  stop(): Promise<void>;
}

export interface GeneratedDatabase {
  readonly observations: number;
  readonly url: string;
  readonly generatedSeconds: number;
  readonly rebuiltSeconds: number;
  readonly progressRows: number;
}

const TEMPLATE = 'bench_plans';

export async function startBenchCluster(log: (line: string) => void): Promise<BenchCluster> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sverka-bench-')));
  // The database's account must be able to walk here when root runs the bench.
  chmodSync(folder, 0o755);
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  const embedded = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log }).catch((error: unknown) => {
    removeFolder();
    throw error;
  });
  const urlOf = (name: string): string => Object.assign(new URL(embedded.url), { pathname: `/${name}` }).href;
  let templateReady = false;

  async function prepareTemplate(): Promise<void> {
    await runStatements(embedded.url, [`create database ${TEMPLATE}`]);
    const register = join(folder, 'settlements.csv');
    writeFileSync(register, settlementRegister());
    await runToEnd({
      script: 'dist/server/cli.js',
      parameters: ['territories:import', register],
      environment: commandEnvironment(folder, urlOf(TEMPLATE)),
    });
    await runStatements(urlOf(TEMPLATE), [...planStatements, ...peerStatements]);
    templateReady = true;
  }

  return {
    folder,
    async addDatabase(observations) {
      if (!templateReady)
        await timed(prepareTemplate, (seconds) => log(`  plans of the country: ${seconds.toFixed(1)} s`));
      const name = `bench_${observations}`;
      const url = urlOf(name);
      const generatedSeconds = await timed(async () => {
        await runStatements(embedded.url, [`create database ${name} template ${TEMPLATE} strategy file_copy`]);
        await runStatements(url, observationStatements(observations));
      });
      log(`  ${sizeName(observations)} observations: ${generatedSeconds.toFixed(1)} s`);
      const rebuiltSeconds = await timed(() =>
        runToEnd({
          script: 'dist/server/cli.js',
          parameters: ['progress:rebuild'],
          environment: commandEnvironment(folder, url),
        }),
      );
      await runStatements(url, ['vacuum (analyze)', 'checkpoint']);
      const progressRows = Number((await query(url, 'select count(*) from measure_progress'))[0]?.['count'] ?? 0);
      log(
        `  progress:rebuild of ${sizeName(observations)}: ${rebuiltSeconds.toFixed(1)} s, ${progressRows.toLocaleString('en-US')} roll-up rows`,
      );
      return { observations, url, generatedSeconds, rebuiltSeconds, progressRows };
    },
    async stop() {
      await embedded.stop();
      removeFolder();
    },
  };
}

export const commandEnvironment = (folder: string, url: string): Record<string, string> => ({
  DATABASE_URL: url,
  DATA_DIR: join(folder, 'data'),
  DEMO: 'off',
  LOG_LEVEL: 'error',
});

/** A register as an operator would import it: settlements with made-up codes for each municipality. */
function settlementRegister(): string {
  const municipalities = bulgarianDistricts.flatMap((district) => district.municipalities.map(([code]) => code));
  const lines = municipalities.flatMap((code, m) =>
    Array.from({ length: SETTLEMENTS_PER_MUNICIPALITY }, (_, k) =>
      [
        String(m * SETTLEMENTS_PER_MUNICIPALITY + k).padStart(5, '0'),
        'village',
        `Село ${m}-${k}`,
        '',
        code,
        '',
        '',
      ].join(','),
    ),
  );
  return `ekatte,kind,name,name_en,municipality,lon,lat\n${lines.join('\n')}\n`;
}

/** Runs each text, which may hold several statements, on one connection. */
async function runStatements(url: string, statements: readonly string[]): Promise<void> {
  await withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

export const query = (url: string, text: string): Promise<readonly Record<string, unknown>[]> =>
  withClient(url, async (client) => (await client.query(text)).rows);

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<void>, report: (seconds: number) => void = () => {}): Promise<number> {
  const startedMs = performance.now();
  await work();
  const seconds = (performance.now() - startedMs) / 1000;
  report(seconds);
  return seconds;
}
