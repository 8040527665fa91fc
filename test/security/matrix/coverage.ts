/** Compares the rows with the built schema: what has no row, and rows of what is there no more. Both fail the build. */
import { isObjectType, type GraphQLSchema } from 'graphql';
import { RoleValues } from '../../../schema/vocabulary/role.ts';
import { ASKERS, EVERYONE, REVIEWED_ROLES, isIn, nameOf, type Audience } from './actors.ts';
import type { MatrixRows } from './all-rows.ts';
import type { ThingRows } from './row.ts';
import { changeInputs, edgesTo, fieldsOf, filledInputs, readArguments, readTypes } from './schema-walk.ts';

export interface Coverage {
  /** What no row speaks of, or for somebody says nothing. */
  readonly missing: readonly string[];
  /** What rows speak of that does not exist, or speak of twice. */
  readonly stale: readonly string[];
}

export function coverageOf(schema: GraphQLSchema, rows: MatrixRows): Coverage {
  const missing: string[] = [];
  const stale: string[] = [];
  const compare = (there: readonly string[], named: readonly string[]): void => {
    missing.push(...there.filter((name) => !named.includes(name)));
    stale.push(...named.filter((name) => !there.includes(name)));
  };
  const unique = (names: readonly string[]): string[] => [...new Set(names)];

  const given = new Set(rows.given.map(({ type }) => type));

  for (const role of RoleValues)
    if (!(REVIEWED_ROLES as readonly string[]).includes(role)) missing.push(`every row for the role ${role}`);
  compare(
    readTypes(schema).map(({ name }) => name),
    unique([...rows.things, ...rows.parts, ...rows.given].map(({ type }) => type)),
  );
  for (const part of [...rows.parts, ...rows.given])
    compare(fieldNames(schema, part.type), qualified(part.type, part.fields));
  for (const thing of rows.things) {
    const named = qualified(
      thing.type,
      thing.rows.flatMap(({ fields }) => fields),
    );
    compare(fieldNames(schema, thing.type), unique(named));
    stale.push(...named.filter((name, place) => named.indexOf(name) < place).map((name) => `${name} twice`));
    missing.push(...unspokenOf(thing), ...edgesWithout(schema, { thing, given }));
  }
  compare(
    fieldsOf(schema.getQueryType()).map(({ name }) => `Query.${name}`),
    unique(rows.queries.map(({ query }) => `Query.${query}`)),
  );
  compare(
    fieldsOf(schema.getMutationType()).map(({ name }) => `Mutation.${name}`),
    unique(rows.changes.map(({ change }) => `Mutation.${change}`)),
  );
  missing.push(...fieldsOf(schema.getSubscriptionType()).map(({ name }) => `Subscription.${name}`));
  compare(
    readArguments(schema),
    unique(rows.arguments.flatMap((row) => Object.keys(row.arguments).map((name) => `${row.field}(${name})`))),
  );
  compare(
    changeInputs(schema),
    unique(
      rows.changes.flatMap(({ change, given }) => {
        const field = schema.getMutationType()?.getFields()[change];
        return field === undefined ? [] : filledInputs(field, given);
      }),
    ),
  );
  for (const { address, kind, OK, NOT_FOUND, UNAUTHENTICATED, BAD_INPUT } of rows.addresses)
    missing.push(...notOnce(`${address} ${kind ?? ''}`, { OK, NOT_FOUND, UNAUTHENTICATED, BAD_INPUT }));
  for (const { query, question: _, ...outcomes } of rows.queries) missing.push(...notOnce(`Query.${query}`, outcomes));
  for (const { field, DATA, EMPTY, NOT_FOUND, UNAUTHENTICATED } of rows.arguments)
    missing.push(...notOnce(`arguments of ${field}`, { DATA, EMPTY, NOT_FOUND, UNAUTHENTICATED }));
  for (const {
    change,
    kind,
    DONE,
    NOT_FOUND,
    FORBIDDEN,
    UNAUTHENTICATED,
    BAD_INPUT,
    CONFLICT,
    NOT_INDEPENDENT,
  } of rows.changes)
    missing.push(
      ...notOnce(`Mutation.${change}${kind === undefined ? '' : ` (${kind})`}`, {
        DONE,
        NOT_FOUND,
        FORBIDDEN,
        UNAUTHENTICATED,
        BAD_INPUT,
        CONFLICT,
        NOT_INDEPENDENT,
      }),
    );
  return { missing, stale };
}

const qualified = (type: string, fields: readonly string[]): string[] => fields.map((field) => `${type}.${field}`);

function fieldNames(schema: GraphQLSchema, typeName: string): string[] {
  const type = schema.getType(typeName);
  return isObjectType(type)
    ? qualified(
        typeName,
        fieldsOf(type).map(({ name }) => name),
      )
    : [];
}

/** Whoever asks stands in exactly one outcome. */
function notOnce(what: string, outcomes: Readonly<Record<string, Audience | undefined>>): string[] {
  return ASKERS.flatMap((asker) => {
    const times = Object.values(outcomes).filter((audience) => audience !== undefined && isIn(audience, asker)).length;
    return times === 1 ? [] : [`${what} for ${nameOf(asker)}: ${times} outcomes`];
  });
}

/** Who sees the thing must be told of every field of it. */
function unspokenOf({ type, kind, rows }: ThingRows): string[] {
  return ASKERS.flatMap((asker) => {
    const told = rows.map(({ DATA = [], EMPTY = [] }) => Number(isIn(DATA, asker)) + Number(isIn(EMPTY, asker)));
    if (told.every((times) => times === 0)) return [];
    return rows.flatMap(({ fields }, place) =>
      told[place] === 1 ? [] : [`${type}.${fields[0]} … (${kind}) for ${nameOf(asker)}: ${told[place]} outcomes`],
    );
  });
}

const isOpen = ({ rows }: ThingRows): boolean =>
  rows.every(({ DATA = [], EMPTY = [] }) =>
    ASKERS.every((asker) => isIn(EVERYONE, asker) && (isIn(DATA, asker) || isIn(EMPTY, asker))),
  );

/** To what not everyone sees, every edge of the schema is walked, or said to lead elsewhere. */
function edgesWithout(
  schema: GraphQLSchema,
  { thing, given }: { readonly thing: ThingRows; readonly given: ReadonlySet<string> },
): string[] {
  if (isOpen(thing)) return [];
  const walked = new Set([...thing.ways, ...(thing.never ?? [])].map(({ through }) => through));
  return edgesTo(schema, thing.type)
    .filter((edge) => !walked.has(edge) && !given.has(edge.split('.')[0] ?? ''))
    .map((edge) => `a way through ${edge} to ${thing.type} (${thing.kind})`);
}
