import { beforeAll, describe, expect, it } from 'vitest';
import { oneRow, rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildMunicipality, buildOrganization, buildPerson, worldContext } from '../support/world.ts';
import { CONFIRM, confirm, csvPlan, planOf, refusalOf, send, xlsxPlan, type Row } from './plan-import-files.ts';

let app: TestApp;
let admin: string;

const PLAN: readonly Row[] = [
  {
    code: '1.1.1.1',
    wording: 'Летни езикови групи за бъдещи първокласници',
    responsible: 'Община Дъбрава; РУО',
    amount: '12500.50',
    indicator: 'от 71 на 95 % записани деца',
  },
  {
    code: '1.1.1.2',
    wording: 'Срещи с родители преди всяка учебна година',
    responsible: 'Директори на училища; Общ. Дъбрава',
    source: 'не изисква средства',
    period: 'ежегодно',
  },
  {
    code: '1.1.1.3',
    wording: 'Стипендии за ученици в гимназията',
    responsible: 'ОА Дъбрава; НПО',
    amount: '4000',
    period: 'до 30.06.2027',
  },
  {
    code: '2.1.1.1',
    path: ['Здраве', 'Достъп до лекар', 'Профилактика'],
    wording: 'Прегледи с подвижен кабинет в селата',
    responsible: 'община ДЪБРАВА',
    amount: '250000',
    source: 'Програма „Околна среда“',
  },
  {
    code: '2.1.1.2',
    path: ['Здраве', 'Достъп до лекар', 'Профилактика'],
    wording: 'Намаляване на пропуснатите имунизации',
    responsible: 'Община „Дъбрава“',
  },
];
const TOTAL_CENTS = 26_650_050;

const counts = async (): Promise<Record<string, number>> =>
  (await oneRow<Record<string, number>>(
    worldContext(app),
    sql`select (select count(*)::int from action_plan) as plans, (select count(*)::int from plan_version) as versions, (select count(*)::int from measure) as measures,
          (select count(*)::int from measure_version) as measure_versions, (select count(*)::int from objective) as objectives, (select count(*)::int from organization) as organizations`,
  )) ?? {};

beforeAll(async () => {
  app = await createTestApp();
  admin = await buildPerson(app, { role: 'ADMINISTRATOR' });
});

