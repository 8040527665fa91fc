/**
 * No request, however wrong, makes the server fail or say what is nobody's business. Each run follows from its seed:
 * `npm run check:fuzz -- --runs 1 --seed n` repeats the one that failed.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isObjectType } from 'graphql';
import { buildSchema } from '../../../server/schema.ts';
import { buildCanaryHouse, openCanaryWeb, type CanaryHouse } from '../canary/canary-house.ts';
import { createTestDatabase } from '../../support/database.ts';
import { FuzzRun } from './fuzz-run.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Changes pile up: after so many runs the world is made anew. */
const RUNS_IN_ONE_WORLD = 20_000;
const AT_ONCE = 6;
const MOST_FAILURES = 10;

let house: CanaryHouse;
const rejections: string[] = [];
const noteRejection = (reason: unknown): void => void rejections.push(String(reason));

const newHouse = async (): Promise<CanaryHouse> => buildCanaryHouse({ databaseUrl: (await createTestDatabase()).url });

beforeAll(async () => {
  process.on('unhandledRejection', noteRejection);
  house = await newHouse();
}, 600_000);
afterAll(async () => {
  process.off('unhandledRejection', noteRejection);
  await house.close();
});

/** Some at once; ends early when enough is wrong. */
async function runAll(fuzz: FuzzRun, seeds: readonly number[], enough = MOST_FAILURES): Promise<string[]> {
  const failures: string[] = [];
  const left = seeds.values();
  const worker = async (): Promise<void> => {
    for (const seed of left) {
      const failure = await fuzz.run(seed);
      if (failure !== null) failures.push(failure);
      if (failures.length >= enough) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failures;
}

/** Of server, fuzzer and marks, who live in one process here. */
const megabytes = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);

const seedsFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

it.each([
  [
    'fails',
    (): never => {
      throw new TypeError('undefined is not a place');
    },
  ],
  ['tells what is kept of an observation', () => house.book.formOf('observation.content_hash')],
] as const)('a field that %s is found, of which one run in some two hundred asks', async (_what, resolve) => {
  const schema = await buildSchema();
  const type = schema.getType('Territory');
  const field = isObjectType(type) ? type.getFields()['name'] : undefined;
  if (field === undefined) throw new Error('Territory.name is no field.');
  field.resolve = resolve;
  const web = await openCanaryWeb({ ...house.app, schema });
  const failures = await runAll(new FuzzRun({ house, web }), seedsFrom(1, 3_000), 1);
  await web.close();
  expect(failures).not.toEqual([]);
});

it(
  `${RUNS} requests from seed ${SEED} neither break the server nor make it tell`,
  async ({ task }) => {
    const failures: string[] = [];
    const told: string[] = [];
    let [made, withData] = [0, 0];
    for (let done = 0; done < RUNS && failures.length === 0; done += RUNS_IN_ONE_WORLD) {
      if (done > 0) {
        await house.close();
        house = await newHouse();
      }
      const web = await openCanaryWeb(house.app);
      const fuzz = new FuzzRun({ house, web });
      failures.push(...(await runAll(fuzz, seedsFrom(SEED + done, Math.min(RUNS_IN_ONE_WORLD, RUNS - done)))));
      told.push(...web.logged.filter((line) => house.book.find(line).size > 0));
      made += fuzz.made;
      withData += fuzz.withData;
      await web.close();
      if (RUNS > RUNS_IN_ONE_WORLD) process.stderr.write(`${made} runs, ${megabytes()} MB\n`);
    }
    task.meta.figure = `${made} runs from seed ${SEED}, ${withData} with data, ${failures.length + rejections.length + told.length} failures`;
    expect({ failures, rejections, told: told.slice(0, 3) }).toEqual({ failures: [], rejections: [], told: [] });
    expect(made).toBe(RUNS);
    // else nothing but refusals was looked at
    if (RUNS >= 1_000) expect(withData).toBeGreaterThan(RUNS / 6);
  },
  6 * 3_600_000,
);
