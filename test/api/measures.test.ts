import { graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import {
  buildDistrict,
  buildMeasure,
  buildMunicipality,
  buildOrganization,
  buildPlan,
  buildVersion,
  type BuiltVersion,
  worldContext,
} from '../support/world.ts';

const TODAY = '2026-11-20';
let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});

describe('a measure', () => {
  it('says everything that the plan says of it, with what was written beside what was understood', async () => {
    const municipality = await buildMunicipality(app, { code: 'RAZ16', name: 'Кубрат' });
    const body = await buildOrganization(app, {
      name: 'Община Кубрат',
      kind: 'MUNICIPAL_ADMINISTRATION',
      territoryId: municipality.id,
    });
    const plan = await buildPlan(app, { title: 'План на Кубрат', territoryId: municipality.id });
    const version = await buildVersion(app, {
      planId: plan.id,
      fileName: 'kubrat.xlsx',
      objectives: [
        { key: 'p', kind: 'PRIORITY', code: 'I', wording: 'Образование' },
        { key: 'g', kind: 'GOAL', parentKey: 'p', wording: 'Достъп' },
      ],
      measures: [
        {
          code: '1.1',
          wording: 'Осигуряване на детски градини',
          objectiveKey: 'g',
          responsibleIds: [body],
          bodyKinds: ['НПО'],
          periodText: '2026 г.',
          startsOn: '2026-01-01',
          endsOn: '2026-12-31',
          targetGroups: 'деца от 3 до 6 г.',
          places: 'кв. Изток',
          funding: [
            { amountCents: 100_001, currency: 'BGN', sourceText: 'общински бюджет' },
            { amountCents: 100_001, currency: 'BGN' },
            { amountCents: 5_000, currency: 'EUR' },
            { state: 'WITHIN_BUDGET' },
          ],
          indicators: [{ wording: 'деца в градина', unit: '%', baseline: 71, target: 95 }],
          asWritten: { Мярка: 'Осигуряване на детски градини', Срок: '2026 г.', Ред: '7' },
          source: { table: 'Лист1', row: 7 },
        },
      ],
    });
    const [built] = version.measures;
    await rows(
      worldContext(app),
      sql`insert into indicator_value (series_id, measure_id, said_by_organization_id, value, on_day, known_from)
          values (${built?.seriesIds[0]}, ${built?.id}, ${body}, 80, '2026-06-30', '2026-07-01'), (${built?.seriesIds[0]}, ${built?.id}, null, 90, '2026-12-31', '2027-01-10')`,
    );
    const { measure } = await app.ask(
      `query ($id: ID!) { measure(id: $id) { id code wording dropped objectiveId plan { title measureCount } objectivePath { kind code wording } responsibles { organization { name } bodyKind leads }
         period { text startsOn endsOn recurring } fundingLines { sourceText state amount { amountCents currency eurCents } } plannedTotal { amountCents currency eurCents }
         indicators { wording unit baseline target direction values { value on saidBy { name } } } targetGroups places source { fileName table row } asWritten { field text }
         versions { measureId change code version { number } period { startsOn } plannedTotal { currency } } predecessors { change } successors { change } } }`,
      { variables: { id: built?.id }, on: TODAY },
    );
    expect(measure).toEqual({
      id: built?.id,
      code: '1.1',
      wording: 'Осигуряване на детски градини',
      dropped: false,
      objectiveId: version.objectiveIds['g'],
      plan: { title: 'План на Кубрат', measureCount: 1 },
      objectivePath: [
        { kind: 'PRIORITY', code: 'I', wording: 'Образование' },
        { kind: 'GOAL', code: null, wording: 'Достъп' },
      ],
      responsibles: [
        { organization: { name: 'Община Кубрат' }, bodyKind: null, leads: true },
        { organization: null, bodyKind: 'НПО', leads: false },
      ],
      period: { text: '2026 г.', startsOn: '2026-01-01', endsOn: '2026-12-31', recurring: false },
      fundingLines: [
        {
          sourceText: 'общински бюджет',
          state: 'AMOUNT',
          amount: { amountCents: 100_001, currency: 'BGN', eurCents: 51_130 },
        },
        { sourceText: null, state: 'AMOUNT', amount: { amountCents: 100_001, currency: 'BGN', eurCents: 51_130 } },
        { sourceText: null, state: 'AMOUNT', amount: { amountCents: 5_000, currency: 'EUR', eurCents: 5_000 } },
        { sourceText: null, state: 'WITHIN_BUDGET', amount: null },
      ],
      // the total is converted once: 102,259 and not twice 51,130
      plannedTotal: [
        { amountCents: 5_000, currency: 'EUR', eurCents: 5_000 },
        { amountCents: 200_002, currency: 'BGN', eurCents: 102_259 },
      ],
      indicators: [
        {
          wording: 'деца в градина',
          unit: '%',
          baseline: 71,
          target: 95,
          direction: null,
          values: [{ value: 80, on: '2026-06-30', saidBy: { name: 'Община Кубрат' } }],
        },
      ],
      targetGroups: 'деца от 3 до 6 г.',
      places: 'кв. Изток',
      source: { fileName: 'kubrat.xlsx', table: 'Лист1', row: 7 },
      asWritten: [
        { field: 'Мярка', text: 'Осигуряване на детски градини' },
        { field: 'Срок', text: '2026 г.' },
        { field: 'Ред', text: '7' },
      ],
      versions: [
        {
          measureId: built?.id,
          change: 'ADDED',
          code: '1.1',
          version: { number: 1 },
          period: { startsOn: '2026-01-01' },
          plannedTotal: [{ currency: 'EUR' }, { currency: 'BGN' }],
        },
      ],
      predecessors: [],
      successors: [],
    });
  });

  it('is null for an unknown id, and is found by node with its version, objective and indicator', async () => {
    const { id, measureVersionId } = await buildMeasure(app, { wording: 'Намерена' });
    const { measure, node, version } = await app.ask(
      'query ($id: ID!, $version: ID!) { measure(id: "x") { id } node(id: $id) { __typename ... on Measure { wording source { fileName } asWritten { field } } } version: node(id: $version) { __typename ... on MeasureVersion { measureId codeGenerated } } }',
      { variables: { id, version: measureVersionId } },
    );
    expect(measure).toBeNull();
    expect(node).toEqual({ __typename: 'Measure', wording: 'Намерена', source: null, asWritten: [] });
    expect(version).toEqual({ __typename: 'MeasureVersion', measureId: id, codeGenerated: false });
  });
});

