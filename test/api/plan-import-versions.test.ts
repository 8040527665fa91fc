import { beforeAll, describe, expect, it } from 'vitest';
import { buildMunicipality, buildPerson, worldContext } from '../support/world.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { CONFIRM, confirm, csvPlan, planOf, refusalOf, send, xlsxPlan, type Row } from './plan-import-files.ts';

const [ENTERED, CHANGED] = ['2026-03-02', '2026-09-01'];
let app: TestApp;
let admin: string;

const BEFORE: readonly Row[] = [
  {
    code: '1',
    wording: 'Летни езикови групи за бъдещи първокласници',
    amount: '12500',
    indicator: 'от 71 на 95 % записани деца',
  },
  { code: '2', wording: 'Осигуряване на безплатен транспорт до училищата', amount: '3000' },
  {
    code: '3',
    wording: 'Ремонт на детската градина, ремонт на пътя до гробището и изграждане на спортна площадка',
    amount: '90000',
  },
  { code: '4', wording: 'Провеждане на беседи за здравословно хранене с ученици', amount: '100' },
  { code: '5', wording: 'Провеждане на беседи за вредата от тютюнопушенето с родители', amount: '200' },
  { code: '6', wording: 'Откриване на клуб на пенсионера', amount: '700' },
];
const AFTER: readonly Row[] = [
  {
    code: '1',
    wording: 'Летни езикови групи за бъдещи първокласници',
    amount: '15000',
    indicator: 'от 71 на 95 % записани деца',
  },
  { code: '2', wording: 'Осигуряване на безплатен транспорт до училищата и детските градини', amount: '3000' },
  { code: '3а', wording: 'Ремонт на детската градина и на пътя до гробището', amount: '60000' },
  { code: '3б', wording: 'Изграждане на спортна площадка', amount: '30000' },
  {
    code: '4',
    wording: 'Провеждане на беседи за здравословно хранене и за вредата от тютюнопушенето с ученици и родители',
    amount: '300',
  },
  { code: '7', wording: 'Назначаване на здравен медиатор', amount: '9000' },
];

const COMPARISON = `comparison { key change beforeMeasureIds beforeWording afterKeys afterWording fields }`;
const CHOOSE = `mutation ($input: PlanImportMatchesInput!) { setPlanImportMatches(input: $input) { existingPlan { id } ${COMPARISON} } }`;

interface Comparison {
  readonly change: string;
  readonly beforeMeasureIds: readonly string[];
  readonly afterKeys: readonly string[];
  readonly afterWording: readonly string[];
  readonly fields: readonly string[];
}

async function enterFirst(code: string, measures = BEFORE): Promise<{ planId: string; ids: Record<string, string> }> {
  const importId = await send(app, { bytes: csvPlan(measures), as: admin, on: ENTERED });
  await confirm(app, { as: admin, on: ENTERED, importId, plan: { territory: code, title: 'План за промени' } });
  const planId = await planOf(app, { as: admin, importId });
  const { actionPlan } = await app.ask(
    'query ($id: ID!) { actionPlan(id: $id) { measures(first: 50) { nodes { id code } } } }',
    { variables: { id: planId } },
  );
  return {
    planId,
    ids: Object.fromEntries(
      actionPlan.measures.nodes.map(({ id, code: own }: { id: string; code: string }) => [own, id]),
    ),
  };
}

async function choose(importId: string, planId: string, matches: object[] = []): Promise<Comparison[]> {
  const { setPlanImportMatches } = await app.ask(CHOOSE, {
    as: admin,
    on: CHANGED,
    variables: { input: { importId, planId, matches } },
  });
  return setPlanImportMatches.comparison as Comparison[];
}

beforeAll(async () => {
  app = await createTestApp();
  admin = await buildPerson(app, { role: 'ADMINISTRATOR' });
});