describe('a file that was sent in', () => {
  let importId: string;
  beforeAll(async () => {
    importId = await send(app, {
      bytes: csvPlan([...PLAN, { code: '2.1.1.3', wording: '', amount: '100', responsible: '' }]),
      as: admin,
    });
  });

  it('is paged on after a cursor whose row is there no more, and not from the beginning', async () => {
    const paged =
      'query ($id: ID!, $after: String, $status: ImportRowStatus) { planImport(id: $id) { rows(first: 1, after: $after, status: $status) { nodes { index status } pageInfo { endCursor hasPreviousPage } } } }';
    const page = async (variables: Record<string, unknown>) =>
      (await app.ask(paged, { as: admin, variables: { id: importId, ...variables } })).planImport.rows;
    const all = (
      await app.ask(
        'query ($id: ID!) { planImport(id: $id) { rows(first: 100) { edges { cursor node { index status } } } } }',
        { as: admin, variables: { id: importId } },
      )
    ).planImport.rows.edges;
    const understood = all.filter(({ node }: any) => node.status === 'UNDERSTOOD');
    const other = all.find(({ node }: any) => node.status !== 'UNDERSTOOD' && node.index > understood[0].node.index);
    const { nodes, pageInfo } = await page({ after: other.cursor, status: 'UNDERSTOOD' });
    expect(nodes).toEqual(
      understood
        .filter(({ node }: any) => node.index > other.node.index)
        .slice(0, 1)
        .map(({ node }: any) => node),
    );
    expect(pageInfo.hasPreviousPage).toBe(true);
    expect(
      await app.refusal(paged, {
        as: admin,
        variables: { id: importId, after: Buffer.from('["no place"]').toString('base64url') },
      }),
    ).toBe('BAD_INPUT');
  });

  it('is shown row by row with what was understood, doubtful or refused', async () => {
    const { planImport } = await app.ask(
      `query ($id: ID!) { planImport(id: $id) { fileName state uploadedOn refusal { code } alreadyImported { id } existingPlan { id } comparison { key }
         summary { measures priorities goals tasks totals { currency amountCents } understood doubtful refused reconciles }
         rows { totalCount nodes { row status cells objectivePath code wording responsibles period { text startsOn endsOn recurring } funding amounts { currency amountCents } indicators issues { code row column text } } }
         measures: rows(status: UNDERSTOOD, first: 2) { totalCount pageInfo { hasNextPage } nodes { code } } } }`,
      { as: admin, variables: { id: importId } },
    );
    expect(planImport).toMatchObject({
      fileName: 'план.csv',
      state: 'READ',
      refusal: null,
      alreadyImported: null,
      existingPlan: null,
      comparison: [],
    });
    expect(planImport.summary).toMatchObject({
      priorities: 2,
      goals: 2,
      tasks: 2,
      reconciles: null,
      refused: 1,
      measures: 5,
      totals: [{ currency: 'EUR', amountCents: TOTAL_CENTS }],
    });
    expect(planImport.rows.totalCount).toBe(7);
    expect(planImport.rows.nodes[0]).toMatchObject({ row: 1, status: 'HEADER', code: null });
    expect(planImport.rows.nodes[1]).toMatchObject({
      row: 2,
      objectivePath: ['Образование', 'Ранен старт', 'Езикова подготовка'],
      code: '1.1.1.1',
      wording: 'Летни езикови групи за бъдещи първокласници',
      responsibles: ['Община Дъбрава', 'РУО'],
      period: { text: '2026', startsOn: '2026-01-01', endsOn: '2026-12-31', recurring: false },
      amounts: [{ currency: 'EUR', amountCents: 1_250_050 }],
    });
    expect(planImport.rows.nodes[6]).toMatchObject({
      row: 7,
      status: 'REFUSED',
      issues: expect.arrayContaining([expect.objectContaining({ code: 'MEASURE_WORDING_MISSING', row: 7 })]),
    });
    expect(planImport.measures.nodes).toHaveLength(2);
    expect(planImport.measures.pageInfo.hasNextPage).toBe(true);
  });

  it('enters nothing, and only its reading is in the audit', async () => {
    expect(await counts()).toMatchObject({ plans: 0, versions: 0, measures: 0, organizations: 0 });
    const audited = await rows(
      worldContext(app),
      sql`select action, actor_id from audit_entry where subject_id = ${importId}`,
    );
    expect(audited).toEqual([{ action: 'planImport.read', actorId: admin }]);
  });

  it('names a body once, however it is spelled, and knows a kind from a body', async () => {
    const { planImport } = await app.ask(
      'query ($id: ID!) { planImport(id: $id) { bodies { suggestedName isKind measureCount asWritten decision organization { id } } } }',
      { as: admin, variables: { id: importId } },
    );
    const [municipality, ...others] = planImport.bodies;
    expect(municipality).toMatchObject({ isKind: false, measureCount: 5, decision: null, organization: null });
    expect(municipality.asWritten).toEqual([
      'Община Дъбрава',
      'Общ. Дъбрава',
      'ОА Дъбрава',
      'община ДЪБРАВА',
      'Община „Дъбрава“',
    ]);
    expect(others).toMatchObject([
      { suggestedName: 'РУО', isKind: false },
      { suggestedName: 'Директори на училища', isKind: true },
      { suggestedName: 'НПО', isKind: true },
    ]);
  });

  it('is read again when a column is corrected, and stays as it was when it cannot be read so', async () => {
    const correct = `mutation ($input: PlanImportMappingInput!) { setPlanImportMapping(input: $input) { summary { measures totals { amountCents } } tables { columns { index heading role guessed sample } } } }`;
    const without = await app.ask(correct, {
      as: admin,
      variables: { input: { importId, tables: [{ index: 0, columns: [{ index: 7, role: 'IGNORED' }] }] } },
    });
    expect(without.setPlanImportMapping.summary.totals).toEqual([]);
    expect(without.setPlanImportMapping.tables[0].columns[7]).toMatchObject({
      heading: 'Сума (евро)',
      role: 'IGNORED',
      guessed: 'AMOUNT',
    });
    const again = await app.ask(correct, {
      as: admin,
      variables: { input: { importId, tables: [{ index: 0, columns: [], excludedRows: [7] }] } },
    });
    expect(again.setPlanImportMapping.summary).toEqual({ measures: 5, totals: [{ amountCents: TOTAL_CENTS }] });
    const { planImport } = await app.ask('query ($id: ID!) { planImport(id: $id) { state summary { refused } } }', {
      as: admin,
      variables: { id: importId },
    });
    expect(planImport).toEqual({ state: 'READ', summary: { refused: 0 } });
  });
});

