import { beforeAll, describe, expect, it } from 'vitest';
import { oneRow, sql } from '../../server/platform/sql.ts';
import {
  archiveBomb,
  billionLaughs,
  doctype,
  encryptedOffice,
  truncated,
  withMacros,
} from '../plan-import/build/hostile-files.ts';
import { buildXlsx } from '../plan-import/build/xlsx-file.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWeb, sessionCookie } from '../support/test-web.ts';
import { buildCoalition, buildMunicipality, buildPerson, worldContext } from '../support/world.ts';
import { CONFIRM, confirm, csvPlan, planOf, refusalOf, send } from './plan-import-files.ts';

let app: TestApp;
let home: string;
let official: string;
let stranger: string;

const PLAN = csvPlan([
  { wording: 'Ремонт на детската градина', amount: '100' },
  { wording: 'Назначаване на медиатор', amount: '200' },
]);

interface Upload {
  readonly as?: string | null;
  readonly bytes?: Uint8Array;
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function upload({
  as = official,
  bytes = PLAN,
  name = 'план.csv',
  headers = { 'X-Sverka': '1' },
}: Upload): Promise<{ status: number; body: any }> {
  const response = await fetch(`${home}/imports/plans?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: {
      ...headers,
      'Content-Type': 'application/octet-stream',
      ...(as !== null && { Cookie: await sessionCookie(app, as) }),
    },
    body: Buffer.from(bytes),
  });
  return { status: response.status, body: await response.json() };
}

const importsKept = async (): Promise<number> =>
  (await oneRow<{ count: number }>(worldContext(app), sql`select count(*)::int as count from plan_import`))?.count ?? 0;

beforeAll(async () => {
  app = await createTestApp();
  const municipality = await buildMunicipality(app, { code: 'OWN01' });
  official = await buildPerson(app, { role: 'OFFICIAL', territoryId: municipality.id });
  stranger = await buildPerson(app, {
    role: 'OFFICIAL',
    territoryId: (await buildMunicipality(app, { code: 'OTH01' })).id,
  });
  home = (await createTestWeb(app)).address;
});

describe('a file over HTTP', () => {
  it('is taken from an official, and answered with the id of its reading', async () => {
    const { status, body } = await upload({});
    expect({ status, body }).toEqual({ status: 201, body: { id: expect.any(String), state: 'READ' } });
    const { planImport } = await app.ask(
      'query ($id: ID!) { planImport(id: $id) { fileName summary { measures totals { amountCents } } } }',
      { as: official, variables: { id: body.id } },
    );
    expect(planImport).toEqual({ fileName: 'план.csv', summary: { measures: 2, totals: [{ amountCents: 30_000 }] } });
  });

  it('is refused to the public, to a monitor, without the header and without a name, and nothing is kept', async () => {
    const before = await importsKept();
    expect(await upload({ as: null })).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(await upload({ as: await buildPerson(app, { role: 'MONITOR' }) })).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
    expect(await upload({ headers: {} })).toMatchObject({
      status: 400,
      body: { code: 'BAD_INPUT', key: 'headerMissing' },
    });
    expect(await upload({ name: ' ' })).toMatchObject({ status: 400, body: { key: 'planImport.nameMissing' } });
    expect(await upload({ bytes: new Uint8Array(17 * 1024 * 1024) })).toMatchObject({
      status: 413,
      body: { code: 'TOO_LARGE' },
    });
    expect(await importsKept()).toBe(before);
  });

  it.each<[name: string, code: string, build: () => Uint8Array]>([
    ['празен.csv', 'FILE_EMPTY', () => new Uint8Array()],
    ['прекъснат.xlsx', 'FILE_BROKEN', truncated],
    ['заключен.xlsx', 'FILE_ENCRYPTED', encryptedOffice],
    ['макроси.xlsx', 'FILE_HAS_MACROS', withMacros],
    ['бомба.xlsx', 'ARCHIVE_BOMB', archiveBomb],
    ['същност.docx', 'XML_DOCTYPE', doctype],
    ['смях.xlsx', 'XML_DOCTYPE', billionLaughs],
    ['план.docx', 'FORMAT_MISLABELLED', () => PLAN],
  ])('%s is refused as %s, enters nothing, and the server goes on', async (name, code, build) => {
    const { status, body } = await upload({ name, bytes: build() });
    expect({ status, state: body.state }).toEqual({ status: 201, state: 'REFUSED' });
    const { planImport } = await app.ask(
      'query ($id: ID!) { planImport(id: $id) { refusal { code } summary { measures } tables { index } rows { totalCount } bodies { key } } }',
      { as: official, variables: { id: body.id } },
    );
    expect(planImport).toEqual({ refusal: { code }, summary: null, tables: [], rows: { totalCount: 0 }, bodies: [] });
    const plan = { territory: 'OWN01', title: 'План от лош файл' };
    expect(await refusalOf(app, CONFIRM, { as: official, variables: { input: { importId: body.id, plan } } })).toEqual({
      code: 'BAD_INPUT',
      key: 'planImport.nothingToEnter',
    });
    expect((await fetch(`${home}/livez`)).status).toBe(200);
  });

  it('a refused file says where', async () => {
    const bytes = buildXlsx([
      {
        name: 'План',
        rows: [
          ['Мярка', 'Отговорник', 'Срок', 'Сума (евро)'],
          ['Ремонт', 'Община', '2026', { formula: 'WEBSERVICE("http://example.org")', value: 1 }],
        ],
      },
    ]);
    const { body } = await upload({ name: 'формула.xlsx', bytes });
    const { planImport } = await app.ask(
      'query ($id: ID!) { planImport(id: $id) { refusal { code table row column text } } }',
      { as: official, variables: { id: body.id } },
    );
    expect(planImport.refusal).toMatchObject({ code: 'FORMULA_REACHES_OUT', table: 'План', row: 2, column: 'D' });
  });

  it('with characters that the database cannot keep is kept without them', async () => {
    const bytes = buildXlsx([
      {
        name: 'План',
        rows: [
          ['Мярка', 'Отговорник', 'Срок', 'Сума (евро)'],
          ['Ремонт_x0000_ на_xD800_ улица', 'Община', '2026', 5],
        ],
      },
    ]);
    const { status, body } = await upload({ name: 'знаци\0.xlsx', bytes });
    expect({ status, state: body.state }).toEqual({ status: 201, state: 'READ' });
    const { planImport } = await app.ask('query ($id: ID!) { planImport(id: $id) { fileName summary { measures } } }', {
      as: official,
      variables: { id: body.id },
    });
    expect(planImport).toMatchObject({ fileName: 'знаци.xlsx', summary: { measures: 1 } });
  });
});

describe('an import of one person', () => {
  it('is null to others, who cannot change or confirm it; an administrator sees it', async () => {
    const importId = await send(app, { bytes: PLAN, as: official });
    const administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
    const query = 'query ($id: ID!) { planImport(id: $id) { id } }';
    expect(await app.ask(query, { as: administrator, variables: { id: importId } })).toEqual({
      planImport: { id: importId },
    });
    for (const as of [null, stranger])
      expect(await app.ask(query, { as, variables: { id: importId } })).toEqual({ planImport: null });
    expect(await app.ask(query, { as: official, variables: { id: 'x' } })).toEqual({ planImport: null });
    const inputs: [string, object][] = [
      ['mutation ($input: PlanImportMappingInput!) { setPlanImportMapping(input: $input) { id } }', { tables: [] }],
      ['mutation ($input: PlanImportBodiesInput!) { setPlanImportBodies(input: $input) { id } }', { bodies: [] }],
      ['mutation ($input: PlanImportMatchesInput!) { setPlanImportMatches(input: $input) { id } }', { matches: [] }],
      [CONFIRM, { plan: { territory: 'OTH01', title: 'Чужд план' } }],
    ];
    for (const [mutation, rest] of inputs) {
      expect(await app.refusal(mutation, { as: stranger, variables: { input: { importId, ...rest } } })).toBe(
        'NOT_FOUND',
      );
      expect(await app.refusal(mutation, { as: stranger, variables: { input: { importId: 'x', ...rest } } })).toBe(
        'NOT_FOUND',
      );
      expect(await app.refusal(mutation, { variables: { input: { importId, ...rest } } })).toBe('UNAUTHENTICATED');
    }
  });

  it('each correction is in the audit', async () => {
    const importId = await send(app, { bytes: PLAN, as: official });
    await app.ask('mutation ($input: PlanImportMappingInput!) { setPlanImportMapping(input: $input) { id } }', {
      as: official,
      variables: { input: { importId, tables: [] } },
    });
    await app.ask('mutation ($input: PlanImportBodiesInput!) { setPlanImportBodies(input: $input) { id } }', {
      as: official,
      variables: { input: { importId, bodies: [] } },
    });
    await app.ask('mutation ($input: PlanImportMatchesInput!) { setPlanImportMatches(input: $input) { id } }', {
      as: official,
      variables: { input: { importId, matches: [] } },
    });
    const audited = await oneRow<{ actions: string[]; actors: number }>(
      worldContext(app),
      sql`select array_agg(action order by id) as actions, count(distinct actor_id)::int as actors from audit_entry where subject_id = ${importId}`,
    );
    expect(audited).toEqual({
      actions: ['planImport.read', 'planImport.change', 'planImport.change', 'planImport.change'],
      actors: 1,
    });
  });
});

describe('a plan enters', () => {
  it('by an official of its own municipality, not of another, nor by a coalition lead', async () => {
    const importId = await send(app, { bytes: csvPlan([{ wording: 'Откриване на клуб на младежа' }]), as: official });
    const plan = { territory: 'OTH01', title: 'План на чужда община' };
    expect(await app.refusal(CONFIRM, { as: official, variables: { input: { importId, plan } } })).toBe('NOT_FOUND');
    const { leadId } = await buildCoalition(app);
    const ofLead = await send(app, { bytes: PLAN, as: leadId });
    expect(
      await app.refusal(CONFIRM, {
        as: leadId,
        variables: { input: { importId: ofLead, plan: { ...plan, territory: 'OWN01' } } },
      }),
    ).toBe('NOT_FOUND');
    expect(
      await confirm(app, { as: official, importId, plan: { territory: 'OWN01', title: 'План на своята община' } }),
    ).toMatchObject({ number: 1 });
    const planId = await planOf(app, { as: official, importId });
    const changed = await send(app, { bytes: PLAN, as: stranger });
    expect(await app.refusal(CONFIRM, { as: stranger, variables: { input: { importId: changed, planId } } })).toBe(
      'NOT_FOUND',
    );
  });

  it('not for a settlement', async () => {
    const importId = await send(app, { bytes: PLAN, as: official });
    const administrator = await buildPerson(app, { role: 'ADMINISTRATOR' });
    const { code } =
      (await oneRow<{ code: string }>(
        worldContext(app),
        sql`insert into territory (kind, code, name, search_text) values ('SETTLEMENT', '99990', 'Село', 'село') returning code`,
      )) ?? {};
    expect(
      await refusalOf(app, CONFIRM, {
        as: administrator,
        variables: { input: { importId, plan: { territory: code, title: 'План на село' } } },
      }),
    ).toEqual({ code: 'BAD_INPUT', key: 'planImport.territoryWithoutPlans' });
  });
});

describe('two confirmations at once', () => {
  const outcomes = async (inputs: readonly object[]): Promise<string[]> => {
    const answers = await Promise.all(
      inputs.map((input) => refusalOf(app, CONFIRM, { as: official, variables: { input } })),
    );
    return answers.map((answer) => (answer === null ? 'entered' : String(answer.code))).toSorted();
  };
  const measuresOf = async (wording: string): Promise<number> =>
    (
      await oneRow<{ count: number }>(
        worldContext(app),
        sql`select count(*)::int as count from measure_version where wording = ${wording}`,
      )
    )?.count ?? 0;

  it('of one import: one enters, the other gets CONFLICT', async () => {
    const importId = await send(app, { bytes: csvPlan([{ wording: 'Веднъж от един внос' }]), as: official });
    const plan = { territory: 'OWN01', title: 'План от един внос' };
    expect(
      await outcomes([
        { importId, plan },
        { importId, plan },
      ]),
    ).toEqual(['CONFLICT', 'entered']);
    expect(await measuresOf('Веднъж от един внос')).toBe(1);
  });

  it('of the same content as two new plans of a municipality: one enters', async () => {
    const bytes = csvPlan([{ wording: 'Веднъж от два вноса' }]);
    const plan = { territory: 'OWN01', title: 'План от два вноса' };
    const ids = [await send(app, { bytes, as: official }), await send(app, { bytes, as: official })];
    expect(await outcomes(ids.map((importId) => ({ importId, plan })))).toEqual(['CONFLICT', 'entered']);
    expect(await measuresOf('Веднъж от два вноса')).toBe(1);
  });

  it('of two changed files: the second is compared with the first, and each has its number', async () => {
    const first = await send(app, { bytes: csvPlan([{ wording: 'Основа на плана' }]), as: official });
    await confirm(app, { as: official, importId: first, plan: { territory: 'OWN01', title: 'План с две промени' } });
    const planId = await planOf(app, { as: official, importId: first });
    const changed = (added: string) =>
      send(app, { bytes: csvPlan([{ wording: 'Основа на плана' }, { wording: added }]), as: official });
    const ids = [await changed('Боядисване на оградата'), await changed('Концерт на открито през август')];
    expect(await outcomes(ids.map((importId) => ({ importId, planId })))).toEqual(['entered', 'entered']);
    const { actionPlan } = await app.ask(
      'query ($id: ID!) { actionPlan(id: $id) { measureCount versions { number changes { change } } } }',
      { variables: { id: planId } },
    );
    expect(actionPlan).toEqual({
      measureCount: 2,
      versions: [
        { number: 3, changes: [{ change: 'ADDED' }, { change: 'DROPPED' }] },
        { number: 2, changes: [{ change: 'ADDED' }] },
        { number: 1, changes: [] },
      ],
    });
  });
});