describe('a changed file', () => {
  let planId: string;
  let ids: Record<string, string>;
  let importId: string;

  beforeAll(async () => {
    await buildMunicipality(app, { code: 'VER01', name: 'Върба' });
    ({ planId, ids } = await enterFirst('VER01'));
    const [responsible] = await rows<{ organizationId: string }>(
      worldContext(app),
      sql`select organization_id from measure_responsible limit 1`,
    );
    const input = {
      planId,
      organizationId: responsible?.organizationId,
      title: 'Отчет',
      periodLabel: '2026',
      periodFrom: '2026-01-01',
      periodTo: '2026-06-30',
      adoptedBy: 'Общински съвет',
      statements: ['1', '2', '3', '6'].map((code) => ({ measureId: ids[code], level: 'SUBSTANTIAL', text: 'върви' })),
    };
    await app.ask('mutation ($input: SubmitReportInput!) { submitReport(input: $input) { id } }', {
      as: admin,
      on: '2026-07-10',
      variables: { input },
    });
    importId = await send(app, { bytes: xlsxPlan(AFTER), as: admin, on: CHANGED, fileName: 'изменен.xlsx' });
  });

  it('shows what became of each measure before anything enters', async () => {
    const comparison = await choose(importId, planId);
    expect(
      comparison.map(({ change, beforeMeasureIds, afterWording, fields }) => [
        change,
        beforeMeasureIds,
        afterWording.map((words) => words.split(' ')[0]),
        fields,
      ]),
    ).toEqual([
      ['UNCHANGED', [ids['1']], ['1'], ['AMOUNT']],
      ['REWORDED', [ids['2']], ['2'], ['WORDING']],
      ['SPLIT', [ids['3']], ['3а', '3б'], ['CODE', 'WORDING', 'AMOUNT']],
      ['MERGED', [ids['4'], ids['5']], ['4'], ['CODE', 'WORDING', 'AMOUNT']],
      ['ADDED', [], ['7'], []],
      ['DROPPED', [ids['6']], [], []],
    ]);
    const { actionPlan } = await app.ask('query ($id: ID!) { actionPlan(id: $id) { versions { number } } }', {
      variables: { id: planId },
    });
    expect(actionPlan.versions).toEqual([{ number: 1 }]);
  });

  it('enters as a new version in which measures keep their identity, and the older one can be cited', async () => {
    expect(
      await confirm(app, { as: admin, on: CHANGED, importId, planId, act: 'Решение № 77', adoptedOn: '2026-08-30' }),
    ).toMatchObject({ number: 2, knownFrom: CHANGED, enteredAfterwards: false });
    const { actionPlan } = await app.ask(
      `query ($id: ID!) { actionPlan(id: $id) { measureCount plannedTotal { amountCents currency } earlier: measureCount(asOf: "2026-08-31") earlierTotal: plannedTotal(asOf: "2026-08-31") { amountCents }
         older: version(number: 1) { number measureCount act fileName } onDay: version(asOf: "2026-08-31") { number } now: version { number act changes { change fields before { wording } after { wording } } }
         measures(first: 20) { nodes { id code change: versions { change } } } } }`,
      { on: CHANGED, variables: { id: planId } },
    );
    expect(actionPlan).toMatchObject({
      measureCount: 6,
      plannedTotal: [{ amountCents: 11_730_000, currency: 'EUR' }],
      earlier: 6,
      earlierTotal: [{ amountCents: 10_650_000 }],
      older: { number: 1, measureCount: 6, act: null, fileName: 'план.csv' },
      onDay: { number: 1 },
      now: { number: 2, act: 'Решение № 77' },
    });
    const nodes: { id: string; code: string }[] = actionPlan.measures.nodes;
    const idOf = (code: string) => nodes.find((node) => node.code === code)?.id;
    expect([idOf('1'), idOf('2')]).toEqual([ids['1'], ids['2']]);
    expect(Object.values(ids)).not.toContain(idOf('3а'));
    expect(actionPlan.now.changes.map(({ change, fields }: Comparison) => [change, fields])).toEqual([
      ['UNCHANGED', ['AMOUNT']],
      ['REWORDED', ['WORDING']],
      ['SPLIT', ['CODE', 'WORDING', 'AMOUNT']],
      ['SPLIT', ['CODE', 'WORDING', 'AMOUNT']],
      ['MERGED', ['WORDING', 'AMOUNT']],
      ['MERGED', ['CODE', 'WORDING', 'AMOUNT']],
      ['ADDED', []],
      ['DROPPED', []],
    ]);
  });

  it('leaves the claims with the measures they were made on: parts start without a level and name their predecessor', async () => {
    const { actionPlan } = await app.ask(
      `query ($id: ID!) { actionPlan(id: $id) { measures(first: 20) { nodes { code assessment { officialLevel } predecessors { change measure { id } } statements { level } } } } }`,
      { on: CHANGED, variables: { id: planId } },
    );
    const said = actionPlan.measures.nodes.map(({ code, assessment, predecessors, statements }: any) => [
      code,
      assessment.officialLevel,
      predecessors.map(({ change, measure }: any) => `${change} ${measure.id}`),
      statements.length,
    ]);
    expect(said).toEqual([
      ['1', 'SUBSTANTIAL', [], 1],
      ['2', 'SUBSTANTIAL', [], 1],
      ['3а', null, [`SPLIT ${ids['3']}`], 0],
      ['3б', null, [`SPLIT ${ids['3']}`], 0],
      ['4', null, expect.arrayContaining([`MERGED ${ids['4']}`, `MERGED ${ids['5']}`]), 0],
      ['7', null, [], 0],
    ]);
  });

  it('takes a dropped measure out of the counts from its day, and not before', async () => {
    const query =
      'query ($id: ID!, $dropped: ID!, $asOf: LocalDate) { actionPlan(id: $id) { progress(asOf: $asOf) { measures official { substantial } } } measure(id: $dropped) { dropped successors { change } statements { level } } }';
    const ask = (asOf: string) => app.ask(query, { on: CHANGED, variables: { id: planId, dropped: ids['6'], asOf } });
    expect(await ask('2026-08-31')).toMatchObject({
      actionPlan: { progress: { measures: 6, official: { substantial: 4 } } },
    });
    expect(await ask(CHANGED)).toMatchObject({
      actionPlan: { progress: { measures: 6, official: { substantial: 2 } } },
      measure: { dropped: true, statements: [{ level: 'SUBSTANTIAL' }] },
    });
  });

  it('keeps the series of an indicator that goes on', async () => {
    const series = await rows<{ seriesId: string }>(
      worldContext(app),
      sql`select distinct i.series_id from indicator i join measure_version mv on mv.id = i.measure_version_id where mv.measure_id = ${ids['1']}`,
    );
    expect(series).toHaveLength(1);
  });
});