describe('through the versions of its plan, a measure keeps its identity', () => {
  let planId: string;
  let first: BuiltVersion;
  let second: BuiltVersion;
  const idOf = (version: BuiltVersion, index: number): string => version.measures[index]?.id ?? '';

  beforeAll(async () => {
    planId = (await buildPlan(app, { title: 'План с две версии' })).id;
    first = await buildVersion(app, {
      planId,
      knownFrom: '2025-01-01',
      objectives: [{ key: 'p', wording: 'Здраве' }],
      measures: [
        { wording: 'Остава', objectiveKey: 'p', funding: [{ amountCents: 100 }] },
        { wording: 'Стара дума', objectiveKey: 'p', funding: [{ amountCents: 200 }], endsOn: '2026-12-31' },
        { wording: 'Разделя се', objectiveKey: 'p' },
        { wording: 'Слива се първа', objectiveKey: 'p' },
        { wording: 'Слива се втора', objectiveKey: 'p' },
        { wording: 'Отпада', objectiveKey: 'p' },
      ],
    });
    second = await buildVersion(app, {
      planId,
      knownFrom: '2026-01-01',
      objectives: [{ key: 'p', wording: 'Здраве' }],
      measures: [
        { id: idOf(first, 0), wording: 'Остава', objectiveKey: 'p', funding: [{ amountCents: 100 }] },
        {
          id: idOf(first, 1),
          wording: 'Нова дума',
          objectiveKey: 'p',
          funding: [{ amountCents: 300 }],
          endsOn: '2026-12-31',
          change: 'REWORDED',
        },
        { wording: 'Част първа', objectiveKey: 'p', change: 'SPLIT' },
        { wording: 'Част втора', objectiveKey: 'p', change: 'SPLIT' },
        { id: idOf(first, 3), wording: 'Слята', objectiveKey: 'p', change: 'MERGED' },
        { wording: 'Нова', objectiveKey: 'p' },
      ],
    });
    const { id: versionId } = second;
    const ending = (fromId: string, toId: string | null, change: string) =>
      sql`insert into measure_succession (version_id, from_measure_id, to_measure_id, change) values (${versionId}, ${fromId}, ${toId}, ${change})`;
    const context = worldContext(app);
    await rows(context, ending(idOf(first, 2), idOf(second, 2), 'SPLIT'));
    await rows(context, ending(idOf(first, 2), idOf(second, 3), 'SPLIT'));
    await rows(context, ending(idOf(first, 4), idOf(first, 3), 'MERGED'));
    await rows(context, ending(idOf(first, 5), null, 'DROPPED'));
  });

  it('the newer version lists what it changed, with the fields that differ', async () => {
    const { actionPlan } = await app.ask(
      'query ($id: ID!) { actionPlan(id: $id) { versions { number measureCount changes { change fields before { wording } after { wording } } } } }',
      { variables: { id: planId } },
    );
    const [newer, older] = actionPlan.versions;
    expect(older).toEqual({ number: 1, measureCount: 6, changes: [] });
    expect(newer).toEqual({
      number: 2,
      measureCount: 6,
      changes: [
        {
          change: 'REWORDED',
          fields: ['WORDING', 'AMOUNT'],
          before: { wording: 'Стара дума' },
          after: { wording: 'Нова дума' },
        },
        { change: 'SPLIT', fields: ['WORDING'], before: { wording: 'Разделя се' }, after: { wording: 'Част първа' } },
        {
          change: 'SPLIT',
          fields: ['CODE', 'WORDING'],
          before: { wording: 'Разделя се' },
          after: { wording: 'Част втора' },
        },
        {
          change: 'MERGED',
          fields: ['CODE', 'WORDING'],
          before: { wording: 'Слива се първа' },
          after: { wording: 'Слята' },
        },
        { change: 'MERGED', fields: ['WORDING'], before: { wording: 'Слива се втора' }, after: { wording: 'Слята' } },
        { change: 'ADDED', fields: [], before: null, after: { wording: 'Нова' } },
        { change: 'DROPPED', fields: [], before: { wording: 'Отпада' }, after: null },
      ],
    });
  });

  it('the plan has the measures, objectives and money of the version that counted on the day', async () => {
    const query = `query ($id: ID!, $asOf: LocalDate) { actionPlan(id: $id) { measureCount(asOf: $asOf) plannedTotal(asOf: $asOf) { amountCents currency eurCents }
      objectives(asOf: $asOf) { id kind wording parentId position } measures(asOf: $asOf) { nodes { wording } totalCount } } }`;
    const before = await app.ask(query, { variables: { id: planId, asOf: '2025-12-31' } });
    const now = await app.ask(query, { variables: { id: planId } });
    const never = await app.ask(query, { variables: { id: planId, asOf: '2024-12-31' } });
    expect(before.actionPlan).toMatchObject({
      measureCount: 6,
      plannedTotal: [{ amountCents: 300, currency: 'EUR', eurCents: 300 }],
      objectives: [{ id: first.objectiveIds['p'], kind: 'PRIORITY', wording: 'Здраве', parentId: null, position: 1 }],
    });
    expect(before.actionPlan.measures.nodes.map((node: { wording: string }) => node.wording)).toEqual([
      'Остава',
      'Стара дума',
      'Разделя се',
      'Слива се първа',
      'Слива се втора',
      'Отпада',
    ]);
    expect(now.actionPlan).toMatchObject({
      measureCount: 6,
      plannedTotal: [{ amountCents: 400 }],
      objectives: [{ id: second.objectiveIds['p'] }],
      measures: { totalCount: 6 },
    });
    expect(now.actionPlan.measures.nodes[1]).toEqual({ wording: 'Нова дума' });
    expect(never.actionPlan).toEqual({
      measureCount: 0,
      plannedTotal: [],
      objectives: [],
      measures: { nodes: [], totalCount: 0 },
    });
  });

  it('a measure that left the plan keeps its last words, is marked, and points to what it became', async () => {
    const query =
      'query ($id: ID!) { measure(id: $id) { wording dropped versions { wording } successors { change measure { wording } } predecessors { change measure { wording } } } }';
    const dropped = await app.ask(query, { variables: { id: idOf(first, 5) } });
    const split = await app.ask(query, { variables: { id: idOf(first, 2) } });
    const merged = await app.ask(query, { variables: { id: idOf(first, 3) } });
    expect(dropped.measure).toEqual({
      wording: 'Отпада',
      dropped: true,
      versions: [{ wording: 'Отпада' }],
      successors: [],
      predecessors: [],
    });
    expect(split.measure).toMatchObject({ wording: 'Разделя се', dropped: true });
    expect(split.measure.successors.map((link: Record<string, any>) => link.measure.wording).toSorted()).toEqual([
      'Част втора',
      'Част първа',
    ]);
    expect(merged.measure).toEqual({
      wording: 'Слята',
      dropped: false,
      versions: [{ wording: 'Слята' }, { wording: 'Слива се първа' }],
      successors: [],
      predecessors: [{ change: 'MERGED', measure: { wording: 'Слива се втора' } }],
    });
  });

  it('a future day is refused', async () => {
    expect(
      await app.refusal('query ($id: ID!) { actionPlan(id: $id) { measureCount(asOf: "2999-01-01") } }', {
        variables: { id: planId },
      }),
    ).toBe('FUTURE_DAY');
  });
});

