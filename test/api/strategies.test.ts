import { beforeAll, describe, expect, it } from 'vitest';
import { inForce, inForceSql } from '../../server/strategies/in-force.ts';
import { oneRow, rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildCountry,
  buildDistrict,
  buildMunicipality,
  buildPerson,
  buildPlan,
  buildStrategy,
  buildVersion,
  type BuiltTerritory,
  worldContext,
} from '../support/world.ts';

const TODAY = '2026-11-20';
let app: TestApp;
let country: BuiltTerritory;
let razgrad: BuiltTerritory;
let kubrat: BuiltTerritory;
let isperih: BuiltTerritory;
let vidin: BuiltTerritory;
let union: string;
let national: string;
let ofRazgrad: string;
let administrator: string;
let monitor: string;

beforeAll(async () => {
  app = await createTestApp();
  country = await buildCountry(app);
  razgrad = await buildDistrict(app, { code: 'RAZ', name: 'Разград' });
  vidin = await buildDistrict(app, { code: 'VID', name: 'Видин' });
  kubrat = await buildMunicipality(app, { code: 'RAZ16', name: 'Кубрат', parentId: razgrad.id });
  isperih = await buildMunicipality(app, { code: 'RAZ14', name: 'Исперих', parentId: razgrad.id });
  await buildMunicipality(app, { code: 'VID09', name: 'Видин', parentId: vidin.id });
  await buildMunicipality(app, { code: 'VID01', name: 'Белоградчик', parentId: vidin.id });
  union = await buildStrategy(app, {
    level: 'EU',
    title: 'EU framework',
    territoryId: country.parentId ?? '',
    periodFrom: '2020-01-01',
  });
  national = await buildStrategy(app, { title: 'Национална стратегия', implementsId: union, adoptedOn: '2022-05-05' });
  ofRazgrad = await buildStrategy(app, {
    level: 'DISTRICT',
    title: 'Стратегия на област Разград',
    territoryId: razgrad.id,
    implementsId: national,
  });
  await buildPlan(app, {
    title: 'План на Кубрат',
    territoryId: kubrat.id,
    strategyId: ofRazgrad,
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
  });
  await buildPlan(app, {
    title: 'План без период',
    territoryId: isperih.id,
    strategyId: national,
    periodFrom: null,
    periodTo: null,
  });
  await buildPlan(app, {
    title: 'План на друго',
    territoryId: (await app.ask('{ territory(code: "VID09") { id } }')).territory.id,
  });
  administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
  monitor = await buildPerson(app, { role: 'MONITOR', territoryId: kubrat.id });
});

describe('in force', () => {
  it('says the same as a function and as SQL, for every side of period and act that may be missing', async () => {
    const context = worldContext(app);
    const days = [null, '2024-01-01', '2025-06-15', '2026-12-31'];
    for (const periodFrom of days) {
      for (const periodTo of days) {
        for (const adoptedOn of days) {
          for (const on of ['2023-12-31', '2024-01-01', '2025-06-15', '2026-12-31', '2027-01-01']) {
            const row = sql`d`;
            const found = await oneRow<{ answer: boolean | null }>(
              context,
              sql`select ${inForceSql(row, on)} as answer from (select ${periodFrom}::date as period_from, ${periodTo}::date as period_to, ${adoptedOn}::date as adopted_on) d`,
            );
            const document = { periodFrom, periodTo, adoptedOn };
            expect({ ...document, on, answer: found?.answer }).toEqual({
              ...document,
              on,
              answer: inForce(document, on),
            });
          }
        }
      }
    }
  });

  it('is told by period and act, and is null without a period', async () => {
    const { strategy } = await app.ask(
      'query ($id: ID!) { strategy(id: $id) { before: inForce(on: "2022-05-04") from: inForce(on: "2022-05-05") today: inForce } }',
      { variables: { id: national }, on: TODAY },
    );
    expect(strategy).toEqual({ before: false, from: true, today: true });
    const { territory } = await app.ask(
      '{ territory(code: "RAZ14") { actionPlans { title inForce } inForce: actionPlans(inForceOn: "2026-11-01") { title } } }',
      { on: TODAY },
    );
    expect(territory).toEqual({ actionPlans: [{ title: 'План без период', inForce: null }], inForce: [] });
  });

  it('is not told of a future day', async () => {
    expect(
      await app.refusal('query ($id: ID!) { strategy(id: $id) { inForce(on: "2026-11-21") } }', {
        variables: { id: national },
        on: TODAY,
      }),
    ).toBe('FUTURE_DAY');
  });
});

