/**
 * Cells of edges: what each field that leads to a thing or a part gives, through each parent. Parts are seen whole by
 * whoever sees the field that holds them; a thing says here what it says when it is asked for directly.
 */
import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { isIn, nameOf, type Audience } from './actors.ts';
import type { MatrixRows } from './all-rows.ts';
import { otherwise } from './thing-units.ts';
import { callOf, fieldsOf, selectionOf, type Needed } from './schema-walk.ts';
import { fill, isEmpty, marked, type Matrix, type ReadUnit } from './unit.ts';

interface Edge {
  /** `Type.field`. */
  readonly through: string;
  /** With `*` where the selection goes. */
  readonly question: string;
  readonly target: string;
  /** Who is given something there. */
  readonly given: Audience;
  /** Who is given a page or list with nothing in it. */
  readonly empty: Audience;
  /** Asked alone: others may be refused. */
  readonly refuses: boolean;
}

export function edgeUnits(schema: GraphQLSchema, { rows, needed }: { rows: MatrixRows; needed: Needed }): ReadUnit[] {
  return edgesOf(schema, { rows, needed }).map((edge) => edgeUnit(edge, rows));
}

/** From the questions of the rows through all fields that lead on, each edge once. */
export function edgesOf(schema: GraphQLSchema, { rows, needed }: { rows: MatrixRows; needed: Needed }): Edge[] {
  const parts = new Set(rows.parts.map(({ type }) => type));
  const edges = new Map<string, Edge>();
  const waiting: Edge[] = [];
  const enter = (edge: Edge): void => {
    const known = edges.get(edge.through);
    if (known !== undefined) return;
    edges.set(edge.through, edge);
    if (parts.has(edge.target)) waiting.push(edge);
  };
  for (const edge of [...startingEdges(schema, { rows, needed })].toSorted((a, b) => b.given.length - a.given.length))
    enter(edge);
  for (let edge = waiting.shift(); edge !== undefined; edge = waiting.shift()) {
    const type = schema.getType(edge.target);
    if (!isObjectType(type)) continue;
    for (const field of fieldsOf(type)) {
      const target = getNamedType(field.type);
      if (!isObjectType(target)) continue;
      const call = `{ ${callOf({ type, field, needed })} * }`;
      enter({
        ...edge,
        through: `${type.name}.${field.name}`,
        question: edge.question.replace('*', call),
        target: target.name,
      });
    }
  }
  return [...edges.values()];
}

function startingEdges(schema: GraphQLSchema, { rows, needed }: { rows: MatrixRows; needed: Needed }): Edge[] {
  const fromQueries = rows.queries.flatMap(({ query, question, DATA = [], EMPTY = [], NOT_FOUND, UNAUTHENTICATED }) => {
    const field = schema.getQueryType()?.getFields()[query];
    const target = field === undefined ? null : getNamedType(field.type);
    const call = /^\{ (\w+(?:\([^)]*\))?) \{/.exec(question)?.[1];
    if (!isObjectType(target) || call === undefined) return [];
    const refuses = NOT_FOUND !== undefined || UNAUTHENTICATED !== undefined;
    return [
      { through: `Query.${query}`, question: `${call} *`, target: target.name, given: DATA, empty: EMPTY, refuses },
    ];
  });
  const fromThings = rows.things.flatMap(({ type: typeName, ways, rows: fieldRows }) => {
    const type = schema.getType(typeName);
    const [way] = ways;
    if (!isObjectType(type) || way === undefined) return [];
    return fieldRows.flatMap(({ fields, DATA = [], EMPTY = [] }) =>
      fields.flatMap((name): Edge[] => {
        const field = type.getFields()[name];
        const target = field === undefined ? null : getNamedType(field.type);
        if (field === undefined || !isObjectType(target) || DATA.length === 0) return [];
        const step = `{ ... on ${typeName} { ${callOf({ type, field, needed })} * } }`;
        return [
          {
            through: `${typeName}.${name}`,
            question: way.question.replace('*', step),
            target: target.name,
            given: way.alone ? onBothSides(DATA) : DATA,
            empty: way.alone ? onBothSides(EMPTY) : EMPTY,
            refuses: way.alone === true,
          },
        ];
      }),
    );
  });
  return [...fromThings, ...fromQueries];
}

function edgeUnit({ through, target, question, given, empty, refuses }: Edge, rows: MatrixRows): ReadUnit {
  const things = rows.things.filter(({ type }) => type === target);
  const part = rows.parts.find(({ type }) => type === target);
  const fields = part?.fields ?? [...new Set(things.flatMap((thing) => thing.rows.flatMap((row) => row.fields)))];
  const name = `${target} through ${through}`;

  /** Parts must be seen with a value by some parent; things say the same by all. */
  function compare(
    matrix: Matrix,
    { who, found }: { who: string; found: readonly Record<string, unknown>[] },
  ): string[] {
    if (part === undefined)
      return fields.flatMap((field) =>
        found.flatMap((each) =>
          otherwise({ value: each[field], place: `${who} ${target} ${String(each['id'])} ${field}`, matrix }),
        ),
      );
    for (const field of fields) {
      const place = `${target}.${field} for ${who}`;
      matrix.offered.add(place);
      if (found.some((each) => !isEmpty(each[field]))) matrix.filled.add(place);
    }
    return [];
  }

  return {
    name,
    alone: refuses,
    cellsEach: fields.length,
    question: (matrix, asker) => {
      const type = matrix.schema.getType(target) as GraphQLObjectType;
      return fill(question, matrix, asker.side).replace('*', selectionOf(type, { fields, needed: matrix.needed }));
    },
    judge: (matrix, asker, { data, errors }) => {
      const who = nameOf(asker);
      const found = marked(data, target);
      const mayGet = isIn(given, asker);
      const [error] = errors;
      if (error !== undefined)
        return refuses && !mayGet && ['NOT_FOUND', 'UNAUTHENTICATED'].includes(error.code)
          ? []
          : [`${name} for ${who}: ${error.path.join('.')} ${error.message}`];
      if (mayGet !== found.length > 0 && !isIn(empty, asker))
        return [`${name} for ${who}: ${mayGet ? 'nothing, and should lead there' : 'given, and should not be'}`];
      return mayGet ? compare(matrix, { who, found }) : [];
    },
  };
}

/** A page of one's own is the same wherever one stands. */
const onBothSides = (audience: Audience): Audience =>
  audience.map((named) => named.replace(/ own$/, '') as Audience[number]);
