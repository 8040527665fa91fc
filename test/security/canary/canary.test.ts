/**
 * No private word, name, day, id or secret leaves the program by any way to anybody who may not see it, and everybody is
 * shown what is theirs. Before that a leak is planted for each way, and must be found. `npm run check:canary` asks with
 * everybody, to the depth that is allowed; the short form with some, less deep.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../support/database.ts';
import { buildCanaryHouse, openCanaryWeb, type CanaryHouse } from './canary-house.ts';
import type { Channel } from './asking.ts';
import { CHANNELS } from './channels.ts';
import { unwrittenChanges } from './changes.ts';
import { PLANTS } from './plants.ts';
import { REVIEWED } from './reviewed-sights.ts';
import { Verdict } from './verdict.ts';

const isWhole = process.env['CHECK'] === 'whole';
const DEPTH = isWhole ? Number(process.env['DEPTH'] ?? 7) : 2;
const MOST_FIELDS = 400;
/** Of the short form; others are asked in the whole one. */
const SOME = /public|here|administrator/;
const LEFT_OUT = /another|without/;

let house: CanaryHouse;

beforeAll(async () => {
  const { url } = await createTestDatabase();
  house = await buildCanaryHouse({ databaseUrl: url });
}, 600_000);

afterAll(() => house.close());

it('every column of the database was reviewed, and every private one holds a mark', () => {
  expect(house.complaints).toEqual([]);
});

const channelOf = (name: string): Channel => {
  const found = CHANNELS.find((channel) => channel.name === name);
  if (found === undefined) throw new Error(`There is no channel ${name}.`);
  return found;
};

it('every change of the schema has arguments written by hand', () => {
  expect(unwrittenChanges(house.app.schema)).toEqual([]);
});

it('each way out has a planted leak', () => {
  expect(PLANTS.map(({ channel }) => channel).toSorted()).toEqual(CHANNELS.map(({ name }) => name).toSorted());
});

it.each(PLANTS.map((plant) => [plant.channel, plant] as const))(
  'a leak planted in %s is found',
  async (_name, plant) => {
    const mark = house.book.formOf(plant.column);
    const verdict = new Verdict(house.book);
    const { web, undo } = await plant.sow(house, mark);
    const askers = house.askers.filter(({ name }) => plant.askers.includes(name));
    const scan = { house, web, verdict, askers, operations: { depth: 1, mostFields: MOST_FIELDS, only: plant.only } };
    await channelOf(plant.channel).scan(scan);
    if (plant.channel === 'the log') {
      await channelOf('headers').scan(scan);
      await channelOf('the log').scan(scan);
    }
    await undo?.();
    await web.close();
    expect(
      [...verdict.leaks.keys()].filter((leak) => leak.startsWith(`${plant.channel}: `) && leak.includes(plant.column)),
    ).not.toEqual([]);
  },
);

it('nobody is shown what is not theirs, and everybody what is', async ({ task }) => {
  const verdict = new Verdict(house.book);
  const web = await openCanaryWeb(house.app);
  const askers = house.askers.filter(({ name }) => isWhole || (SOME.test(name) && !LEFT_OUT.test(name)));
  for (const channel of CHANNELS) {
    const startedMs = performance.now();
    await channel.scan({ house, web, verdict, askers, operations: { depth: DEPTH, mostFields: MOST_FIELDS } });
    if (isWhole)
      process.stderr.write(
        `${channel.name}: ${Math.round((performance.now() - startedMs) / 1000)} s, ${verdict.operations} operations\n`,
      );
  }
  await web.close();
  task.meta.figure = [
    `${verdict.operations} operations, ${verdict.changes.size} changes, ${verdict.answers} answers (${Math.round(verdict.characters / 1e6)} MB), `,
    `${house.book.size} marks in ${house.book.columns.size} columns, ${CHANNELS.length} channels, `,
    `${PLANTS.length} planted and looked for, ${verdict.leaks.size} leaks`,
  ].join('');
  expect({
    leaks: [...verdict.leaks.values()],
    unseen: verdict.unseen(REVIEWED),
    neverMade: [...verdict.changes.values()].filter((refusal) => refusal !== null),
  }).toEqual({ leaks: [], unseen: [], neverMade: [] });
}, 3_600_000);