describe('what a person decides of matches', () => {
  it('goes before the suggestion', async () => {
    await buildMunicipality(app, { code: 'VER02' });
    const { planId, ids } = await enterFirst('VER02');
    const importId = await send(app, { bytes: csvPlan(AFTER), as: admin, on: CHANGED });
    const keyOf = (comparison: Comparison[], code: string): string =>
      comparison.flatMap(({ afterKeys, afterWording }) =>
        afterWording.flatMap((words, index) => (words.startsWith(`${code} `) ? [afterKeys[index] ?? ''] : [])),
      )[0] ?? '';
    const suggested = await choose(importId, planId);
    const decided = await choose(importId, planId, [
      { beforeMeasureIds: [ids['6']], afterKeys: [keyOf(suggested, '7')] },
      { beforeMeasureIds: [ids['2']], afterKeys: [] },
      { beforeMeasureIds: [], afterKeys: [keyOf(suggested, '2')] },
    ]);
    expect(decided.map(({ change }) => change)).toEqual([
      'UNCHANGED',
      'ADDED',
      'SPLIT',
      'MERGED',
      'REWORDED',
      'DROPPED',
    ]);
    await confirm(app, { as: admin, on: CHANGED, importId });
    const { measure, dropped } = await app.ask(
      'query ($id: ID!, $dropped: ID!) { measure(id: $id) { code wording versions { change } } dropped: measure(id: $dropped) { dropped } }',
      { on: CHANGED, variables: { id: ids['6'], dropped: ids['2'] } },
    );
    expect(measure).toMatchObject({ code: '7', wording: 'Назначаване на здравен медиатор' });
    expect(dropped).toEqual({ dropped: true });
  });

  it('is refused for what neither version has, what is decided twice, and several against several', async () => {
    await buildMunicipality(app, { code: 'VER03' });
    const { planId, ids } = await enterFirst('VER03');
    const importId = await send(app, { bytes: csvPlan(AFTER), as: admin, on: CHANGED });
    const keys = (await choose(importId, planId)).flatMap(({ afterKeys }) => afterKeys);
    const refuse = (input: object) =>
      refusalOf(app, CHOOSE, { as: admin, variables: { input: { importId, planId, matches: [], ...input } } });
    const badInput = (key: string) => ({ code: 'BAD_INPUT', key });
    expect(await refuse({ matches: [{ beforeMeasureIds: [importId], afterKeys: [keys[0]] }] })).toEqual(
      badInput('planImport.matchUnknown'),
    );
    expect(await refuse({ matches: [{ beforeMeasureIds: [ids['1']], afterKeys: ['none'] }] })).toEqual(
      badInput('planImport.matchUnknown'),
    );
    expect(
      await refuse({
        matches: [
          { beforeMeasureIds: [ids['1']], afterKeys: [] },
          { beforeMeasureIds: [ids['1']], afterKeys: [keys[0]] },
        ],
      }),
    ).toEqual(badInput('planImport.decidedTwice'));
    expect(
      await refuse({ matches: [{ beforeMeasureIds: [ids['1'], ids['2']], afterKeys: [keys[0], keys[1]] }] }),
    ).toEqual(badInput('planImport.matchManyToMany'));
    expect(await refuse({ planId: null, matches: [{ beforeMeasureIds: [ids['1']], afterKeys: [] }] })).toEqual(
      badInput('planImport.planMissing'),
    );
    expect(await refuse({ planId: importId })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stays out of the way when the columns are read anew and its rows are gone', async () => {
    await buildMunicipality(app, { code: 'VER04' });
    const { planId, ids } = await enterFirst('VER04');
    const importId = await send(app, { bytes: csvPlan(AFTER), as: admin, on: CHANGED });
    const [first] = await choose(importId, planId);
    await choose(importId, planId, [{ beforeMeasureIds: [ids['6']], afterKeys: first?.afterKeys ?? [] }]);
    const { setPlanImportMapping } = await app.ask(
      `mutation ($input: PlanImportMappingInput!) { setPlanImportMapping(input: $input) { ${COMPARISON} } }`,
      { as: admin, variables: { input: { importId, tables: [{ index: 0, columns: [], excludedRows: [2] }] } } },
    );
    expect(
      setPlanImportMapping.comparison.find(({ beforeMeasureIds }: Comparison) =>
        beforeMeasureIds.includes(ids['6'] ?? ''),
      ),
    ).toMatchObject({ change: 'DROPPED' });
  });
});

describe('the day from which a version is known', () => {
  it('is today, and earlier only for an administrator with a source', async () => {
    const municipality = await buildMunicipality(app, { code: 'VER05' });
    const official = await buildPerson(app, { role: 'OFFICIAL', territoryId: municipality.id });
    const importId = await send(app, { bytes: csvPlan(BEFORE.slice(0, 2)), as: official, on: CHANGED });
    const plan = { territory: 'VER05', title: 'План отпреди' };
    const refuse = (as: string, input: object) =>
      refusalOf(app, CONFIRM, { as, on: CHANGED, variables: { input: { importId, plan, ...input } } });
    expect(await refuse(official, { knownFrom: '2026-01-15', knownFromSource: 'протокол' })).toEqual({
      code: 'FORBIDDEN',
      key: 'knownFromOnlyAdministrator',
    });
    expect(await refuse(admin, { knownFrom: '2026-01-15' })).toEqual({
      code: 'BAD_INPUT',
      key: 'knownFromNeedsSource',
    });
    expect(await refuse(admin, { knownFrom: '2026-09-02', knownFromSource: 'протокол' })).toMatchObject({
      code: 'FUTURE_DAY',
    });
    expect(
      await confirm(app, {
        as: admin,
        on: CHANGED,
        importId,
        plan,
        knownFrom: '2026-01-15',
        knownFromSource: 'протокол',
      }),
    ).toMatchObject({ number: 1, knownFrom: '2026-01-15', enteredAfterwards: true });
  });

  it('is not before that of the version it follows', async () => {
    await buildMunicipality(app, { code: 'VER06' });
    const { planId } = await enterFirst('VER06');
    const importId = await send(app, { bytes: csvPlan(AFTER), as: admin, on: CHANGED });
    const input = { importId, planId, knownFrom: '2026-03-01', knownFromSource: 'протокол' };
    expect(await refusalOf(app, CONFIRM, { as: admin, on: CHANGED, variables: { input } })).toEqual({
      code: 'BAD_INPUT',
      key: 'planImport.knownBeforeLastVersion',
    });
  });
});
