/** The form of a report over HTTP: out, filled, and back as a draft. */
import { pino } from 'pino';
import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { createWeb } from '../../server/web.ts';
import { archiveBomb } from '../plan-import/build/hostile-files.ts';
import { atEndOfFile } from '../support/end-of-file.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { sessionCookie } from '../support/test-web.ts';
import {
  buildMunicipality,
  buildOrganization,
  buildPerson,
  buildPlan,
  buildVersion,
  worldContext,
  type BuiltVersion,
} from '../support/world.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let app: TestApp;
let address: string;
let planId: string;
let administration: string;
let cookie: string;
let strangerCookie: string;
let version: BuiltVersion;

beforeAll(async () => {
  app = await createTestApp();
  const web = await createWeb({ app, log: pino({ level: 'silent' }), pagesFolder: null });
  const server = await web.listen({ port: 0, host: '127.0.0.1' });
  atEndOfFile(() => web.close());
  const bound = server.address();
  address = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
  const municipality = await buildMunicipality(app);
  administration = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', territoryId: municipality.id });
  const school = await buildOrganization(app, { kind: 'SCHOOL' });
  ({ id: planId } = await buildPlan(app, { territoryId: municipality.id }));
  version = await buildVersion(app, {
    planId,
    measures: [
      {
        code: '1.1',
        wording: 'Ремонт на детска градина',
        responsibleIds: [administration],
        indicators: [{ wording: 'Брой деца' }, { wording: 'Дял, %' }],
      },
      { code: '1.2', wording: 'Водопровод', responsibleIds: [administration, school] },
      { code: '2.1', wording: 'Обучения', responsibleIds: [school] },
    ],
  });
  cookie = await sessionCookie(app, await buildPerson(app, { role: 'OFFICIAL', organizationId: administration }));
  strangerCookie = await sessionCookie(app, await buildPerson(app, { role: 'OFFICIAL', organizationId: school }));
});

const scope = () => `plan=${planId}&organization=${administration}`;
const template = (query = scope(), as = cookie) =>
  fetch(`${address}/imports/reports/template.xlsx?${query}`, { headers: { cookie: as } });
const send = (
  body: Uint8Array,
  { as = cookie, type = XLSX, query = scope() }: { as?: string; type?: string; query?: string } = {},
) =>
  fetch(`${address}/imports/reports?${query}`, {
    method: 'POST',
    // packing a file takes so long that a kept connection would be closed meanwhile
    headers: { cookie: as, 'content-type': type, connection: 'close' },
    body: body as Uint8Array<ArrayBuffer>,
  });
const draftOf = async (sheet: (string | number | null)[][]) =>
  (await send(await writeXlsxFile(sheet, { sheet: 'Лист' }).toBuffer())).json() as Promise<Record<string, any>>;
const firstSheet = async (bytes: Buffer) => (await readXlsxFile(bytes))[0]?.data ?? [];

