/** The schema as a reader meets it: everything is described, ids are Relay's, lists are pages. */
import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  printSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { MAX_PAGE_SIZE } from '../../server/platform/connection.ts';
import { buildSchema } from '../../server/schema.ts';

const schema = await buildSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const objects = types.filter(isObjectType);

interface Place {
  readonly place: string;
  readonly description: string | null | undefined;
}

const placesOf = (type: (typeof types)[number]): Place[] => {
  const own = { place: type.name, description: type.description };
  if (isEnumType(type))
    return [own, ...type.getValues().map(({ name, description }) => ({ place: `${type.name}.${name}`, description }))];
  if (isInputObjectType(type))
    return [
      own,
      ...Object.values(type.getFields()).map(({ name, description }) => ({
        place: `${type.name}.${name}`,
        description,
      })),
    ];
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    { place: `${type.name}.${name}`, description },
    ...args.map((argument) => ({
      place: `${type.name}.${name}(${argument.name}:)`,
      description: argument.description,
    })),
  ]);
  return [own, ...fields];
};

describe('a description', () => {
  const places = types.flatMap(placesOf);

  it('stands at every type, field, argument, input field and value', () => {
    expect(places.length).toBeGreaterThan(500);
    expect(places.filter(({ description }) => !description?.trim()).map(({ place }) => place)).toEqual([]);
  });

  it('is a sentence', () => {
    expect(
      places
        .filter(({ description }) => !/[.…]$/.test(description?.trim() ?? ''))
        .map(({ place, description }) => `${place}: ${description}`),
    ).toEqual([]);
  });
});

describe('a list by pages', () => {
  const connections = objects.filter(({ name }) => name.endsWith('Connection'));
  const paged: [string, GraphQLField<unknown, unknown>][] = objects.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map((field): [string, GraphQLField<unknown, unknown>] => [`${type.name}.${field.name}`, field]),
  );

  it.each(connections.map((type): [string, GraphQLObjectType] => [type.name, type]))(
    '%s has edges, nodes, pageInfo and totalCount',
    (name, type) => {
      const shape = Object.fromEntries(
        Object.values(type.getFields()).map((field) => [field.name, String(field.type)]),
      );
      const item = name.replace(/Connection$/, '');
      expect(shape).toMatchObject({
        edges: `[${item}Edge!]!`,
        nodes: `[${item}!]!`,
        pageInfo: 'PageInfo!',
        totalCount: 'Int!',
      });
      const edge = schema.getType(`${item}Edge`) as GraphQLObjectType;
      expect(Object.values(edge.getFields()).map((field) => `${field.name}: ${String(field.type)}`)).toEqual([
        'cursor: String!',
        `node: ${item}!`,
      ]);
    },
  );

  it.each(paged)('%s takes first, of at most a hundred, and after', (_name, { args }) => {
    const argument = (name: string): GraphQLArgument | undefined => args.find((each) => each.name === name);
    expect(argument('first')?.defaultValue).toBeGreaterThan(0);
    expect(argument('first')?.defaultValue).toBeLessThanOrEqual(MAX_PAGE_SIZE);
    expect(argument('first')?.description).toContain(String(MAX_PAGE_SIZE));
    expect(String(argument('after')?.type)).toBe('String');
    expect(isNonNullType(argument('after')?.type)).toBe(false);
  });
});

describe('ids', () => {
  it('are ID! wherever a type has one', () => {
    const others = objects.flatMap((type) => {
      const field = type.getFields()['id'];
      return field === undefined || String(field.type) === 'ID!' ? [] : [`${type.name}.id: ${String(field.type)}`];
    });
    expect(others).toEqual([]);
  });

  /** Each reviewed: where a list is a flat tree, or what is named may be of any kind or no longer there. */
  const BARE = [
    'HistoryEntry.subjectId',
    'ImportMatch.beforeMeasureIds',
    'Measure.objectiveId',
    'MeasureVersion.measureId',
    'Objective.parentId',
    'PublicText.standsInId',
  ];

  it('of other things are not given where the thing itself can be', () => {
    const bare = objects.flatMap((type) =>
      Object.keys(type.getFields())
        .filter((name) => /Ids?$/.test(name))
        .map((name) => `${type.name}.${name}`),
    );
    expect(bare).toEqual(BARE);
  });
});

describe('the committed contract', () => {
  it('is what the code says; `npm run schema:emit` writes it', async () => {
    const committed = await readFile('schema/schema.graphql', 'utf8');
    expect(committed.slice(committed.indexOf('\n\n') + 2)).toBe(`${printSchema(schema)}\n`);
  });
});
