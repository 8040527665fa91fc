/** What a document is measured to be, on a contract small enough to reckon by hand. */
import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { costOf } from './cost.ts';
import { measureDocument } from './document-measures.ts';
import { DEFAULT_LIMITS, LIMIT_NAMES, readLimits } from './limits.ts';
import { valuesIn } from './variable-values.ts';

const small = buildSchema(`
  type Query { plan(id: ID): Plan plans(first: Int! = 20): Plans! today: String }
  type Plans { totalCount: Int nodes: [Plan!]! }
  type Plan { title: String bodies: [Body!]! measures(first: Int! = 20): Measures! parent: Plan }
  type Measures { nodes: [Measure!]! }
  type Measure { code: String }
  type Body { name: String }
  type Mutation { rename(id: ID): Plan }
`);
const ROOT = resolve(import.meta.dirname, '../../../..');
const contract = buildSchema(readFileSync(`${ROOT}/schema/schema.graphql`, 'utf8'));

function measured(text: string, schema = small) {
  const [operation] = measureDocument(schema, parse(text));
  if (operation === undefined) throw new Error('No operation.');
  return operation;
}
const cost = (text: string, variables: Record<string, unknown> = {}): number => {
  const operation = measured(text);
  return costOf(operation.cost, { ...operation.defaults, ...variables });
};

describe('an operation', () => {
  it('is as deep as its deepest field, fragments adding none', () => {
    expect(
      measured('{ plan { ...A ... on Plan { parent { parent { title } } } } } fragment A on Plan { title }').depth,
    ).toBe(4);
  });

  it('has the fields, aliases and directives of a fragment as often as it is used', () => {
    const text =
      '{ a: plan { ...A @include(if: true) } b: plan { ...A } } fragment A on Plan { t: title u: __typename @skip(if: false) }';
    expect(measured(text)).toMatchObject({ rootFields: 2, fields: 6, aliases: 6, directives: 3 });
  });

  it('counts what fragments bring to its root, and directives of its head', () => {
    const text = 'query ($a: Int @x) @y { ...A ...A } fragment A on Query @z { today plan { title } }';
    expect(measured(text)).toMatchObject({ rootFields: 4, directives: 4 });
  });

  it('is measured although a fragment stands in itself, or is called as something else is', () => {
    const text =
      '{ plan { ...__schema } } fragment __schema on Plan { parent { ...__schema } ...__proto__ } fragment __proto__ on Plan { title }';
    expect(measured(text)).toMatchObject({ depth: 2, fields: 3 });
  });

  it('is measured in the time of its length, however often fragments double', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on Plan { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } }`,
    );
    const operation = measured(`{ plan { ...F0 } } ${doubling.join(' ')} fragment F60 on Plan { title }`);
    expect(operation.fields).toBeGreaterThan(2 ** 60);
    expect(costOf(operation.cost, {})).toBeGreaterThan(2 ** 60);
  });
});

describe('the cost', () => {
  it.each([
    ['{ today }', 10.1],
    ['{ plan { title } }', 11.1],
    ['{ plan { bodies { name } } }', 11 + 10 * 1.1],
    ['{ plans { totalCount nodes { title } } }', 11 + 0.1 + 20 * 1.1],
    ['{ plans(first: 100) { nodes { measures(first: 50) { nodes { code } } } } }', 11 + 100 * (1 + 1 + 50 * 1.1)],
    ['{ plans(first: 100) { ...P } } fragment P on Plans { nodes { bodies { name } } }', 11 + 100 * (1 + 10 * 1.1)],
    ['mutation { rename { title } }', 51.1],
    ['{ unknown { either } }', 0.1 + 0.1],
  ])('of %s is %d points', (text, points) => expect(cost(text)).toBeCloseTo(points, 6));

  it('follows the variables, and their defaults where none is given', () => {
    const text = 'query ($n: Int! = 40) { plans(first: $n) { nodes { title } } }';
    expect(cost(text)).toBeCloseTo(11 + 40 * 1.1, 6);
    expect(cost(text, { n: 3 })).toBeCloseTo(11 + 3 * 1.1, 6);
    expect(cost(text, { n: 'many' })).toBeCloseTo(11 + 20 * 1.1, 6);
  });
});

describe('the usual limits', () => {
  it('leave room for introspection by the usual tools', () => {
    const operation = measured(
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true }),
      contract,
    );
    for (const name of ['depth', 'rootFields', 'fields', 'aliases', 'directives'] as const)
      expect(operation[name], name).toBeLessThanOrEqual(DEFAULT_LIMITS[name]);
    expect(costOf(operation.cost, {})).toBeLessThan(DEFAULT_LIMITS.cost);
  });

  it('are changed by name, and a setting that means nothing is none', () => {
    expect(readLimits('depth=20, cost=off')).toEqual({ ...DEFAULT_LIMITS, depth: 20, cost: null });
    for (const wrong of ['', 'depth', 'depth=0', 'depth=-1', 'deep=3', 'toString=3', 'depth=1e9'])
      expect(readLimits(wrong), wrong).toBeNull();
    expect(LIMIT_NAMES.length).toBe(16);
  });
});

it('values are counted at every depth, and no further than one too many', () => {
  expect(valuesIn({ a: 1, b: [1, [2, { c: null }]] }, 100)).toBe(7);
  expect(valuesIn({ ids: Array(1_000_000).fill(1) }, 100)).toBe(101);
});