describe('from the strategy of the Union', () => {
  it('one walks down to the plans of municipalities and up again', async () => {
    const { strategy } = await app.ask(
      `query ($id: ID!) { strategy(id: $id) { title territory { code } implementedBy { title implementedBy { title territory { name }
         actionPlans { title territory { code } strategy { implements { implements { title implements { id } } } } } } actionPlans { title } } } }`,
      { variables: { id: union } },
    );
    expect(strategy).toEqual({
      title: 'EU framework',
      territory: { code: 'EU' },
      implementedBy: [
        {
          title: 'Национална стратегия',
          implementedBy: [
            {
              title: 'Стратегия на област Разград',
              territory: { name: 'Разград' },
              actionPlans: [
                {
                  title: 'План на Кубрат',
                  territory: { code: 'RAZ16' },
                  strategy: { implements: { implements: { title: 'EU framework', implements: null } } },
                },
              ],
            },
          ],
          actionPlans: [{ title: 'План без период' }],
        },
      ],
    });
  });

  it('one sees the territories with none known to us in force on the day, those of unknown period apart', async () => {
    const query = `query ($id: ID!, $on: LocalDate) { strategy(id: $id) { coverage(on: $on) { on level
      districts { total withPlan withoutKnownPlan periodUnknown } municipalities { total withPlan withoutKnownPlan periodUnknown }
      bare: territoriesWithout(kind: MUNICIPALITY) { nodes { name } totalCount } inVidin: territoriesWithout(kind: DISTRICT, within: "VID") { nodes { code } } inRazgrad: territoriesWithout(kind: MUNICIPALITY, within: "RAZ") { totalCount } } } }`;
    const now = await app.ask(query, { variables: { id: union }, on: TODAY });
    expect(now.strategy.coverage).toEqual({
      on: TODAY,
      level: 'EU',
      districts: { total: 2, withPlan: 1, withoutKnownPlan: 1, periodUnknown: 0 },
      municipalities: { total: 4, withPlan: 1, withoutKnownPlan: 2, periodUnknown: 1 },
      bare: { nodes: [{ name: 'Белоградчик' }, { name: 'Видин' }], totalCount: 2 },
      inVidin: { nodes: [{ code: 'VID' }] },
      inRazgrad: { totalCount: 0 },
    });
    const before = await app.ask(query, { variables: { id: union, on: '2025-12-31' }, on: TODAY });
    expect(before.strategy.coverage.municipalities).toEqual({
      total: 4,
      withPlan: 0,
      withoutKnownPlan: 3,
      periodUnknown: 1,
    });
  });

  it('a plan inside a longer one counts too, and a strategy of a district applies within it', async () => {
    const longer = await buildPlan(app, {
      territoryId: kubrat.id,
      strategyId: ofRazgrad,
      periodFrom: '2010-01-01',
      periodTo: '2011-12-31',
      title: 'Стар план',
    });
    await buildPlan(app, {
      territoryId: kubrat.id,
      parentId: longer.id,
      periodFrom: '2011-01-01',
      periodTo: '2011-12-31',
      title: 'Годишен план',
    });
    const query =
      'query ($id: ID!) { strategy(id: $id) { coverage(on: "2011-03-03") { districts { total } municipalities { total withPlan } } } }';
    expect((await app.ask(query, { variables: { id: ofRazgrad } })).strategy.coverage).toEqual({
      districts: { total: 1 },
      municipalities: { total: 2, withPlan: 1 },
    });
    const { actionPlan } = await app.ask(
      'query ($id: ID!) { actionPlan(id: $id) { annualPlans { title parent { title } } } }',
      { variables: { id: longer.id } },
    );
    expect(actionPlan.annualPlans).toEqual([{ title: 'Годишен план', parent: { title: 'Стар план' } }]);
  });

  it('coverage of settlements is refused', async () => {
    expect(
      await app.refusal(
        'query ($id: ID!) { strategy(id: $id) { coverage { territoriesWithout(kind: SETTLEMENT) { totalCount } } } }',
        { variables: { id: union } },
      ),
    ).toBe('BAD_INPUT');
  });

  it('coverage of many strategies costs one statement a part', async () => {
    const { strategies } = await app.ask(
      '{ strategies(first: 10) { nodes { level coverage { municipalities { total } } } totalCount } }',
    );
    expect(
      strategies.nodes.map((node: Record<string, any>) => [node.level, node.coverage.municipalities.total]),
    ).toEqual([
      ['EU', 4],
      ['NATIONAL', 4],
      ['DISTRICT', 2],
    ]);
  });
});

