/** A PostgreSQL of the bench's own in a temporary folder, and the generated databases in it. */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres/embedded-postgres.ts';
import { bulgarianDistricts } from '../../server/territories/register.bg.ts';
import { observationStatements } from './generate-observations.ts';
import { planStatements } from './generate-plans.ts';
import { PROJECT, runToEnd } from './programs.ts';
import { MUNICIPALITIES, SETTLEMENTS_PER_MUNICIPALITY, sizeName, type World } from './world-size.ts';

export interface BenchCluster {
  readonly folder: string;
  /** Makes the database with the plans of so many municipalities, all unless told, and this many observations. */
  addDatabase(observations: number, municipalities?: number): Promise<GeneratedDatabase>;
  stop(): Promise<void>;
}

export interface GeneratedDatabase {
  readonly observations: number;
  /** Its address. */
  readonly url: string;
}

export interface ClusterOptions {
  /**
   * Uses what an earlier run of the same day kept, and keeps it again; what is generated otherwise now is made anew.
   * Delete the folder after a change of tables or rules.
   */
  readonly keep: boolean;
  /** Settings of the database beside its usual ones, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

const KEPT = join(PROJECT, 'node_modules/.cache/sverka-bench/kept');

export async function startBenchCluster({ keep, settings = {}, log }: ClusterOptions): Promise<BenchCluster> {
  if (keep) mkdirSync(KEPT, { recursive: true });
  const folder = keep ? KEPT : realpathSync(mkdtempSync(join(tmpdir(), 'sverka-bench-')));
  // The database's account must be able to walk here when root runs the bench.
  chmodSync(folder, 0o755);
  const removeFolder = (): void => {
    if (!keep) rmSync(folder, { recursive: true, force: true });
  };
  const embedded = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), settings, log }).catch(
    (error: unknown) => {
      removeFolder();
      throw error;
    },
  );
  const urlOf = (name: string): string => Object.assign(new URL(embedded.url), { pathname: `/${name}` }).href;
  const templates = new Set<number>();
  const templateOf = (municipalities: number): string => `bench_plans_${municipalities}`;

  async function prepareTemplate(municipalities: number): Promise<void> {
    const name = templateOf(municipalities);
    await runStatements(embedded.url, [`drop database if exists ${name}`, `create database ${name}`]);
    const register = join(folder, 'settlements.csv');
    writeFileSync(register, settlementRegister());
    await runToEnd({
      script: 'dist/server/cli.js',
      parameters: ['territories:import', register],
      environment: commandEnvironment(folder, urlOf(name)),
    });
    await runStatements(urlOf(name), planStatements({ municipalities }));
    templates.add(municipalities);
  }

  async function isKept(name: string, contents: string): Promise<boolean> {
    const found = await query(
      embedded.url,
      `select 1 from pg_database where datname = '${name}' and shobj_description(oid, 'pg_database') = '${contents}'`,
    );
    return found.length > 0;
  }

  return {
    folder,
    async addDatabase(observations, municipalities = MUNICIPALITIES) {
      const world: World = { municipalities, observations };
      const name =
        municipalities === MUNICIPALITIES ? `bench_${observations}` : `bench_${observations}_${municipalities}`;
      const database: GeneratedDatabase = { observations, url: urlOf(name) };
      const contents = await contentsOf(embedded.url, world);
      if (await isKept(name, contents)) {
        log(`  ${sizeName(observations)} observations: kept from an earlier run`);
        return database;
      }
      if (!templates.has(municipalities))
        log(`  plans of ${municipalities} municipalities: ${await timed(() => prepareTemplate(municipalities))}`);
      const generating = timed(async () => {
        await runStatements(embedded.url, [
          `drop database if exists ${name}`,
          `create database ${name} template ${templateOf(municipalities)} strategy file_copy`,
        ]);
        await runStatements(database.url, observationStatements(world));
      });
      log(`  ${sizeName(observations)} observations: ${await generating}`);
      const environment = commandEnvironment(folder, database.url);
      const rebuilding = timed(() =>
        runToEnd({ script: 'dist/server/cli.js', parameters: ['progress:rebuild'], environment }),
      );
      log(`  progress:rebuild over ${sizeName(observations)}: ${await rebuilding}`);
      await runStatements(database.url, [
        'vacuum (analyze)',
        'checkpoint',
        `comment on database ${name} is '${contents}'`,
      ]);
      return database;
    },
    async stop() {
      await embedded.stop();
      removeFolder();
    },
  };
}

/** Tells one generation from another. Days are counted back from the day of generation, so another day's rows answer other questions. */
async function contentsOf(url: string, world: World): Promise<string> {
  const [{ today } = {}] = await query(url, 'select current_date::text as today');
  const statements = [...planStatements(world), ...observationStatements(world)].join('\n');
  return `${String(today)} ${createHash('sha256').update(statements).digest('hex').slice(0, 16)}`;
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
export async function runStatements(url: string, statements: readonly string[]): Promise<void> {
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