describe('a search for measures', () => {
  let within: string;

  beforeAll(async () => {
    const district = await buildDistrict(app, { code: 'VID', name: 'Видин' });
    within = district.code;
    const place = await buildMunicipality(app, { code: 'VID09', name: 'Видин', parentId: district.id });
    const plan = await buildPlan(app, { territoryId: place.id });
    await buildVersion(app, { planId: plan.id, measures: [{ code: '1', wording: 'Ремонт на училището в махалата' }] });
    await buildVersion(app, {
      planId: plan.id,
      measures: [
        { code: '1.1', wording: 'Осигуряване на безплатни детски градини' },
        { code: '1.2', wording: 'Здравни прегледи за жени', targetGroups: 'майки' },
        { code: '2.1', wording: 'Водопровод и улици' },
      ],
    });
    const over = await buildPlan(app, { territoryId: place.id, periodFrom: '2015-01-01', periodTo: '2017-12-31' });
    await buildVersion(app, { planId: over.id, measures: [{ wording: 'Стари детски градини' }] });
    const undated = await buildPlan(app, { territoryId: place.id, periodFrom: null, periodTo: null });
    await buildVersion(app, { planId: undated.id, measures: [{ wording: 'Здравен медиатор' }] });
  });

  const found = async (search: string | null, territory: string | null = within): Promise<string[]> => {
    const { measures } = await app.ask(
      'query ($search: String, $territory: String) { measures(search: $search, territory: $territory) { nodes { wording } } }',
      { variables: { search, territory }, on: TODAY },
    );
    return measures.nodes.map((node: { wording: string }) => node.wording);
  };

  it.each(['детска градина', 'Детските ГРАДИНИ', 'градината за детски', 'detski gradini', '1.1'])(
    'finds "%s" whatever the ending',
    async (search) => {
      expect(await found(search)).toEqual(['Осигуряване на безплатни детски градини']);
    },
  );

  it('looks at the words of the version that counts, in plans in force or without a period', async () => {
    expect(await found('училище')).toEqual([]);
    expect((await found('здравен')).toSorted()).toEqual(['Здравен медиатор', 'Здравни прегледи за жени']);
    expect(await found('майки')).toEqual(['Здравни прегледи за жени']);
    expect(await found(null)).toHaveLength(4);
  });

  it('keeps to the territory and what lies in it; every word must be met', async () => {
    expect(await found('детска градина', 'VID09')).toHaveLength(1);
    expect(await found('детска градина', 'XXX')).toEqual([]);
    expect(await found('детска водопровод')).toEqual([]);
    expect(await found('%')).toHaveLength(4);
  });

  it('comes page after page, each measure once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { measures }: Record<string, any> = await app.ask(
        'query ($after: String) { measures(territory: "VID", first: 1, after: $after) { nodes { wording } pageInfo { hasNextPage endCursor } totalCount } }',
        { variables: { after }, on: TODAY },
      );
      expect(measures.totalCount).toBe(4);
      seen.push(measures.nodes[0].wording);
      after = measures.pageInfo.hasNextPage ? measures.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(4);
  });
});

