/**
 * `npm run bench`: how fast the house answers, beside what the machine could do at the most and beside a peer, on the
 * plans of a whole country. `-- --quick` asks over the small size only; `-- --keep` keeps what
 * was generated for the next run of that day with it. Fails when something failed or when the council's
 * question costs more over a million observations than the design allows; the other aims are told, not enforced.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sayAims } from './aims.ts';
import { query, startBenchCluster, type BenchCluster, type GeneratedDatabase } from './bench-cluster.ts';
import { drawAsked } from './draws.ts';
import { CONNECTIONS, measureLoad, type LoadResult } from './load.ts';
import { findPeer, type Peer } from './peer.ts';
import { PROJECT, stopPrograms } from './programs.ts';
import { QuestionName, questions } from './questions.ts';
import { Figures, type Series } from './report.ts';
import { checkSameAnswers } from './same-answers.ts';
import { startSubjects, SubjectName, type Subject } from './subjects.ts';
import { measureSubmissions } from './submissions.ts';
import { LARGE, SMALL, sizeName } from './world-size.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
});
const plan = options.quick
  ? {
      sizes: [SMALL],
      rounds: 3,
      pairs: 0,
      roundSeconds: 0.5,
      warmUpSeconds: 0.3,
      asked: 60,
      checked: 2,
      submissions: 60,
    }
  : {
      sizes: [SMALL, LARGE],
      rounds: 7,
      pairs: 25,
      roundSeconds: 2,
      warmUpSeconds: 1.5,
      asked: 200,
      checked: 5,
      submissions: 400,
    };
const PAIR_SECONDS = 1;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Run extends Series {
  readonly from: Subject;
  readonly bodies: readonly string[];
}

async function bench(cluster: BenchCluster): Promise<boolean> {
  const peer = findPeer({ mayInstall: !options.quick, log: say });
  if ('missing' in peer) say(peer.missing);
  say('Generating …');
  const databases: GeneratedDatabase[] = [];
  for (const size of plan.sizes) databases.push(await cluster.addDatabase(size));
  await sayConditions(databases, peer);

  const runs: Run[] = [];
  const servers = new Map<GeneratedDatabase, Subject>();
  for (const database of databases) {
    const subjects = await startSubjects({ database, folder: cluster.folder, peer, serverOptions: '' });
    const [server] = subjects;
    if (server !== undefined) servers.set(database, server);
    runs.push(...(await prepareRuns(database, subjects)));
  }
  say('Server and limit give the same answers.');
  await runRounds(runs);
  const growths = await measureCouncilGrowth(runs);

  const figures = new Figures(runs);
  for (const question of questions) {
    for (const { observations } of databases)
      for (const line of ['', ...figures.table({ question, observations })]) say(line);
  }
  say('');
  const times = new Map<number, string>();
  for (const [database, server] of servers) {
    const { count, medianMs, p95Ms } = await measureSubmissions({ server, database, count: plan.submissions });
    times.set(database.observations, `${medianMs.toFixed(1)}/${p95Ms.toFixed(1)} ms`);
    say(
      `submission of an observation over ${sizeName(database.observations)}: median ${medianMs.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms (${count}, one after another)`,
    );
  }
  return sayAims({ say, figures, growths, largest: Math.max(...plan.sizes), times });
}

/** Checks the answers first, so that nothing is timed that is not the same. */
async function prepareRuns(database: GeneratedDatabase, subjects: readonly Subject[]): Promise<Run[]> {
  const runs: Run[] = [];
  for (const question of questions) {
    const asked = await drawAsked({ database, question, count: plan.asked });
    const bytes = await checkSameAnswers({ subjects, question, asked: asked.slice(0, plan.checked) });
    for (const from of subjects) {
      const bodies = asked.map((each) => from.body(question, each));
      runs.push({
        question,
        observations: database.observations,
        subject: from.name,
        bytes: bytes.get(from.name) ?? 0,
        rounds: [],
        from,
        bodies,
      });
    }
  }
  return runs;
}

const turn = ({ from, question, bodies }: Run, seconds: number): Promise<LoadResult> =>
  measureLoad({ address: from.address, path: from.path(question), bodies, seconds });

/** Everybody takes a turn in every round, the sizes of one question next to each other, so that what the machine does besides falls on all. */
async function runRounds(runs: readonly Run[]): Promise<void> {
  const turns = questions.flatMap((question) =>
    Object.values(SubjectName).flatMap((name) =>
      runs.filter((run) => run.question === question && run.subject === name),
    ),
  );
  say(`Warming up, then ${plan.rounds} rounds of ${plan.roundSeconds} s for each of ${turns.length} …`);
  for (const run of turns) await turn(run, plan.warmUpSeconds);
  for (let round = 0; round < plan.rounds; round += 1) {
    // every other round backwards: whoever comes second would else always find a warmer machine
    for (const run of round % 2 === 0 ? turns : turns.toReversed()) {
      run.rounds.push(await turn(run, plan.roundSeconds));
    }
  }
}

/**
 * How much longer the council's question takes over the large size: the ratio within each of many pairs of short turns,
 * one right after the other, since this figure decides. Empty when there is one size only.
 */
async function measureCouncilGrowth(runs: readonly Run[]): Promise<number[]> {
  const [small, large] = [SMALL, LARGE].map((size) =>
    runs.find(
      (run) =>
        run.question.name === QuestionName.COUNCIL && run.subject === SubjectName.SERVER && run.observations === size,
    ),
  );
  if (small === undefined || large === undefined) return [];
  say(`${plan.pairs} pairs of ${PAIR_SECONDS} s for the council's question over both sizes …`);
  const growths: number[] = [];
  for (let pair = 0; pair < plan.pairs; pair += 1) {
    const inOrder = pair % 2 === 0;
    const first = await turn(inOrder ? small : large, PAIR_SECONDS);
    const second = await turn(inOrder ? large : small, PAIR_SECONDS);
    const growth = first.requestsPerSecond / second.requestsPerSecond;
    growths.push(inOrder ? growth : 1 / growth);
  }
  return growths;
}

async function sayConditions(databases: readonly GeneratedDatabase[], peer: Peer): Promise<void> {
  const [first] = databases;
  if (first === undefined) return;
  const settings = await query(
    first.url,
    `select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('shared_buffers') as buffers`,
  );
  const [{ version, fsync, commit, buffers } = {}] = settings;
  const packages = ['@apollo/server', 'graphql', 'type-graphql', '@mikro-orm/core', 'pg'].map(
    (name) => `${name} ${versionOf(name)}`,
  );
  if ('version' in peer) packages.push(`postgraphile ${peer.version}`);
  const processors = cpus();
  say(
    `Node ${process.versions.node}, PostgreSQL ${String(version)} (fsync ${String(fsync)}, synchronous_commit ${String(commit)}, shared_buffers ${String(buffers)}), ${packages.join(', ')}`,
  );
  say(
    `${processors.length} processors (${processors[0]?.model.trim() ?? 'unknown'}), shared by database, subject and load; ${CONNECTIONS} connections, pools of 10`,
  );
}

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(PROJECT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string })
    .version;

let cluster: BenchCluster | null = null;
async function stop(): Promise<void> {
  await stopPrograms();
  await cluster?.stop();
  cluster = null;
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    say('Stopping …');
    void stop().finally(() => process.exit(130));
  });
}

try {
  cluster = await startBenchCluster({ keep: options.keep, log: say });
  if (!(await bench(cluster))) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`bench failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await stop();
}
