/** The matrix as a whole: its units, and the server and world that they are put to. */
import { randomBytes } from 'node:crypto';
import type { TestApp } from '../../support/test-app.ts';
import { allRows } from './all-rows.ts';
import { openDesk } from './asking.ts';
import { changeUnits } from './change-units.ts';
import { edgeUnits } from './edge-units.ts';
import { buildMatrixWorld } from './matrix-world.ts';
import { questionUnits } from './question-units.ts';
import type { Needed } from './schema-walk.ts';
import { thingUnits } from './thing-units.ts';
import type { Matrix, Unit } from './unit.ts';

/** For `createTestApp`: a key that the world's cards are made with, and nothing that counts attempts. */
export const MATRIX_HOUSE = {
  secret: randomBytes(32).toString('base64url'),
  limitsAttempts: false,
  controller: { name: 'Сдружение', contact: 'data@example.org' },
} as const;

const needed: Needed = new Map(
  allRows.arguments.flatMap(({ field, always }) => (always === undefined ? [] : [[field, always] as const])),
);

export async function openMatrix(app: TestApp): Promise<Matrix> {
  const world = await buildMatrixWorld(app);
  const desk = openDesk(app, world.cast);
  return {
    schema: app.schema,
    rows: allRows,
    world,
    desk,
    needed,
    values: new Map(),
    filled: new Set(),
    offered: new Set(),
  };
}

export const unitsOf = ({ schema, rows }: Matrix): Unit[] => [
  ...thingUnits(rows),
  ...edgeUnits(schema, { rows, needed }),
  ...questionUnits(rows),
  ...changeUnits(rows),
];

/** Fields of parts that nobody was given a value of by any parent: nothing is planted for them, so they prove nothing. */
export const unplanted = ({ offered, filled }: Matrix): string[] => {
  const fieldOf = (place: string): string => place.split(' for ')[0] ?? place;
  const planted = new Set([...filled].map(fieldOf));
  return [...new Set([...offered].map(fieldOf))].filter((field) => !planted.has(field));
};
