/**
 * `npm run bench:writes`: the part of the bench that writes, alone and over few observations, in about two minutes; with
 * the processor time of each write, which a busy machine blurs less than rates. Exits non-zero when a goal is missed.
 */
import { join } from 'node:path';
import { readPostmasterFile } from '../../server/platform/embedded-postgres/postmaster-file.ts';
import { startBenchCluster } from './bench-cluster.ts';
import { goalsOf, goalTable, isMet, shortLine } from './goals.ts';
import { stopPrograms } from './programs.ts';
import { Figures } from './report.ts';
import { startSubjects } from './subjects.ts';
import { FEW_MUNICIPALITIES, SMALL, worldOf } from './world-size.ts';
import { measureWrites } from './write-rates.ts';

const ROUNDS = 5;
const SECONDS = 3;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const cluster = await startBenchCluster({ keep: false, log: say });
try {
  const world = worldOf({ observations: SMALL, municipalities: FEW_MUNICIPALITIES });
  const database = await cluster.addDatabase(world.observations, world.municipalities);
  const [server] = await startSubjects({
    database,
    folder: cluster.folder,
    peer: { missing: '' },
    serverOptions: '',
  });
  const writes = await measureWrites({
    server,
    database,
    municipalities: world.municipalities,
    rounds: ROUNDS,
    seconds: SECONDS,
    processIds: {
      server: server.processId,
      database: readPostmasterFile(join(cluster.folder, 'data/postgres/cluster'))?.pid ?? null,
    },
  });
  writes.lines.forEach(say);
  const goals = goalsOf({ questions: [], figures: new Figures([]), growths: null, writes, pages: null }).filter(
    ({ found }) => found !== null,
  );
  goalTable(goals, { isQuick: false }).forEach(say);
  const met = goals.filter((goal) => isMet(goal, { isQuick: false }));
  say(`bench:writes: ${met.length} of ${goals.length} goals met · ${shortLine(goals)}`);
  if (met.length < goals.length) process.exitCode = 1;
} finally {
  await stopPrograms();
  await cluster.stop();
}