describe('lists', () => {
  it('come page after page, each document once, widest level and newest period first', async () => {
    const titles: string[] = [];
    let after: string | null = null;
    do {
      const { actionPlans }: Record<string, any> = await app.ask(
        'query ($after: String) { actionPlans(territory: "RAZ16", first: 1, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } totalCount } }',
        { variables: { after } },
      );
      titles.push(actionPlans.nodes[0].title);
      after = actionPlans.pageInfo.hasNextPage ? actionPlans.pageInfo.endCursor : null;
      expect(actionPlans.totalCount).toBe(3);
    } while (after !== null);
    expect(titles).toEqual(['План на Кубрат', 'Годишен план', 'Стар план']);
  });

  it('keep only the level, the territory and the day asked for', async () => {
    const { strategies, actionPlans } = await app.ask(
      '{ strategies(level: DISTRICT, territory: "RAZ") { nodes { title } } actionPlans(level: MUNICIPAL, inForceOn: "2026-11-01") { nodes { title } } }',
      { on: TODAY },
    );
    expect(strategies.nodes).toEqual([{ title: 'Стратегия на област Разград' }]);
    expect(actionPlans.nodes).toEqual([{ title: 'План на Кубрат' }, { title: 'План на друго' }]);
  });

  it('answer null for an unknown id and for what is no id', async () => {
    expect(
      await app.ask('{ strategy(id: "x") { id } actionPlan(id: "4f6c2c64-0000-4000-8000-000000000000") { id } }'),
    ).toEqual({ strategy: null, actionPlan: null });
  });
});

describe('versions of a plan', () => {
  it('stay citable: each as of its day, by number and by node', async () => {
    const plan = await buildPlan(app, { title: 'План с версии' });
    const first = await buildVersion(app, {
      planId: plan.id,
      knownFrom: '2024-03-01',
      act: 'Решение № 1',
      fileName: 'plan.xlsx',
    });
    const second = await buildVersion(app, { planId: plan.id, knownFrom: '2025-03-01', knownFromSource: 'протокол' });
    const { actionPlan, node } = await app.ask(
      `query ($id: ID!, $version: ID!) { actionPlan(id: $id) { lastUpdated versions { number } none: version(asOf: "2024-02-29") { id } early: version(asOf: "2025-02-28") { id act fileName enteredAfterwards } now: version { id number enteredAfterwards }
         cited: version(number: 1) { id } unknownThen: version(number: 2, asOf: "2024-06-01") { id } } node(id: $version) { __typename ... on PlanVersion { number act } } }`,
      { variables: { id: plan.id, version: first.id } },
    );
    expect(actionPlan).toEqual({
      lastUpdated: '2025-03-01',
      versions: [{ number: 2 }, { number: 1 }],
      none: null,
      early: { id: first.id, act: 'Решение № 1', fileName: 'plan.xlsx', enteredAfterwards: false },
      now: { id: second.id, number: 2, enteredAfterwards: true },
      cited: { id: first.id },
      unknownThen: null,
    });
    expect(node).toEqual({ __typename: 'PlanVersion', number: 1, act: 'Решение № 1' });
  });

  it('do not count before their act', async () => {
    const plan = await buildPlan(app);
    await buildVersion(app, { planId: plan.id, knownFrom: '2024-03-01', adoptedOn: '2024-04-01' });
    const { actionPlan } = await app.ask(
      'query ($id: ID!) { actionPlan(id: $id) { before: version(asOf: "2024-03-31") { number } from: version(asOf: "2024-04-01") { number } } }',
      { variables: { id: plan.id } },
    );
    expect(actionPlan).toEqual({ before: null, from: { number: 1 } });
  });
});

const CREATE_STRATEGY =
  'mutation ($input: CreateStrategyInput!) { createStrategy(input: $input) { id level title territory { code } periodFrom periodTo adoptedBy act adoptedOn source knownFrom implements { id } } }';
const CREATE_PLAN =
  'mutation ($input: CreateActionPlanInput!) { createActionPlan(input: $input) { id title isSample strategy { id } parent { id } knownFrom version { id } } }';
const strategyInput = { level: 'DISTRICT', territory: 'VID', title: 'Стратегия на област Видин' };
const planInput = { level: 'MUNICIPAL', territory: 'RAZ16', title: 'План за действие на Кубрат' };
const auditOf = async (subjectId: string) =>
  rows(worldContext(app), sql`select actor_id, action, subject_kind from audit_entry where subject_id = ${subjectId}`);

