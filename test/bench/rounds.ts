/** Who takes which turns: in rounds, so that what the machine does besides falls on all alike. */
import type { GeneratedDatabase } from './bench-cluster.ts';
import { drawAsked } from './draws.ts';
import { keepReads } from './kept-reads.ts';
import { measureLoad, type LoadResult } from './load.ts';
import type { BenchOptions } from './options.ts';
import { QuestionName, type Question } from './questions.ts';
import type { Series } from './report.ts';
import { checkSameAnswers } from './same-answers.ts';
import { SubjectName, type Subject } from './subjects.ts';

export interface Run extends Series {
  turn(seconds: number): Promise<LoadResult>;
}

/** Public pages that many open; their reads by address are measured too. */
export const KEPT_QUESTIONS: ReadonlySet<QuestionName> = new Set([
  QuestionName.PLAN_PAGE,
  QuestionName.COUNCIL,
  QuestionName.OBSERVATION_LIST,
]);

interface Prepared {
  readonly database: GeneratedDatabase;
  readonly subjects: readonly Subject[];
  readonly question: Question;
  readonly options: BenchOptions;
}

/** Checks the answers first, so that nothing is timed that is not the same. @throws Error that names the first difference. */
export async function prepareRuns({ database, subjects, question, options }: Prepared): Promise<Run[]> {
  const asked = await drawAsked({ database, question, count: options.asked });
  const bytes = await checkSameAnswers({ subjects, question, asked: asked.slice(0, options.checked) });
  const runOf = (subject: SubjectName, parts: Pick<Run, 'bytes' | 'turn'>): Run => ({
    question,
    subject,
    rounds: [],
    ...parts,
  });
  const runs = subjects.map((subject) => {
    const { name, address } = subject;
    const [path, bodies] = [subject.path(question), asked.map((each) => subject.body(question, each))];
    return runOf(name, {
      bytes: bytes.get(name) ?? 0,
      turn: (seconds) => measureLoad({ address, path, bodies, seconds }),
    });
  });
  const server = subjects.find(({ name }) => name === SubjectName.SERVER);
  if (server === undefined || !KEPT_QUESTIONS.has(question.name)) return runs;
  const { address } = server;
  const { reads, repeated, bytes: keptBytes } = await keepReads({ server, question, asked, checked: options.checked });
  runs.push(
    runOf(SubjectName.KEPT, {
      bytes: keptBytes,
      turn: (seconds) => measureLoad({ address, gets: reads, seconds }),
    }),
  );
  if (repeated !== null)
    runs.push(
      runOf(SubjectName.UNCHANGED, {
        bytes: 0,
        turn: (seconds) => measureLoad({ address, gets: repeated, seconds }),
      }),
    );
  return runs;
}

/** Everybody takes a turn in every round. */
export async function takeRounds(
  runs: readonly Run[],
  { rounds, roundSeconds, warmUpSeconds }: BenchOptions,
): Promise<void> {
  for (const run of runs) await run.turn(warmUpSeconds);
  for (let round = 0; round < rounds; round += 1) {
    // every other round backwards: whoever comes second would else always find a warmer machine
    for (const run of round % 2 === 0 ? runs : runs.toReversed()) run.rounds.push(await run.turn(roundSeconds));
  }
}

const PAIRS = 25;
const PAIR_SECONDS = 1;

/** How many times longer `large` takes than `small`: the ratio within each of many pairs of short turns, one right after the other. */
export async function takePairs({ small, large }: { readonly small: Run; readonly large: Run }): Promise<number[]> {
  const growths: number[] = [];
  for (const run of [small, large]) await run.turn(PAIR_SECONDS);
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const inOrder = pair % 2 === 0;
    const first = await (inOrder ? small : large).turn(PAIR_SECONDS);
    const second = await (inOrder ? large : small).turn(PAIR_SECONDS);
    const growth = first.requestsPerSecond / second.requestsPerSecond;
    growths.push(inOrder ? growth : 1 / growth);
  }
  return growths;
}