describe('the form', () => {
  it('has a row for each measure of the body, and a list of levels to choose from', async () => {
    const answer = await template();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(XLSX);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(await firstSheet(bytes)).toEqual([
      [
        'Идентификатор',
        'Код',
        'Мярка',
        'Изпълнение',
        'Какво е направено',
        'Изразходвани средства',
        'Валута',
        'Показател 1',
        'Стойност 1',
        'Показател 2',
        'Стойност 2',
      ],
      [
        version.measures[0]?.id,
        '1.1',
        'Ремонт на детска градина',
        null,
        null,
        null,
        null,
        'Брой деца',
        null,
        'Дял, %',
        null,
      ],
      [version.measures[1]?.id, '1.2', 'Водопровод', null, null, null, null, null, null, null, null],
    ]);
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).toContain('"Незапочната,Ограничено,До голяма степен,Изпълнена"');
    expect(sheet).toMatch(/<col [^>]*hidden="1"/);
  });

  it('is given in English when asked for', async () => {
    const [headings] = await firstSheet(Buffer.from(await (await template(`${scope()}&lang=en`)).arrayBuffer()));
    expect(headings?.slice(0, 4)).toEqual(['Identifier', 'Code', 'Measure', 'Level']);
  });

  it('comes back as a draft that submitReport takes, and nothing is saved before', async () => {
    const [headings = [], first = [], second = []] = await firstSheet(
      Buffer.from(await (await template()).arrayBuffer()),
    );
    const draft = await draftOf([
      headings,
      [...first.slice(0, 3), 'До голяма степен', 'Готов покрив.', 1234.5, 'EUR', first[7], 41, first[9], '12,5 %'],
      [...second.slice(0, 3), null, null, '3 000,00 лв.', null, null, null, null, null],
    ] as (string | number | null)[][]);
    expect(draft).toEqual({
      statements: [
        {
          row: 2,
          measureId: version.measures[0]?.id,
          level: 'SUBSTANTIAL',
          text: 'Готов покрив.',
          spentCents: 123_450,
          currency: 'EUR',
          indicatorValues: [
            { indicatorId: version.measures[0]?.indicatorIds[0], value: 41 },
            { indicatorId: version.measures[0]?.indicatorIds[1], value: 12.5 },
          ],
        },
        {
          row: 3,
          measureId: version.measures[1]?.id,
          level: null,
          text: null,
          spentCents: 300_000,
          currency: 'BGN',
          indicatorValues: [],
        },
      ],
      issues: [],
    });
    expect(await rows(worldContext(app), sql`select 1 from measure_statement`)).toEqual([]);
    const statements = draft['statements'].map((statement: object) =>
      Object.fromEntries(Object.entries(statement).filter(([name]) => name !== 'row')),
    );
    const input = {
      planId,
      organizationId: administration,
      title: 'Отчет за 2025',
      periodLabel: '2025',
      periodFrom: '2025-01-01',
      periodTo: '2025-12-31',
      statements,
    };
    const official = (
      await rows<{ personId: string }>(
        worldContext(app),
        sql`select person_id from membership where organization_id = ${administration}`,
      )
    )[0]?.personId;
    const { submitReport } = await app.ask(
      'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { statements { level } } }',
      { as: official, variables: { input } },
    );
    expect(submitReport.statements).toEqual([{ level: 'SUBSTANTIAL' }, { level: null }]);
  });

  it('is read with its columns in another order, a title above, English words and no identifiers', async () => {
    const { statements, issues } = await draftOf([
      ['Отчет на общината', null, null],
      ['Level', 'Unknown column', 'What was done', 'Code'],
      ['complete', 'x', 'Done.', '1.2.'],
      [null, null, null, '1.1'],
    ]);
    expect(statements).toMatchObject([
      { row: 3, measureId: version.measures[1]?.id, level: 'COMPLETE', text: 'Done.' },
    ]);
    expect(issues).toEqual([]);
  });

  it('comes back empty as it went out', async () => {
    const bytes = new Uint8Array(await (await template()).arrayBuffer());
    expect(await (await send(bytes)).json()).toEqual({ statements: [], issues: [] });
  });

  it('says row and column of what it does not understand, and takes the rest', async () => {
    const { statements, issues } = await draftOf([
      [
        'Код',
        'Мярка',
        'Изпълнение',
        'Изразходвани средства',
        'Валута',
        'Показател 1',
        'Стойност 1',
        'Какво е направено',
      ],
      ['1.1', 'Ремонт на детска градина', 'горе-долу', 'доста', 'EUR', 'Друг показател', 5, 'Има покрив.'],
      ['1.2', 'Друга мярка', 'Изпълнена', 100, null, null, null, null],
      ['2.1', 'Обучения', 'Изпълнена', null, null, null, null, null],
      ['9.9', null, 'Изпълнена', null, null, null, null, null],
      ['1.1', null, 'Изпълнена', null, null, null, null, null],
      ['1.2', null, null, 100, 'долари', null, 'много', null],
    ]);
    expect(statements).toMatchObject([
      { row: 2, level: null, text: 'Има покрив.', spentCents: null, indicatorValues: [] },
      { row: 3, level: 'COMPLETE', spentCents: null, currency: null },
    ]);
    expect(issues.map(({ row, column, code, given }: Record<string, unknown>) => [row, column, code, given])).toEqual([
      [2, 'C', 'LEVEL_UNKNOWN', 'горе-долу'],
      [2, 'D', 'AMOUNT_UNREADABLE', 'доста'],
      [2, 'G', 'INDICATOR_UNKNOWN', 'Друг показател'],
      [3, 'D', 'CURRENCY_MISSING', '100'],
      [3, null, 'WORDING_DIFFERS', 'Друга мярка'],
      [4, null, 'NOT_RESPONSIBLE', '2.1'],
      [5, null, 'MEASURE_UNKNOWN', '9.9'],
      [6, null, 'NAMED_TWICE', '1.1'],
      [7, 'E', 'CURRENCY_UNKNOWN', 'долари'],
      [7, 'G', 'VALUE_UNREADABLE', 'много'],
      [7, null, 'NAMED_TWICE', '1.2'],
    ]);
  });

  it('is refused when it is none, whatever else it is', async () => {
    const problemOf = async (body: Uint8Array) => {
      const answer = await send(body);
      return [answer.status, ((await answer.json()) as { details: { problem: string } }).details.problem];
    };
    expect(
      await problemOf(
        await writeXlsxFile(
          [
            ['Име', 'Град'],
            ['а', 'б'],
          ],
          { sheet: 'Лист' },
        ).toBuffer(),
      ),
    ).toEqual([422, 'NO_PLAN_TABLE']);
    expect(await problemOf(Buffer.from('%PDF-1.7 не е таблица'))).toEqual([422, expect.stringMatching(/FORMAT/)]);
    const [status, problem] = await problemOf(archiveBomb());
    expect([status, String(problem)]).toEqual([422, expect.stringMatching(/ARCHIVE|TOO_MANY|FILE/)]);
  });

  it('is for officials of the body alone, and is told the plan and the body', async () => {
    const file = await writeXlsxFile([['Код', 'Изпълнение']], { sheet: 'Лист' }).toBuffer();
    expect((await template(scope(), '')).status).toBe(401);
    expect((await template(scope(), strangerCookie)).status).toBe(404);
    expect((await send(file, { as: '' })).status).toBe(401);
    expect((await send(file, { as: strangerCookie })).status).toBe(404);
    expect((await send(file, { query: `plan=${planId}` })).status).toBe(400);
    expect((await send(file, { type: 'text/plain' })).status).toBe(400);
  });
});
