/** The matrix as a whole: its units, and the server and world that they are put to. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { DEFAULT_LIMITS } from '../../../server/platform/http/limits/limits.ts';
import type { TestApp } from '../../support/test-app.ts';
import { createTestWeb } from '../../support/test-web.ts';
import { addressUnits } from './address-units.ts';
import { ASKERS } from './actors.ts';
import { allRows } from './all-rows.ts';
import { openDesk } from './asking.ts';
import { changeUnits } from './change-units.ts';
import { edgeUnits } from './edge-units.ts';
import { NOW } from './matrix-cast.ts';
import { buildMatrixWorld } from './matrix-world.ts';
import { questionUnits } from './question-units.ts';
import type { Needed } from './schema-walk.ts';
import { tableUnits } from './table-units.ts';
import { thingUnits } from './thing-units.ts';
import type { Matrix, Unit } from './unit.ts';

/** For `createTestApp`: a key that the world's cards are made with, and nothing that counts attempts. */
export const MATRIX_HOUSE = {
  secret: randomBytes(32).toString('base64url'),
  limitsAttempts: false,
  controller: { name: 'Сдружение', contact: 'data@example.org' },
} as const;

/** The pages as they are written: whoever asks for them is shown the same. */
const PAGES = resolve(import.meta.dirname, '../../../client');
/** The matrix asks more than anybody may. */
const UNLIMITED = { ...DEFAULT_LIMITS, sessionPoints: null, addressPoints: null, addressConnections: null };

const needed: Needed = new Map(
  allRows.arguments.flatMap(({ field, always }) => (always === undefined ? [] : [[field, always] as const])),
);

export async function openMatrix(app: TestApp): Promise<Matrix> {
  const world = await buildMatrixWorld(app);
  const desk = openDesk(app, world.cast);
  const web = await createTestWeb(app, { pagesFolder: PAGES, limits: UNLIMITED, clock: () => NOW });
  return {
    app,
    home: web.address,
    express: web.express,
    schema: app.schema,
    rows: allRows,
    world,
    desk,
    needed,
    askers: ASKERS,
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
  ...addressUnits(rows.addresses),
  ...tableUnits(rows.tables),
];

/** Fields of parts that nobody was given a value of by any parent: nothing is planted for them, so they prove nothing. */
export const unplanted = ({ offered, filled }: Matrix): string[] => {
  const fieldOf = (place: string): string => place.split(' for ')[0] ?? place;
  const planted = new Set([...filled].map(fieldOf));
  return [...new Set([...offered].map(fieldOf))].filter((field) => !planted.has(field));
};
