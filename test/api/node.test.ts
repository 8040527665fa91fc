/** Relay's promises: `node` gives what the direct query gives, and pages hold still while the list grows. */
import 'reflect-metadata';
import fc from 'fast-check';
import { getNamedType, isInterfaceType, isObjectType, type GraphQLObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { oneRow, sql } from '../../server/platform/sql.ts';
import { buildSchema } from '../../server/schema.ts';
import { loadDemoData } from '../../server/seed/demo.ts';
import { listPaths } from '../support/list-paths.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildOrganization, worldContext } from '../support/world.ts';

const schema = await buildSchema();
const nodeType = schema.getType('Node');
const kinds = isInterfaceType(nodeType) ? schema.getPossibleTypes(nodeType) : [];
const paths = new Map(
  listPaths(schema, {
    arguments: { 'Query.measures': 'first: 50, territory: "RAZ16"', 'Query.actionPlans': 'first: 50' },
  }).map((path) => [path.typeName, path]),
);

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
  await loadDemoData(app.owner, () => {});
}, 120_000);

/** Every field that needs no argument, to the ids of what it leads to. */
function wholeOf(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.length > 0) return [];
    const below = getNamedType(field.type);
    if (!isObjectType(below)) return isInterfaceType(below) ? [] : [field.name];
    return below.getFields()['id'] === undefined ? [] : [`${field.name} { id }`];
  });
  return fields.join(' ');
}

/** All things of one type in an answer, however deep: they are the ones that carry the mark. */
function marked(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(marked);
  if (typeof value !== 'object' || value === null) return [];
  if ('mark' in value) return [value];
  return Object.values(value).flatMap(marked);
}

/** The same observation as who made it, who verifies it and who is told of a report see it: `node` gives it as the public does. */
const VIEWS = new Set(['MyObservation', 'VerificationItem', 'ReportedText', 'PublicText']);

describe('node', () => {
  it.each(kinds.filter(({ name }) => !VIEWS.has(name)).map((kind) => [kind.name, kind] as const))(
    'gives of %s what the lists give',
    async (name, kind) => {
      const path = paths.get(name);
      expect(path, `a list leads to ${name}`).toBeDefined();
      const whole = wholeOf(kind);
      const listed = marked(await app.ask(`{ ${path?.select(`mark: __typename ${whole}`)} }`));
      expect(listed.length).toBeGreaterThan(0);
      for (const thing of listed.slice(0, 5)) {
        const { node } = await app.ask(
          `query ($id: ID!) { node(id: $id) { mark: __typename ... on ${name} { ${whole} } } }`,
          { variables: { id: thing['id'] } },
        );
        expect(node).toEqual(thing);
      }
    },
  );

  it('is null for what is absent, for what is no id and for what is not for the public', async () => {
    const context = worldContext(app);
    const person = await oneRow<{ id: string }>(context, sql`select id from person limit 1`);
    const hidden = await oneRow<{ id: string }>(
      context,
      sql`select id from observation where published_on is null limit 1`,
    );
    expect(hidden).not.toBeNull();
    for (const id of ['4f6c2c64-0000-4000-8000-000000000000', 'x', '', "' or true --", person?.id, hidden?.id]) {
      const { node } = await app.ask('query ($id: ID!) { node(id: $id) { id } }', { variables: { id } });
      expect(node).toBeNull();
    }
  });
});

