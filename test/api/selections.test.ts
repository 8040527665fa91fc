/**
 * The selection decides which columns are read, so a field must say the same whether it is asked alone or with all
 * others: what a resolver looks into without having named it would be missing when it is asked alone.
 */
import 'reflect-metadata';
import { getNamedType, isCompositeType, isObjectType, type GraphQLObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { buildSchema } from '../../server/schema.ts';
import { loadDemoData } from '../../server/seed/demo.ts';
import { callOf, itemOf, listPaths } from '../support/list-paths.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { grantRole } from '../support/world.ts';

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
  await loadDemoData(app, () => {});
  const context = await app.contextOf();
  const [monitor] = await rows<{ observerId: string }>(
    context,
    sql`select person_id as observer_id from observation_author group by person_id order by count(*) desc limit 1`,
  );
  insider = monitor?.observerId ?? '';
  const [territory] = await rows<{ id: string }>(context, sql`select id from territory where code = 'RAZ16'`);
  const [coalition] = await rows<{ id: string }>(context, sql`select id from coalition limit 1`);
  await grantRole(app, { personId: insider, role: 'ADMINISTRATOR' });
  await grantRole(app, { personId: insider, role: 'VERIFIER', territoryId: territory?.id });
  await grantRole(app, { personId: insider, role: 'COALITION_LEAD', coalitionId: coalition?.id });
}, 120_000);

/** The simple fields of a type, as deep as tells what a resolver found. */
function simpleFieldsOf(type: GraphQLObjectType, depth: number): string {
  return Object.values(type.getFields())
    .flatMap((field) => {
      const call = callOf(type, field, ARGUMENTS);
      const below = getNamedType(field.type);
      if (call === null) return [];
      if (!isCompositeType(below)) return call;
      if (!isObjectType(below) || depth === 0) return [];
      const inner = simpleFieldsOf(below, 0);
      return inner === '' ? [] : `${call} { ${inner} }`;
    })
    .join(' ');
}

/** A field under a name of its own, with what tells what it is. */
function selectionOf(type: GraphQLObjectType, name: string): string | null {
  const field = type.getFields()[name];
  const call = field === undefined ? null : callOf(type, field, ARGUMENTS);
  if (field === undefined || call === null) return null;
  const below = getNamedType(field.type);
  if (!isCompositeType(below)) return `told: ${call}`;
  if (!isObjectType(below)) return null;
  const item = itemOf(below);
  const inside = simpleFieldsOf(item, 0);
  if (inside === '') return null;
  return item === below ? `told: ${call} { ${inside} }` : `told: ${call} { totalCount nodes { ${inside} } }`;
}

/** What stands under `told`, on each thing in order. */
function toldIn(data: unknown): unknown[] {
  if (Array.isArray(data)) return data.flatMap(toldIn);
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) => (name === 'told' ? [value] : toldIn(value)));
}

describe.each([['the public', false] as const, ['an insider', true] as const])('asked by %s', (_who, signedIn) => {
  it.each(paths.map((path) => [path.typeName, path] as const))(
    'each field of %s says alone what it says with all others',
    async (typeName, { select }) => {
      const type = schema.getType(typeName) as GraphQLObjectType;
      const as = signedIn ? insider : null;
      const others = simpleFieldsOf(type, 1);
      const differing: string[] = [];
      for (const name of Object.keys(type.getFields())) {
        const selection = selectionOf(type, name);
        if (selection === null) continue;
        const alone = await app.execute(`{ ${select(selection)} }`, { as, once: true });
        const together = await app.execute(`{ ${select(`${selection} ${others}`)} }`, { as, once: true });
        if (alone.errors !== undefined || together.errors !== undefined) {
          const codes = [alone, together].map(({ errors = [] }) => errors[0]?.extensions['code'] ?? errors[0]?.message);
          expect(codes[0], `${typeName}.${name}`).toBe(codes[1]);
          continue;
        }
        if (JSON.stringify(toldIn(alone.data)) !== JSON.stringify(toldIn(together.data))) differing.push(name);
      }
      expect(differing).toEqual([]);
    },
  );
});
