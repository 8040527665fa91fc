/**
 * The selection decides which columns are read, so a field that is asked alone must say what it says when every column
 * is read: what a resolver looks into without having named it would be missing.
 */
import 'reflect-metadata';
import { getNamedType, isCompositeType, isObjectType, type GraphQLObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../server/schema.ts';
import { callOf, itemOf, listPaths } from '../support/list-paths.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildDemoWithInsider } from '../support/world.ts';

const schema = await buildSchema();
const ARGUMENTS = {
  'Query.councilDesk': 'territory: "RAZ16"',
  'Query.measures': 'first: 50, territory: "RAZ16"',
  'Query.actionPlans': 'first: 50',
};
const paths = listPaths(schema, { arguments: ARGUMENTS });

let app: TestApp;
let insider: string;

beforeAll(async () => {
  app = await createTestApp();
  insider = await buildDemoWithInsider(app);
}, 120_000);

/** Every simple field of a type. */
const simpleFieldsOf = (type: GraphQLObjectType): string =>
  Object.values(type.getFields())
    .filter((field) => !isCompositeType(getNamedType(field.type)))
    .flatMap((field) => callOf(type, field, ARGUMENTS) ?? [])
    .join(' ');

/** A field with what tells what it is. */
function selectionOf(type: GraphQLObjectType, name: string): string | null {
  const field = type.getFields()[name];
  const call = field === undefined ? null : callOf(type, field, ARGUMENTS);
  if (field === undefined || call === null) return null;
  const below = getNamedType(field.type);
  if (!isCompositeType(below)) return call;
  if (!isObjectType(below)) return null;
  const item = itemOf(below);
  const inside = simpleFieldsOf(item);
  if (inside === '') return null;
  return item === below ? `${call} { ${inside} }` : `${call} { totalCount nodes { ${inside} } }`;
}

describe.each([['the public', false] as const, ['an insider', true] as const])('asked by %s', (_who, signedIn) => {
  it.each(paths.map((path) => [path.typeName, path] as const))(
    'each field of %s says alone what it says when every column is read',
    async (typeName, { select }) => {
      const type = schema.getType(typeName) as GraphQLObjectType;
      const as = signedIn ? insider : null;
      const differing: string[] = [];
      for (const name of Object.keys(type.getFields())) {
        const selection = selectionOf(type, name);
        if (selection === null) continue;
        const alone = await app.execute(`{ ${select(selection)} }`, { as, once: true });
        const whole = await app.execute(`{ ${select(selection)} }`, { as, once: true, everyColumn: true });
        const [alones, wholes] = [alone, whole].map(({ data, errors = [] }) =>
          JSON.stringify([data, errors.map(({ path, extensions }) => [path, extensions['code']])]),
        );
        if (alones !== wholes) differing.push(name);
      }
      expect(differing).toEqual([]);
    },
  );
});
