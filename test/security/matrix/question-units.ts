/** Cells of queries and of the arguments of what is read: each asked by everyone, one argument at a time. */
import { isIn, nameOf, type Asker, type Audience } from './actors.ts';
import type { MatrixRows } from './all-rows.ts';
import type { Said } from './asking.ts';
import type { ArgumentRow, QueryRow } from './row.ts';
import { fill, isEmpty, type Matrix, type ReadUnit, type Unit } from './unit.ts';

const OUTCOMES = ['DATA', 'EMPTY', 'NOT_FOUND', 'UNAUTHENTICATED'] as const;
type Name = (typeof OUTCOMES)[number];

const expected = (row: { readonly [name in Name]?: Audience }, asker: Asker): Name | null =>
  OUTCOMES.find((name) => isIn(row[name] ?? [], asker)) ?? null;

/** The value at the end of the question, however deep: everything above it is only the way there. */
function outcomeOf({ data, errors }: Said, field: string): string {
  const [error] = errors;
  if (error !== undefined) return error.code === 'INTERNAL' ? `INTERNAL ${error.message}` : error.code;
  const value = valueOf(data, field);
  return isEmpty(value) ? 'EMPTY' : 'DATA';
}

function valueOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return null;
  if (field in value) return (value as Record<string, unknown>)[field];
  for (const inner of Object.values(value)) {
    const found = valueOf(inner, field);
    if (found !== null) return found;
  }
  return null;
}

export const questionUnits = (rows: MatrixRows): Unit[] => [
  ...rows.queries.map(queryUnit),
  ...rows.arguments.flatMap((row) => Object.keys(row.arguments).map((name) => argumentUnit(row, name))),
];

function queryUnit(row: QueryRow): ReadUnit {
  const name = `Query.${row.query}`;
  return {
    name,
    alone: row.NOT_FOUND !== undefined || row.UNAUTHENTICATED !== undefined,
    cellsEach: 1,
    question: (matrix, asker) => fill(row.question, matrix, asker.side).slice(1, -1),
    judge: (_matrix, asker, said) => {
      const [is, should] = [outcomeOf(said, row.query), expected(row, asker)];
      return is === should ? [] : [`${name} for ${nameOf(asker)}: ${is}, and should be ${should}`];
    },
  };
}

function argumentUnit(row: ArgumentRow, argument: string): Unit {
  const name = `${row.field}(${argument})`;
  const field = row.field.split('.')[1] ?? '';
  const judge = (said: Said, asker: Asker): string[] => {
    const [is, should] = [outcomeOf(said, field), expected(row, asker)];
    // after the last there is nothing more, and that is an answer
    return is === should || (argument === 'after' && is === 'EMPTY' && should === 'DATA')
      ? []
      : [
          `${name} for ${nameOf(asker)}: ${is}, and should be ${should}${said.errors[0] ? ` ${said.errors[0].message}` : ''}`,
        ];
  };
  const value = row.arguments[argument] ?? 'null';
  if (value !== '{cursor}')
    return {
      name,
      alone: row.NOT_FOUND !== undefined || row.UNAUTHENTICATED !== undefined,
      cellsEach: 1,
      question: (matrix, asker) => questionOf({ row, given: `${argument}: ${value}`, argument, asker, matrix }),
      judge: (_matrix, asker, said) => judge(said, asker),
    };
  return {
    name,
    run: async (matrix) => {
      const failures: string[] = [];
      for (const asker of matrix.askers) {
        const given = `${argument}: ${await cursorFor({ row, argument, asker, matrix })}`;
        const question = questionOf({ row, given, argument, asker, matrix });
        const [said] = await matrix.desk.askAll(asker.person, [question]);
        if (said !== undefined) failures.push(...judge(said, asker));
      }
      return { cells: matrix.askers.length, failures };
    },
  };
}

interface Given {
  readonly row: ArgumentRow;
  readonly argument: string;
  readonly asker: Asker;
  readonly matrix: Matrix;
}

function questionOf({ row, given, argument, asker, matrix }: Given & { readonly given: string }): string {
  const always = row.always === undefined || row.always.startsWith(`${argument}:`) ? '' : `, ${row.always}`;
  const [, field = ''] = row.field.split('.');
  const asked = fill(`${field}(${given}${always}) ${row.selection ?? ''}`, matrix, asker.side);
  return onWhat(fill(row.on, matrix, asker.side), asked);
}

const onWhat = (on: string, asked: string): string => (on === '*' ? asked : on.replace('*', `{ ${asked} }`));

/** A cursor is drawn from the first page; null for who has none. */
async function cursorFor({ row, argument, asker, matrix }: Given): Promise<string> {
  const first = questionOf({
    row: { ...row, selection: '{ pageInfo { endCursor } }' },
    given: 'first: 1',
    argument,
    asker,
    matrix,
  });
  const [said] = await matrix.desk.askAll(asker.person, [first]);
  const cursor = valueOf(said?.data ?? null, 'endCursor');
  return typeof cursor === 'string' ? JSON.stringify(cursor) : 'null';
}
