/**
 * Cells of changes: each made by everyone, in a transaction that is rolled back. Where a change is refused as if its
 * subject were not there, it is made once more on an id of nothing: message, code and place must be the same.
 */
import { randomUUID } from 'node:crypto';
import { getNamedType, isInterfaceType, isObjectType, type GraphQLObjectType } from 'graphql';
import { rows } from '../../../server/platform/sql.ts';
import { worldContext } from '../../support/world.ts';
import { isIn, nameOf, type Asker } from './actors.ts';
import type { MatrixRows } from './all-rows.ts';
import type { Said, Told } from './asking.ts';
import type { ChangeRow, Refusal } from './row.ts';
import { fieldsOf } from './schema-walk.ts';
import { fill, isEmpty, type Matrix, type LoneUnit, type Outcome } from './unit.ts';

const REFUSALS: readonly Refusal[] = [
  'NOT_FOUND',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'BAD_INPUT',
  'CONFLICT',
  'NOT_INDEPENDENT',
];

export const changeUnits = ({ changes }: MatrixRows): LoneUnit[] => changes.map(changeUnit);

function changeUnit(row: ChangeRow): LoneUnit {
  const name = `Mutation.${row.change}${row.kind === undefined ? '' : ` (${row.kind})`}`;
  return {
    name,
    run: async (matrix) => {
      const outcomes: Outcome[] = [];
      const answers = new Set<string>();
      await make(matrix, row.planted?.by);
      try {
        for (const asker of matrix.askers) outcomes.push(await tryChange({ row, asker, matrix, name, answers }));
      } finally {
        await make(matrix, row.planted?.undone);
      }
      return {
        cells: outcomes.reduce((sum, { cells }) => sum + cells, 0),
        failures: outcomes.flatMap(({ failures }) => failures),
      };
    },
  };
}

async function make(matrix: Matrix, statement: string | undefined): Promise<void> {
  if (statement !== undefined)
    await rows(worldContext(matrix.app), { text: [fill(statement, matrix, 'own')], values: [] });
}

interface Attempt {
  readonly row: ChangeRow;
  readonly asker: Asker;
  readonly matrix: Matrix;
  readonly name: string;
  /** What those were told for whom there is no such thing; one text for all. */
  readonly answers: Set<string>;
}

async function tryChange({ row, asker, matrix, name, answers }: Attempt): Promise<Outcome> {
  const who = `${name} for ${nameOf(asker)}`;
  const given = JSON.parse(fill(JSON.stringify(row.given), matrix, asker.side)) as Record<string, unknown>;
  const source = operationOf(row.change, matrix);
  const spared =
    row.spares === undefined
      ? null
      : {
          personId: fill('{bystander}', matrix, asker.side),
          statement: fill(row.spares, matrix, asker.side),
        };
  const brought = row.brings === undefined ? null : fill(row.brings, matrix, asker.side);
  const said = await matrix.desk.change({ person: asker.person, source, variables: given, spared, brought });
  const cells = countOf(given);
  const should = REFUSALS.find((code) => isIn(row[code] ?? [], asker)) ?? 'DONE';
  const is = outcomeOf(said, row.change);
  if (is !== should)
    return {
      cells,
      failures: [
        `${who}: ${is}${said.harms === true ? ', and what was to be spared is touched' : ''}, and should be ${should}`,
      ],
    };
  if (should === 'DONE')
    return { cells, failures: wrongIn(said, { row, asker, matrix }).map((what) => `${who}: ${what}`) };
  if (should !== 'NOT_FOUND' && should !== 'BAD_INPUT') return { cells, failures: [] };
  const answer = told(said.errors);
  if (answers.has(answer)) return { cells, failures: [] };
  const failures: string[] = [];
  for (const path of row.subject ?? []) {
    const variables = replaced(given, { path: path.split('.'), value: randomUUID() });
    const absent = told((await matrix.desk.change({ person: asker.person, source, variables })).errors);
    if (absent !== answer) failures.push(`${who}: ${answer}, but for what does not exist (${path}) ${absent}`);
    else answers.add(answer);
  }
  return { cells: cells + (row.subject ?? []).length, failures };
}

function outcomeOf({ data, errors }: Said, change: string): string {
  const [error] = errors;
  if (error === undefined) return data?.[change] == null ? 'NOTHING' : 'DONE';
  const isWhole = error.path.length === 1 && (data === null || data[change] == null);
  return REFUSALS.includes(error.code as Refusal) && isWhole
    ? error.code
    : `${error.code} ${error.path.join('.')} ${error.message} ${error.details}`;
}

function wrongIn(
  { data, harms = false, lacks = false }: Said,
  { row: { change, says, leavesEmpty = [] }, asker, matrix }: Pick<Attempt, 'row' | 'asker' | 'matrix'>,
): string[] {
  const answer = data?.[change];
  const asked = says?.replaceAll('{asker}', matrix.world.cast.get(asker.person)?.personId ?? '');
  const filled = leavesEmpty.filter((field) => !isEmpty((answer as Record<string, unknown>)[field]));
  return [
    ...(harms ? ['what was to be spared is touched'] : []),
    ...(lacks ? ['does not bring what it should'] : []),
    ...(asked === undefined || JSON.stringify(answer).includes(asked) ? [] : [`does not say ${says}`]),
    ...filled.map((field) => `${field} has a value, and should be empty`),
  ];
}

/** What is told of a refusal, but for the ids that were sent. */
const told = (errors: readonly Told[]): string =>
  JSON.stringify(errors).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');

function operationOf(change: string, { schema }: Matrix): string {
  const field = schema.getMutationType()?.getFields()[change];
  if (field === undefined) throw new Error(`No change ${change}.`);
  const variables = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const call = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const type = getNamedType(field.type);
  const selection = isObjectType(type) ? wholeOf(type) : '';
  return `mutation${variables === '' ? '' : ` (${variables})`} { ${change}${call === '' ? '' : `(${call})`} ${selection} }`;
}

/** All that a change gives back, and that what follows from it is there. */
function wholeOf(type: GraphQLObjectType): string {
  const fields = fieldsOf(type).flatMap((field) => {
    if (field.args.length > 0) return [];
    const below = getNamedType(field.type);
    return isObjectType(below) || isInterfaceType(below) ? [`${field.name} { held: __typename }`] : [field.name];
  });
  return `{ ${fields.join(' ')} }`;
}

const countOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, inner) => sum + countOf(inner), 0)
    : 1;

function replaced(
  given: Readonly<Record<string, unknown>>,
  { path, value }: { readonly path: readonly string[]; readonly value: string },
): Record<string, unknown> {
  const [first = '', ...rest] = path;
  const inner = given[first];
  return {
    ...given,
    [first]: rest.length === 0 ? value : replaced(inner as Record<string, unknown>, { path: rest, value }),
  };
}