describe('findings of a plan', () => {
  it('keep only the measures of which the finding is true on the day', async () => {
    const plan = await buildPlan(app);
    const version = await buildVersion(app, {
      planId: plan.id,
      knownFrom: '2025-01-01',
      measures: [{ wording: 'Закъсняла' }, { wording: 'Навреме' }],
    });
    const context = worldContext(app);
    await rows(context, sql`delete from measure_progress where plan_id = ${plan.id}`);
    for (const [index, measure] of version.measures.entries()) {
      await rows(
        context,
        sql`insert into measure_progress (measure_id, from_day, plan_id, measure_version_id, objective_path, contested, stale, bodies_differ, schedule_state, late, gap_kind, unfunded, incomplete, dropped,
                                          groups, agreeing_groups, observation_count, looked_count, settlement_count)
            values (${measure.id}, '2025-06-01', ${plan.id}, ${measure.measureVersionId}, '{}', false, false, false, 'ENDED', ${index === 0}, 'DARK', true, '{}', false, 0, 0, 0, 0, 0)`,
      );
    }
    const query =
      'query ($id: ID!, $asOf: LocalDate, $finding: Finding) { actionPlan(id: $id) { measures(asOf: $asOf, finding: $finding) { nodes { wording } totalCount } } }';
    const late = await app.ask(query, { variables: { id: plan.id, finding: 'LATE' } });
    const unreported = await app.ask(query, { variables: { id: plan.id, finding: 'UNREPORTED' } });
    const before = await app.ask(query, { variables: { id: plan.id, finding: 'LATE', asOf: '2025-05-31' } });
    expect(late.actionPlan.measures).toEqual({ nodes: [{ wording: 'Закъсняла' }], totalCount: 1 });
    expect(unreported.actionPlan.measures.totalCount).toBe(2);
    expect(before.actionPlan.measures.nodes).toEqual([]);
  });
});

