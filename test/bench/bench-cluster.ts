/** A PostgreSQL of the bench's own in a temporary folder, and the generated databases in it. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres/embedded-postgres.ts';
import { bulgarianDistricts } from '../../server/territories/register.bg.ts';
import { observationStatements } from './generate-observations.ts';
import { planStatements } from './generate-plans.ts';
import { peerStatements } from './peer-functions.ts';
import { PROJECT, runToEnd } from './programs.ts';
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
}

const TEMPLATE = 'bench_plans';

export interface ClusterOptions {
  /** Uses what an earlier run of the same day kept, and keeps it again. Delete the folder after a change of tables or rules. */
  readonly keep: boolean;
  readonly log: (line: string) => void;
}

const KEPT = join(PROJECT, 'node_modules/.cache/sverka-bench/kept');

export async function startBenchCluster({ keep, log }: ClusterOptions): Promise<BenchCluster> {
  if (keep) mkdirSync(KEPT, { recursive: true });
  const folder = keep ? KEPT : realpathSync(mkdtempSync(join(tmpdir(), 'sverka-bench-')));
  // The database's account must be able to walk here when root runs the bench.
  chmodSync(folder, 0o755);
  const removeFolder = (): void => {
    if (!keep) rmSync(folder, { recursive: true, force: true });
  };
  const embedded = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log }).catch((error: unknown) => {
    removeFolder();
    throw error;
  });
  const urlOf = (name: string): string => Object.assign(new URL(embedded.url), { pathname: `/${name}` }).href;
  let templateReady = false;

  async function prepareTemplate(): Promise<void> {
    await runStatements(embedded.url, [`drop database if exists ${TEMPLATE}`, `create database ${TEMPLATE}`]);
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

  /** Days are counted back from the day of generation, so another day's rows answer other questions. */
  async function isOfToday(name: string): Promise<boolean> {
    const found = await query(
      embedded.url,
      `select 1 from pg_database where datname = '${name}' and shobj_description(oid, 'pg_database') = current_date::text`,
    );
    return found.length > 0;
  }

  return {
    folder,
    async addDatabase(observations) {
      const name = `bench_${observations}`;
      const database: GeneratedDatabase = { observations, url: urlOf(name) };
      if (await isOfToday(name)) {
        log(`  ${sizeName(observations)} observations: kept from an earlier run`);
        return database;
      }
      if (!templateReady) log(`  plans of the country: ${await timed(prepareTemplate)}`);
      const generating = timed(async () => {
        await runStatements(embedded.url, [
          `drop database if exists ${name}`,
          `create database ${name} template ${TEMPLATE} strategy file_copy`,
        ]);
        await runStatements(database.url, observationStatements(observations));
      });
      log(`  ${sizeName(observations)} observations: ${await generating}`);
      const environment = commandEnvironment(folder, database.url);
      const rebuilding = timed(() =>
        runToEnd({ script: 'dist/server/cli.js', parameters: ['progress:rebuild'], environment }),
      );
      log(`  progress:rebuild over ${sizeName(observations)}: ${await rebuilding}`);
      const [{ today } = {}] = await query(database.url, 'select current_date::text as today');
      await runStatements(database.url, [
        'vacuum (analyze)',
        'checkpoint',
        `comment on database ${name} is '${String(today)}'`,
      ]);
      return database;
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

async function timed(work: () => Promise<void>): Promise<string> {
  const startedMs = performance.now();
  await work();
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
}