describe('a confirmed file', () => {
  let importId: string;
  let planId: string;
  let territoryId: string;

  beforeAll(async () => {
    const municipality = await buildMunicipality(app, { code: 'DAB01', name: 'Дъбрава' });
    territoryId = municipality.id;
    importId = await send(app, { bytes: xlsxPlan(PLAN), as: admin, fileName: 'план.xlsx' });
    await confirm(app, {
      as: admin,
      importId,
      plan: {
        territory: 'DAB01',
        title: 'План на Дъбрава',
        periodText: '2026–2027',
        periodFrom: '2026-01-01',
        periodTo: '2027-12-31',
        source: 'dabrava.example',
      },
      adoptedBy: 'Общински съвет – Дъбрава',
      act: 'Решение № 5',
      adoptedOn: '2026-01-20',
    });
    planId = await planOf(app, { as: admin, importId });
  });

  it('is a plan with its tree, whose total is that of the file, and each measure says where it came from', async () => {
    const { actionPlan } = await app.ask(
      `query ($id: ID!) { actionPlan(id: $id) { title level periodTo act adoptedOn isSample measureCount plannedTotal { currency amountCents } objectives { kind wording }
         versions { number act adoptedBy adoptedOn fileName fileSha256 enteredAfterwards changes { change } }
         measures(first: 10) { nodes { code wording source { fileName table row } asWritten { field text } period { text startsOn endsOn recurring } fundingLines { state sourceText asWritten amount { amountCents currency } }
           indicators { wording unit baseline target asWritten } responsibles { organization { name kind territory { code } } bodyKind asWritten leads } } } } }`,
      { variables: { id: planId } },
    );
    expect(actionPlan).toMatchObject({
      title: 'План на Дъбрава',
      level: 'MUNICIPAL',
      periodTo: '2027-12-31',
      act: 'Решение № 5',
      isSample: false,
      measureCount: 5,
      plannedTotal: [{ currency: 'EUR', amountCents: TOTAL_CENTS }],
      objectives: [
        { kind: 'PRIORITY', wording: 'Образование' },
        { kind: 'GOAL', wording: 'Ранен старт' },
        { kind: 'TASK', wording: 'Езикова подготовка' },
        { kind: 'PRIORITY', wording: 'Здраве' },
        { kind: 'GOAL', wording: 'Достъп до лекар' },
        { kind: 'TASK', wording: 'Профилактика' },
      ],
      versions: [
        {
          number: 1,
          act: 'Решение № 5',
          adoptedBy: 'Общински съвет – Дъбрава',
          adoptedOn: '2026-01-20',
          fileName: 'план.xlsx',
          enteredAfterwards: false,
          changes: [],
        },
      ],
    });
    expect(actionPlan.versions[0].fileSha256).toMatch(/^[0-9a-f]{64}$/);
    const [first, second, third] = actionPlan.measures.nodes;
    expect(first).toMatchObject({
      code: '1.1.1.1',
      source: { fileName: 'план.xlsx', table: 'План', row: 3 },
      fundingLines: [
        { state: 'AMOUNT', sourceText: 'Общински бюджет', amount: { amountCents: 1_250_050, currency: 'EUR' } },
      ],
      indicators: [{ baseline: 71, target: 95, asWritten: 'от 71 на 95 % записани деца' }],
    });
    expect(first.asWritten).toContainEqual({ field: 'Сума (евро)', text: '12500.50' });
    expect(first.asWritten.map(({ field }: { field: string }) => field)).toEqual([
      '№',
      'Приоритет',
      'Цел',
      'Задача',
      'Мярка',
      'Отговорник',
      'Срок',
      'Сума (евро)',
      'Източник',
      'Показател',
    ]);
    expect(second).toMatchObject({
      period: { text: 'ежегодно', recurring: true },
      fundingLines: [{ state: 'NOT_REQUIRED', amount: null }],
    });
    expect(second.responsibles).toMatchObject([
      { organization: null, bodyKind: 'Директори на училища', leads: false },
      {
        organization: { name: 'Община Дъбрава', kind: 'MUNICIPAL_ADMINISTRATION', territory: { code: 'DAB01' } },
        bodyKind: null,
        asWritten: 'Общ. Дъбрава',
        leads: true,
      },
    ]);
    expect(third).toMatchObject({ period: { text: 'до 30.06.2027', endsOn: '2027-06-30' } });
    expect(third.responsibles[1]).toMatchObject({ organization: null, bodyKind: 'НПО' });
  });

  it('made one organization of one body, and stands in the audit', async () => {
    const organizations = await rows<{ name: string }>(
      worldContext(app),
      sql`select name from organization where territory_id = ${territoryId} order by name`,
    );
    expect(organizations.map(({ name }) => name)).toEqual(['Община Дъбрава', 'РУО']);
    const actions = await rows<{ action: string; count: number }>(
      worldContext(app),
      sql`select action, count(*)::int as count from audit_entry where actor_id = ${admin} and action not like 'planImport%' group by action order by action`,
    );
    expect(actions).toEqual([
      { action: 'actionPlan.create', count: 1 },
      { action: 'organization.create', count: 2 },
      { action: 'planVersion.enter', count: 1 },
    ]);
  });

  it('cannot be confirmed or changed again', async () => {
    const plan = { territory: 'DAB01', title: 'План на Дъбрава отново' };
    expect(await refusalOf(app, CONFIRM, { as: admin, variables: { input: { importId, plan } } })).toEqual({
      code: 'CONFLICT',
      key: 'planImport.alreadyConfirmed',
    });
    expect(
      await app.refusal('mutation ($input: PlanImportBodiesInput!) { setPlanImportBodies(input: $input) { id } }', {
        as: admin,
        variables: { input: { importId, bodies: [] } },
      }),
    ).toBe('CONFLICT');
  });

  it('adds nothing when it is sent in again, whatever its layout, as the same plan or as a new one', async () => {
    const before = await counts();
    const again = await send(app, { bytes: csvPlan(PLAN), as: admin });
    const { planImport } = await app.ask(
      'query ($id: ID!) { planImport(id: $id) { alreadyImported { number fileName } } }',
      { as: admin, variables: { id: again } },
    );
    expect(planImport.alreadyImported).toEqual({ number: 1, fileName: 'план.xlsx' });
    for (const target of [{ planId }, { plan: { territory: 'DAB01', title: 'План на Дъбрава' } }]) {
      expect(
        await refusalOf(app, CONFIRM, { as: admin, variables: { input: { importId: again, ...target } } }),
      ).toEqual({ code: 'CONFLICT', key: 'planImport.alreadyEntered' });
    }
    expect(await counts()).toEqual(before);
    const chosen = await app.ask(
      'mutation ($input: PlanImportMatchesInput!) { setPlanImportMatches(input: $input) { alreadyImported { number } comparison { change fields } } }',
      { as: admin, variables: { input: { importId: again, planId, matches: [] } } },
    );
    expect(chosen.setPlanImportMatches.alreadyImported).toEqual({ number: 1 });
    expect(chosen.setPlanImportMatches.comparison).toEqual(PLAN.map(() => ({ change: 'UNCHANGED', fields: [] })));
  });

  it('enters nothing when something in it is refused at the end', async () => {
    const before = await counts();
    const other = await send(app, {
      bytes: csvPlan([{ wording: 'Ремонт на детската площадка', responsible: 'Читалище Пробуда' }]),
      as: admin,
    });
    const plan = { territory: 'DAB01', title: 'Друг план на Дъбрава' };
    const refuse = (input: object) =>
      refusalOf(app, CONFIRM, { as: admin, variables: { input: { importId: other, ...input } } });
    expect(await refuse({ plan: { ...plan, strategyId: 'no-such' } })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refuse({ plan: { ...plan, title: 'П' } })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await refuse({ plan: { ...plan, territory: 'NOWHERE' } })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refuse({ plan: { ...plan, periodFrom: '2027-01-01', periodTo: '2026-01-01' } })).toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await refuse({ plan, adoptedOn: '2999-01-01' })).toMatchObject({ code: 'FUTURE_DAY' });
    expect(await refuse({ planId: 'no-such' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refuse({})).toEqual({ code: 'BAD_INPUT', key: 'planImport.planMissing' });
    expect(await counts()).toEqual(before);
  });
});

describe('what a person decides of bodies', () => {
  const DECIDE =
    'mutation ($input: PlanImportBodiesInput!) { setPlanImportBodies(input: $input) { bodies { key suggestedName decision organization { id } } } }';
  const keysOf = async (importId: string): Promise<Record<string, string>> => {
    const { planImport } = await app.ask('query ($id: ID!) { planImport(id: $id) { bodies { key suggestedName } } }', {
      as: admin,
      variables: { id: importId },
    });
    return Object.fromEntries(
      planImport.bodies.map(({ key, suggestedName }: { key: string; suggestedName: string }) => [suggestedName, key]),
    );
  };
  const plan: readonly Row[] = [
    { wording: 'Концерт на младежите', responsible: 'Читалище Пробуда; Клуб Надежда; РЗИ' },
    { wording: 'Лятно училище', responsible: 'Клуб Надежда; НПО' },
  ];

  it('holds for the plan, and the next file of the territory finds a decided spelling by itself', async () => {
    const { id: territoryId } = await buildMunicipality(app, { code: 'LIP01', name: 'Липа' });
    const center = await buildOrganization(app, { name: 'Народно читалище „Пробуда 1927“', territoryId });
    const importId = await send(app, { bytes: csvPlan(plan), as: admin });
    const keys = await keysOf(importId);
    const bodies = [
      { key: keys['Читалище Пробуда'], decision: 'USE_EXISTING', organizationId: center },
      { key: keys['Клуб Надежда'], decision: 'KIND' },
      { key: keys['НПО'], decision: 'CREATE' },
    ];
    const decided = await app.ask(DECIDE, { as: admin, variables: { input: { importId, bodies } } });
    expect(decided.setPlanImportBodies.bodies).toContainEqual({
      key: keys['Читалище Пробуда'],
      suggestedName: 'Читалище Пробуда',
      decision: 'USE_EXISTING',
      organization: { id: center },
    });
    await confirm(app, { as: admin, importId, plan: { territory: 'LIP01', title: 'План на Липа' } });
    const planId = await planOf(app, { as: admin, importId });
    const { actionPlan } = await app.ask(
      'query ($id: ID!) { actionPlan(id: $id) { measures { nodes { responsibles { organization { name territory { code } } bodyKind asWritten } } } } }',
      { variables: { id: planId } },
    );
    expect(actionPlan.measures.nodes[0].responsibles).toEqual([
      {
        organization: { name: 'Народно читалище „Пробуда 1927“', territory: { code: 'LIP01' } },
        bodyKind: null,
        asWritten: 'Читалище Пробуда',
      },
      { organization: null, bodyKind: 'Клуб Надежда', asWritten: 'Клуб Надежда' },
      { organization: { name: 'РЗИ', territory: { code: 'LIP01' } }, bodyKind: null, asWritten: 'РЗИ' },
    ]);
    expect(actionPlan.measures.nodes[1].responsibles[1].organization.name).toBe('НПО');

    const next = await send(app, {
      bytes: csvPlan([{ wording: 'Библиотека в селото', responsible: 'ЧИТАЛИЩЕ „ПРОБУДА“' }]),
      as: admin,
    });
    const bodiesIn = async (territory: string) =>
      (
        await app.ask(
          'query ($id: ID!, $territory: String) { planImport(id: $id) { bodies(territory: $territory) { organization { id } } } }',
          { as: admin, variables: { id: next, territory } },
        )
      ).planImport.bodies;
    expect(await bodiesIn('LIP01')).toEqual([{ organization: { id: center } }]);
    expect(await bodiesIn('DAB01')).toEqual([{ organization: null }]);
    await confirm(app, { as: admin, importId: next, plan: { territory: 'LIP01', title: 'Втори план на Липа' } });
    const used = await rows(
      worldContext(app),
      sql`select distinct organization_id from measure_responsible r join measure_version mv on mv.id = r.measure_version_id where mv.wording = 'Библиотека в селото'`,
    );
    expect(used).toEqual([{ organizationId: center }]);
  });

  it('never makes a body of another municipality of the same words', async () => {
    const elsewhere = await buildMunicipality(app, { code: 'BRE01', name: 'Бреза' });
    await buildOrganization(app, { name: 'РЗИ', territoryId: elsewhere.id, kind: 'STATE_BODY' });
    await buildMunicipality(app, { code: 'BUK01', name: 'Бук' });
    const importId = await send(app, {
      bytes: csvPlan([{ wording: 'Прегледи в Бук', responsible: 'РЗИ' }]),
      as: admin,
    });
    await confirm(app, { as: admin, importId, plan: { territory: 'BUK01', title: 'План на Бук' } });
    const { actionPlan } = await app.ask(
      'query ($id: ID!) { actionPlan(id: $id) { measures { nodes { responsibles { organization { territory { code } } } } } } }',
      { variables: { id: await planOf(app, { as: admin, importId }) } },
    );
    expect(actionPlan.measures.nodes[0].responsibles).toEqual([{ organization: { territory: { code: 'BUK01' } } }]);
  });

  it('is refused for what is not in the file, not in the register, or said twice', async () => {
    const importId = await send(app, { bytes: csvPlan(plan), as: admin });
    const key = (await keysOf(importId))['РЗИ'];
    const refuse = (bodies: object[]) =>
      refusalOf(app, DECIDE, { as: admin, variables: { input: { importId, bodies } } });
    expect(await refuse([{ key: 'other', decision: 'KIND' }])).toEqual({
      code: 'BAD_INPUT',
      key: 'planImport.bodyUnknown',
    });
    expect(await refuse([{ key, decision: 'USE_EXISTING' }])).toEqual({
      code: 'BAD_INPUT',
      key: 'planImport.organizationUnknown',
    });
    expect(await refuse([{ key, decision: 'USE_EXISTING', organizationId: importId }])).toEqual({
      code: 'BAD_INPUT',
      key: 'planImport.organizationUnknown',
    });
    expect(await refuse([{ key, decision: 'USE_EXISTING', organizationId: 'x' }])).toEqual({
      code: 'BAD_INPUT',
      key: 'planImport.organizationUnknown',
    });
    expect(
      await refuse([
        { key, decision: 'KIND' },
        { key, decision: 'CREATE' },
      ]),
    ).toEqual({ code: 'BAD_INPUT', key: 'planImport.decidedTwice' });
    const { planImport } = await app.ask('query ($id: ID!) { planImport(id: $id) { bodies { decision } } }', {
      as: admin,
      variables: { id: importId },
    });
    expect(planImport.bodies.every(({ decision }: { decision: unknown }) => decision === null)).toBe(true);
  });
});
