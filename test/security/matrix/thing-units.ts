/** Cells of things: each field of each kind of thing, by each way that leads to it, for everyone who asks. */
import { isObjectType } from 'graphql';
import { isIn, nameOf, type Asker } from './actors.ts';
import type { MatrixRows } from './all-rows.ts';
import type { Said } from './asking.ts';
import type { ThingRows, Way } from './row.ts';
import { selectionOf } from './schema-walk.ts';
import { fill, isEmpty, marked, type Matrix, type ReadUnit } from './unit.ts';

export const thingUnits = (rows: MatrixRows): ReadUnit[] =>
  rows.things.flatMap((thing) => [
    ...thing.ways.map((way) => thingUnit(thing, { way, leads: 'to it' })),
    ...(thing.never ?? []).map((way) => thingUnit(thing, { way, leads: 'elsewhere' })),
  ]);

interface Walk {
  readonly way: Way;
  readonly leads: 'to it' | 'elsewhere';
}

function thingUnit(thing: ThingRows, walk: Walk): ReadUnit {
  const name = `${thing.type} (${thing.kind}) through ${walk.way.through}`;
  return {
    name,
    alone: walk.way.alone === true,
    cellsEach: thing.rows.flatMap(({ fields }) => fields).length,
    question: (matrix, asker) => questionOf({ thing, walk, asker, matrix }),
    judge: (matrix, asker, said) =>
      judge({ thing, walk, asker, matrix }, said).map(
        (what) => `${name}${what.startsWith(' .') ? what : ` for ${nameOf(asker)}: ${what}`}`,
      ),
  };
}

interface Look {
  readonly thing: ThingRows;
  readonly walk: Walk;
  readonly asker: Asker;
  readonly matrix: Matrix;
}

function judge({ thing, walk, asker, matrix }: Look, said: Said): string[] {
  const { type, kind, rows } = thing;
  const which = ({ id }: Record<string, unknown>): string => (typeof id === 'string' ? id : kind);
  const who = nameOf(asker);
  const sees =
    walk.leads === 'to it' && rows.some(({ DATA = [], EMPTY = [] }) => isIn(DATA, asker) || isIn(EMPTY, asker));
  const mishap = mishapIn(said, walk.way);
  if (mishap !== null) return [mishap];
  const wanted = thing.id === undefined ? null : fill(`{${thing.id}}`, matrix, asker.side);
  const found = marked(said.data, type).filter((each) => wanted === null || each['id'] === wanted);
  if (!sees) return found.length === 0 ? [] : [`seen, and should be absent: ${filledIn(found).join(', ')}`];
  if (found.length === 0) return [`absent, and should be seen${said.errors[0] ? ` (${said.errors[0].message})` : ''}`];
  return rows.flatMap(({ fields, DATA = [] }) =>
    fields.flatMap((field) => {
      const empty = found.every((each) => isEmpty(each[field]));
      if (empty === isIn(DATA, asker))
        return [` . ${field} for ${who}: ${empty ? 'empty, and should be data' : 'data, and should be empty'}`];
      return found.flatMap((each) =>
        otherwise({ value: each[field], place: `${who} ${type} ${which(each)} ${field}`, matrix }),
      );
    }),
  );
}

const filledIn = (found: readonly Record<string, unknown>[]): string[] => [
  ...new Set(found.flatMap((each) => Object.keys(each).filter((field) => !isEmpty(each[field])))),
];

function questionOf({ thing, walk: { way }, asker, matrix }: Look): string {
  const type = matrix.schema.getType(thing.type);
  if (!isObjectType(type)) throw new Error(`${thing.type} is no object type.`);
  const isNode = way.through !== 'Query.node' || type.getInterfaces().some(({ name }) => name === 'Node');
  const fields = thing.rows.flatMap((row) => row.fields);
  const selection = isNode ? selectionOf(type, { fields, needed: matrix.needed }) : '{ mark: __typename id }';
  return fill(way.question, matrix, asker.side).replace('*', selection);
}

/** Who may not ask at all is refused; any other error is one too many. */
function mishapIn({ errors }: Said, { alone }: Way): string | null {
  const unexpected = errors.find(
    ({ code }) => !(alone === true && (code === 'NOT_FOUND' || code === 'UNAUTHENTICATED')),
  );
  return unexpected === undefined ? null : `${unexpected.path.join('.')} ${unexpected.message}`;
}

/** A thing says the same whatever way one came to it. */
export function otherwise({ value, place, matrix }: { value: unknown; place: string; matrix: Matrix }): string[] {
  const text = JSON.stringify(value);
  const before = matrix.values.get(place);
  if (before === undefined) matrix.values.set(place, text);
  return before === undefined || before === text ? [] : [`${place}: ${text} here, ${before} elsewhere`];
}