describe('a page of a plan with sixty measures', () => {
  const page = `query ($id: ID!, $first: Int!) { actionPlan(id: $id) { title measureCount plannedTotal { amountCents } objectives { id wording }
    measures(first: $first) { totalCount nodes { id code wording objectivePath { id } responsibles { organization { name } bodyKind leads } period { text startsOn endsOn } plannedTotal { amountCents currency eurCents } indicators { wording values { value } } } } } }`;

  async function statementsFor(planId: string, first: number): Promise<{ statements: number; shown: number }> {
    const context = worldContext(app);
    let statements = 0;
    const { em } = context;
    const counting = new Proxy(em, {
      get(target, name) {
        if (name === 'execute') statements += 1;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const { data, errors } = await graphql({
      schema: app.schema,
      source: page,
      variableValues: { id: planId, first },
      contextValue: { ...context, em: counting },
    });
    expect(errors).toBeUndefined();
    const plan = data?.['actionPlan'] as { measures: { nodes: unknown[] } };
    return { statements, shown: plan.measures.nodes.length };
  }

  it('costs as many statements as one with a single measure', async () => {
    const bodies = await Promise.all([buildOrganization(app), buildOrganization(app)]);
    const plan = await buildPlan(app);
    await buildVersion(app, {
      planId: plan.id,
      objectives: [{ key: 'a' }, { key: 'b', parentKey: 'a', kind: 'GOAL' }],
      measures: Array.from({ length: 60 }, (_, index) => ({
        objectiveKey: index % 2 ? 'a' : 'b',
        responsibleIds: bodies,
        funding: [{ amountCents: index }],
        indicators: [{}],
      })),
    });
    const one = await statementsFor(plan.id, 1);
    const sixty = await statementsFor(plan.id, 60);
    expect([one.shown, sixty.shown]).toEqual([1, 60]);
    expect(sixty.statements).toBe(one.statements);
  });
});