describe('entering a strategy', () => {
  it('a monitor and the public, no permission, refused', async () => {
    expect(await app.refusal(CREATE_STRATEGY, { as: monitor, variables: { input: strategyInput } })).toBe('NOT_FOUND');
    expect(await app.refusal(CREATE_STRATEGY, { variables: { input: strategyInput } })).toBe('UNAUTHENTICATED');
  });

  it('an administrator enters what the source says, known from the day before with a source; audited', async () => {
    const input = {
      ...strategyInput,
      periodFrom: '2021-01-01',
      periodTo: '2030-12-31',
      adoptedBy: ' Областен управител ',
      act: '',
      adoptedOn: '2022-07-07',
      source: 'example.org',
      knownFrom: '2022-08-01',
      implements: national,
    };
    const { createStrategy } = await app.ask(CREATE_STRATEGY, { as: administrator, variables: { input }, on: TODAY });
    expect(createStrategy).toMatchObject({
      level: 'DISTRICT',
      territory: { code: 'VID' },
      adoptedBy: 'Областен управител',
      act: null,
      adoptedOn: '2022-07-07',
      knownFrom: '2022-08-01',
      implements: { id: national },
    });
    expect(await auditOf(createStrategy.id)).toEqual([
      { actorId: administrator, action: 'strategy.create', subjectKind: 'Strategy' },
    ]);
  });

  it.each([
    ['known earlier without a source', { knownFrom: '2022-01-01' }, 'BAD_INPUT'],
    ['known from tomorrow', { knownFrom: '2026-11-21', source: 'x' }, 'FUTURE_DAY'],
    ['adopted tomorrow', { adoptedOn: '2026-11-21' }, 'FUTURE_DAY'],
    ['a period that ends before it begins', { periodFrom: '2024-01-01', periodTo: '2023-01-01' }, 'BAD_INPUT'],
    ['no title', { title: '  ' }, 'BAD_INPUT'],
    ['a level that is not that of the territory', { level: 'NATIONAL' }, 'BAD_INPUT'],
    ['an unknown territory', { territory: 'XXX' }, 'NOT_FOUND'],
    ['an unknown strategy to implement', { implements: 'x' }, 'NOT_FOUND'],
  ])('an administrator, with %s, is refused', async (_, wrong, code) => {
    expect(
      await app.refusal(CREATE_STRATEGY, {
        as: administrator,
        variables: { input: { ...strategyInput, ...wrong } },
        on: TODAY,
      }),
    ).toBe(code);
  });

  it('a strategy implements none of a narrower level or of another place', async () => {
    expect(
      await app.refusal(CREATE_STRATEGY, {
        as: administrator,
        variables: { input: { ...strategyInput, level: 'NATIONAL', territory: 'BG', implements: ofRazgrad } },
      }),
    ).toBe('BAD_INPUT');
    expect(
      await app.refusal(CREATE_STRATEGY, {
        as: administrator,
        variables: { input: { ...strategyInput, implements: ofRazgrad } },
      }),
    ).toBe('BAD_INPUT');
  });
});

describe('entering an action plan', () => {
  it('a monitor and the public, no permission, refused', async () => {
    expect(await app.refusal(CREATE_PLAN, { as: monitor, variables: { input: planInput } })).toBe('NOT_FOUND');
    expect(await app.refusal(CREATE_PLAN, { variables: { input: planInput } })).toBe('UNAUTHENTICATED');
  });

  it('an administrator enters one with its strategy and the plan around it, known from today; audited', async () => {
    const parent = await buildPlan(app, { territoryId: kubrat.id });
    const { createActionPlan } = await app.ask(CREATE_PLAN, {
      as: administrator,
      variables: { input: { ...planInput, strategy: ofRazgrad, parent: parent.id } },
      on: TODAY,
    });
    expect(createActionPlan).toMatchObject({
      isSample: false,
      strategy: { id: ofRazgrad },
      parent: { id: parent.id },
      knownFrom: TODAY,
      version: null,
    });
    expect(await auditOf(createActionPlan.id)).toEqual([
      { actorId: administrator, action: 'actionPlan.create', subjectKind: 'ActionPlan' },
    ]);
  });

  it('a plan does not stand inside one of another territory', async () => {
    const elsewhere = await buildPlan(app, { territoryId: isperih.id });
    expect(
      await app.refusal(CREATE_PLAN, {
        as: administrator,
        variables: { input: { ...planInput, parent: elsewhere.id } },
      }),
    ).toBe('BAD_INPUT');
  });
});