describe('pages', () => {
  const LIST =
    'query ($first: Int!, $after: String, $search: String) { organizations(first: $first, after: $after, search: $search) { edges { cursor node { id name } } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } totalCount } }';
  const letters = fc.constantFrom('а', 'б', 'в', 'А', 'ъ', 'a', 'Z', '7', ' ', '-');
  const name = fc.string({ unit: letters, minLength: 1, maxLength: 4 });
  let run = 0;

  it('show what was there from the first page to the last exactly once, in one order, whatever enters meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { minLength: 1, maxLength: 9 }),
        fc.array(name, { maxLength: 9 }),
        fc.integer({ min: 1, max: 4 }),
        async (before, entering, first) => {
          const search = `списък${++run}x`;
          const enter = (text: string, number: number) =>
            buildOrganization(app, { name: `${text} ${search} ${number}` });
          const there = await Promise.all(before.map((text, number) => enter(text, number)));
          const waiting = entering.map((text, number) => () => enter(text, 100 + number));
          const seen: string[] = [];
          let after: string | null = null;
          for (;;) {
            const { organizations }: Record<string, any> = await app.ask(LIST, { variables: { first, after, search } });
            seen.push(...organizations.edges.map((edge: { node: { id: string } }) => edge.node.id));
            expect(organizations.edges.length).toBeLessThanOrEqual(first);
            expect(organizations.pageInfo).toMatchObject({
              hasPreviousPage: after !== null,
              startCursor: organizations.edges[0]?.cursor ?? null,
              endCursor: organizations.edges.at(-1)?.cursor ?? null,
            });
            if (!organizations.pageInfo.hasNextPage) break;
            after = organizations.pageInfo.endCursor;
            await waiting.pop()?.();
          }
          expect(new Set(seen).size).toBe(seen.length);
          for (const id of there) expect(seen).toContain(id);
          const { organizations: whole } = await app.ask(LIST, { variables: { first: 100, search } });
          const order = whole.edges.map((edge: { node: { id: string } }) => edge.node.id);
          expect(whole.totalCount).toBe(order.length);
          expect(order.filter((id: string) => seen.includes(id))).toEqual(seen);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of a field on each of many things are those of each one asked alone', async () => {
    const page = '(first: 3) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }';
    const { territories } = await app.ask(
      `{ territories(kind: DISTRICT, first: 100) { nodes { code children${page} organizations${page} } } }`,
    );
    for (const territory of territories.nodes.slice(0, 6)) {
      const { alone } = await app.ask(
        `query ($code: String!) { alone: territory(code: $code) { code children${page} organizations${page} } }`,
        { variables: { code: territory.code } },
      );
      expect(alone).toEqual(territory);
      const { next } = await app.ask(
        'query ($code: String!, $after: String) { next: territory(code: $code) { children(first: 100, after: $after) { totalCount nodes { id } } } }',
        {
          variables: { code: territory.code, after: territory.children.pageInfo.endCursor },
        },
      );
      const all = [...territory.children.nodes, ...next.children.nodes].map(({ id }: { id: string }) => id);
      expect(new Set(all).size).toBe(territory.children.totalCount);
    }
  });

  it.each([0, -1, 101, 2_147_483_647])('of %i are refused', async (first) => {
    expect(
      await app.refusal('query ($first: Int!) { strategies(first: $first) { totalCount } }', { variables: { first } }),
    ).toBe('BAD_INPUT');
  });

  it.each([
    'x',
    'W10',
    Buffer.from('["a","b","c","d"]').toString('base64url'),
    Buffer.from('["a","not-an-id"]').toString('base64url'),
  ])('after a cursor that no list gave (%s) are refused', async (after) => {
    expect(
      await app.refusal('query ($after: String) { organizations(after: $after) { totalCount nodes { id } } }', {
        variables: { after },
      }),
    ).toBe('BAD_INPUT');
  });
});

describe('an id that is none', () => {
  const query = schema.getQueryType();
  const byId = Object.values(query?.getFields() ?? {}).filter((field) =>
    field.args.some(({ type }) => String(getNamedType(type)) === 'ID'),
  );

  it.each(byId.map((field) => [field.name, field] as const))('gives %s nothing to fail on', async (name, field) => {
    const given = field.args
      .filter(({ type }) => String(getNamedType(type)) === 'ID')
      .map((argument) => `${argument.name}: "x' or 1=1"`);
    const { errors } = await app.execute(`{ ${name}(${given.join(', ')}) { __typename } }`);
    for (const error of errors ?? [])
      expect(error.extensions['code'], error.message).toMatch(/^(BAD_INPUT|NOT_FOUND|UNAUTHENTICATED)$/);
  });
});
