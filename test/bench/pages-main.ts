/**
 * `npm run bench:pages`: starts the platform with its demo data in a temporary folder and measures what its pages cost
 * a slow phone. Exits non-zero when a goal is missed. `-- --dist <folder>` measures another build than `dist`.
 */
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../support/browser.ts';
import { enterLargePlan, scrollThrough } from './pages-large-plan.ts';
import { measurePages, meetsPageGoals } from './pages.ts';
import { PROJECT, startListening, stopPrograms } from './programs.ts';

const { values: options } = parseArgs({
  options: { dist: { type: 'string', default: join(PROJECT, 'dist') }, visits: { type: 'string', default: '5' } },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function bench(folder: string): Promise<boolean> {
  const environment = { DATA_DIR: join(folder, 'data'), DEMO: 'on', LOG_LEVEL: 'error' };
  const { address } = await startListening({ script: resolve(options.dist, 'server/main.js'), environment });
  const figures = await measurePages({
    address,
    planPath: await planPath(address),
    monitorPath: '/observe',
    monitorSession: await signInMonitor(address),
    visits: Number(options.visits),
  });
  for (const line of figures.lines) say(line);
  say(await sayScroll({ address, folder, environment }));
  const met = meetsPageGoals(figures);
  const { planScriptBytes, monitorScriptBytes, lcpMs, cls } = figures;
  say(
    `bench:pages: ${met ? 'goals met' : 'GOALS MISSED'}: script ${Math.round(planScriptBytes / 1000)} and ${Math.round(monitorScriptBytes / 1000)} kB (≤ 150), largest paint ${Math.round(lcpMs)} ms (≤ 2500), layout shift ${cls.toFixed(3)} (≤ 0.05)`,
  );
  return met;
}

/** What a plan far longer than any that was seen costs a slow phone to scroll through. Told, not enforced. */
async function sayScroll({
  address,
  folder,
  environment,
}: {
  readonly address: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}): Promise<string> {
  await enterLargePlan({ folder, cli: resolve(options.dist, 'server/cli.js'), environment });
  const browser = await launchBrowser();
  try {
    const scrolled = await scrollThrough({ browser, address, path: await planPath(address) });
    const { rows, longTasks, longestTaskMs, workPerWindowMs } = scrolled;
    return `plan of ${rows} measures, whole on the page, scrolled through with the slow processor: ${longTasks} tasks over 50 ms, the longest ${Math.round(longestTaskMs)} ms; ${Math.round(workPerWindowMs)} ms of work for each window`;
  } finally {
    await browser.close();
  }
}

/** Of the demo plan that has the most measures. */
async function planPath(address: string): Promise<string> {
  const { data } = await ask(address, '{ actionPlans(territory: "RAZ16", first: 10) { nodes { id measureCount } } }');
  const plans = data.actionPlans.nodes as { id: string; measureCount: number }[];
  const [largest] = plans.toSorted((a, b) => b.measureCount - a.measureCount);
  if (largest === undefined) throw new Error('The demo data has no plan.');
  return `/plans/${largest.id}`;
}

async function signInMonitor(address: string): Promise<string> {
  const { data } = await ask(address, '{ demoAccounts { id displayName } }');
  const accounts = data.demoAccounts as { id: string; displayName: string }[];
  const monitor = accounts.find(({ displayName }) => displayName.startsWith('Наблюдател'));
  const { cookies } = await ask(address, `mutation { signInDemo(account: "${monitor?.id ?? ''}") { id } }`);
  const token = /^[^=]+=([^;]+)/.exec(cookies[0] ?? '')?.[1];
  if (token === undefined) throw new Error('The monitor of the demo data cannot sign in.');
  return token;
}

async function ask(address: string, query: string): Promise<{ data: any; cookies: string[] }> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: any; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return { data, cookies: response.headers.getSetCookie() };
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sverka-pages-')));
// The database's account must be able to walk here when root runs the bench.
chmodSync(folder, 0o755);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopPrograms().finally(() => process.exit(130)));
try {
  if (!(await bench(folder))) process.exitCode = 1;
} catch (error) {
  process.stderr.write(
    `bench:pages failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
} finally {
  await stopPrograms();
  rmSync(folder, { recursive: true, force: true });
}
