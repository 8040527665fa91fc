import { beforeAll, describe, expect, it } from 'vitest';
import { searchTextOf } from '../../server/territories/territory-search.ts';
import { sql, rows } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { worldContext } from '../support/world.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
  const context = worldContext(app);
  const district = '11111111-1111-4111-8111-111111111111';
  await rows(
    context,
    sql`insert into territory (id, kind, code, name, name_en, search_text) values (${district}, 'DISTRICT', 'RAZ', 'Разград', 'Razgrad', ${searchTextOf({ name: 'Разград', nameEn: 'Razgrad', code: 'RAZ' })})`,
  );
  for (const [code, name, nameEn] of [
    ['RAZ16', 'Кубрат', 'Kubrat'],
    ['RAZ14', 'Исперих', 'Isperih'],
  ] as const) {
    await rows(
      context,
      sql`insert into territory (kind, code, name, name_en, parent_id, search_text) values ('MUNICIPALITY', ${code}, ${name}, ${nameEn}, ${district}, ${searchTextOf({ name, nameEn, code })})`,
    );
  }
});

describe('territories', () => {
  it.each(['Кубрат', 'kubrat', 'кубр', 'КУБР', 'община Кубрат', 'raz16'])('are found by "%s"', async (search) => {
    const { territories } = await app.ask(
      'query ($search: String) { territories(search: $search, first: 5) { nodes { name parent { name } path { code } } totalCount } }',
      { variables: { search } },
    );
    expect(territories.nodes[0]).toMatchObject({
      name: 'Кубрат',
      parent: { name: 'Разград' },
      path: [{ code: 'RAZ' }, { code: 'RAZ16' }],
    });
  });

  it('come page after page, each once', async () => {
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { territories }: Record<string, any> = await app.ask(
        'query ($after: String) { territories(first: 1, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }',
        { variables: { after } },
      );
      names.push(territories.nodes[0].name);
      after = territories.pageInfo.hasNextPage ? territories.pageInfo.endCursor : null;
    } while (after !== null);
    expect(names.toSorted()).toEqual(['Исперих', 'Кубрат', 'Разград']);
  });

  it('are found by node, and an unknown id is null', async () => {
    const { territory } = await app.ask('{ territory(code: "RAZ16") { id } }');
    const { node, none } = await app.ask(
      'query ($id: ID!) { node(id: $id) { id __typename } none: node(id: "4f6c2c64-0000-4000-8000-000000000000") { id } }',
      { variables: { id: territory.id } },
    );
    expect(node).toEqual({ id: territory.id, __typename: 'Territory' });
    expect(none).toBeNull();
  });

  it('have no neighbourhood among them, however it is asked for', async () => {
    const parent = '22222222-2222-4222-8222-222222222222';
    const neighbourhood = '33333333-3333-4333-8333-333333333333';
    const context = worldContext(app);
    await rows(
      context,
      sql`insert into territory (id, kind, code, name, parent_id, search_text) values
            (${parent}, 'SETTLEMENT', '40422', 'Град', (select id from territory where code = 'RAZ14'), 'град'),
            (${neighbourhood}, 'NEIGHBOURHOOD', 'quarter', 'Квартал', ${parent}, 'квартал')`,
    );
    const found = await app.ask(
      `query ($id: ID!) {
        territory(code: "quarter") { id } node(id: $id) { id }
        territories(search: "Квартал") { nodes { id } totalCount }
        settlement: territory(code: "40422") { name children { nodes { id } totalCount } settlements { id } }
      }`,
      { variables: { id: neighbourhood } },
    );
    expect(found).toEqual({
      territory: null,
      node: null,
      territories: { nodes: [], totalCount: 0 },
      settlement: { name: 'Град', children: { nodes: [], totalCount: 0 }, settlements: [] },
    });
    await rows(context, sql`delete from territory where id in (${neighbourhood}, ${parent})`);
  });

  it('refuse a page of more than a hundred and a cursor of another list', async () => {
    expect(await app.refusal('{ territories(first: 101) { totalCount } }')).toBe('BAD_INPUT');
    expect(await app.refusal('{ territories(after: "bm9wZQ") { totalCount } }')).toBe('BAD_INPUT');
  });
});
