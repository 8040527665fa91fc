/**
 * `npm run bench`: how fast the house answers, beside what the machine could do at the most and beside a peer, on the
 * plans of a whole country. Its options stand in options.ts, its goals in goals.ts. Fails when something failed, when two
 * answers differ, or when a goal is missed.
 */
import { startBenchCluster, query, type BenchCluster, type GeneratedDatabase } from './bench-cluster.ts';
import { conditionLines } from './conditions.ts';
import { drawAsked } from './draws.ts';
import { goalsOf, goalTable, isMet, QUICK_SHARE, shortLine, type Found, type Goal } from './goals.ts';
import { quantile } from './load.ts';
import { readOptions, type BenchOptions } from './options.ts';
import { measurePages } from './pages.ts';
import { findPeer, type Peer } from './peer.ts';
import { PROFILED, profileLines } from './profile.ts';
import { buildClient, stopPrograms } from './programs.ts';
import { QuestionName } from './questions.ts';
import { Figures } from './report.ts';
import { prepareRuns, takePairs, takeRounds, type Run } from './rounds.ts';
import { COUNTING, statementLines } from './statement-times.ts';
import { startSubjects, SubjectName, type Subject } from './subjects.ts';
import { sizeName, type World } from './world-size.ts';
import { measureWrites } from './write-rates.ts';

const PROFILED_SECONDS = 4;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const sayAll = (lines: readonly string[]): void => lines.forEach(say);

async function bench(cluster: BenchCluster, options: BenchOptions): Promise<boolean> {
  const peer = findPeer({ mayInstall: !options.isQuick, log: say });
  if ('missing' in peer) say(peer.missing);
  say('Generating …');
  const databaseOf = ({ observations, municipalities }: World): Promise<GeneratedDatabase> =>
    cluster.addDatabase(observations, municipalities);
  const small = options.smallWorld === null ? null : await databaseOf(options.smallWorld);
  const database = await databaseOf(options.world);
  sayAll(await conditionLines({ database, peer, options }));

  const subjects = await startSubjects({
    database,
    folder: cluster.folder,
    peer,
    serverOptions: options.isProfiled ? PROFILED : '',
  });
  const runs: Run[] = [];
  for (const question of options.questions)
    runs.push(...(await prepareRuns({ database, subjects, question, options })));
  say(`All give the same answers. ${runs.length} turns in each of ${options.rounds} rounds …`);
  await takeRounds(runs, options);
  const figures = new Figures(runs);
  for (const question of options.questions) sayAll(['', ...figures.table(question)]);
  say('');
  if (options.isProfiled) await sayProfiles({ database, subjects, runs, options });

  const [server] = subjects;
  const found: Found = {
    questions: options.questions,
    figures,
    growths: small === null ? null : await measureGrowth({ small, runs, cluster, options }),
    writes: options.hasWritesAndPages ? await measureRates({ server, database, options }) : null,
    pages: options.hasWritesAndPages ? await measureFirstVisits({ server, database }) : null,
  };
  return conclude({ goals: goalsOf(found), options, peer });
}

/** Of the council's question, between two worlds with evidence of equally many measures. */
async function measureGrowth({
  small,
  runs,
  cluster,
  options,
}: {
  readonly small: GeneratedDatabase;
  readonly runs: readonly Run[];
  readonly cluster: BenchCluster;
  readonly options: BenchOptions;
}): Promise<number[] | null> {
  const isCouncil = ({ question, subject }: Run): boolean =>
    question.name === QuestionName.COUNCIL && subject === SubjectName.SERVER;
  const large = runs.find(isCouncil);
  if (large === undefined) return null;
  const peer: Peer = { missing: '' };
  const subjects = await startSubjects({ database: small, folder: cluster.folder, peer, serverOptions: '' });
  const overSmall = await prepareRuns({ database: small, subjects, question: large.question, options });
  const growths = await takePairs({ small: overSmall.find(isCouncil) ?? large, large });
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(growths, share).toFixed(2));
  say(
    `council, time over ${sizeName(options.world.observations)} ÷ over ${sizeName(small.observations)} observations: ${middle}, half of ${growths.length} pairs between ${low} and ${high}`,
  );
  return growths;
}

const WRITE_ROUNDS = 5;
const WRITE_SECONDS = 3;

async function measureRates({
  server,
  database,
  options,
}: {
  readonly server: Subject;
  readonly database: GeneratedDatabase;
  readonly options: BenchOptions;
}): Promise<Found['writes']> {
  say('Writes …');
  const writes = await measureWrites({
    server,
    database,
    municipalities: options.world.municipalities,
    rounds: WRITE_ROUNDS,
    seconds: WRITE_SECONDS,
  });
  sayAll(writes.lines);
  return writes;
}

async function measureFirstVisits({
  server,
  database,
}: {
  readonly server: Subject;
  readonly database: GeneratedDatabase;
}): Promise<Found['pages']> {
  say('Pages on a slow phone …');
  buildClient();
  const [{ id } = {}] = await query(database.url, `select bench.id('plan', 0) as id`);
  const pages = await measurePages({
    address: server.address,
    planPath: `/plans/${String(id)}`,
    monitorPath: '/observe',
    monitorSession: 'bench-session-0',
  });
  sayAll(pages.lines);
  return pages;
}

/** Where the time of each question goes: in the database for everybody, in its functions for the server. */
async function sayProfiles({
  database,
  subjects,
  runs,
  options,
}: {
  readonly database: GeneratedDatabase;
  readonly subjects: readonly Subject[];
  readonly runs: readonly Run[];
  readonly options: BenchOptions;
}): Promise<void> {
  for (const question of options.questions) {
    const asked = await drawAsked({ database, question, count: options.asked });
    say(`Where the time goes: ${question.name}`);
    for (const subject of subjects) sayAll(await statementLines({ database, subject, question, asked }));
    const run = runs.find((each) => each.question === question && each.subject === SubjectName.SERVER);
    const inspector = subjects[0]?.inspector ?? null;
    if (run === undefined || inspector === null) continue;
    sayAll(await profileLines({ inspector, name: question.name, work: () => run.turn(PROFILED_SECONDS) }));
    say('');
  }
}

/** Says how far the goals are met. What a run does not measure by its options, or for want of the peer, is not held against it. */
function conclude({
  goals,
  options,
  peer,
}: {
  readonly goals: readonly Goal[];
  readonly options: BenchOptions;
  readonly peer: Peer;
}): boolean {
  const wanted = goals.filter(
    ({ found, figure }) =>
      found !== null || (options.hasWritesAndPages && !('missing' in peer && figure.includes('PostGraphile'))),
  );
  const missed = wanted.filter((goal) => !isMet(goal, options));
  sayAll(['', ...goalTable(wanted, options), '']);
  if (options.isQuick)
    say(
      `Short rounds over a few districts: a share of ${QUICK_SHARE} of a goal is enough; growth, writes and pages are not measured.`,
    );
  if (missed.some(({ isOfRounds }) => isOfRounds) && !options.isProfiled)
    say('`npm run bench -- --only <question> --profile` shows where the time goes.');
  say(`bench: ${wanted.length - missed.length} of ${wanted.length} goals met · ${shortLine(wanted)}`);
  return missed.length === 0;
}

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
  const options = readOptions(process.argv.slice(2));
  cluster = await startBenchCluster({ keep: options.keep, settings: options.isProfiled ? COUNTING : {}, log: say });
  if (!(await bench(cluster, options))) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`bench failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await stop();
}
