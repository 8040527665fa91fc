import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { oneRow, rows, sql } from '../../server/platform/sql.ts';
import { loadRegister } from '../../server/territories/register.ts';
import { importSettlements } from '../../server/territories/settlement-import.ts';
import { atEndOfFile } from '../support/end-of-file.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { worldContext } from '../support/world.ts';

const REGISTER = fileURLToPath(new URL('../../../shared/data/ekatte/settlements.csv', import.meta.url));
const HEADING = 'ekatte,kind,name,name_en,municipality,lon,lat';

let app: TestApp;
let folder: string;

const settlements = async (): Promise<number> =>
  (
    await oneRow<{ count: number }>(
      worldContext(app),
      sql`select count(*)::int as count from territory where kind = 'SETTLEMENT'`,
    )
  )?.count ?? 0;

async function importLines(
  lines: readonly string[],
  options: { readonly heading?: string; readonly municipalities?: readonly string[] } = {},
) {
  const file = join(folder, 'register.csv');
  writeFileSync(file, [options.heading ?? HEADING, ...lines].join('\n'));
  return importSettlements(worldContext(app), {
    file,
    ...(options.municipalities && { municipalities: options.municipalities }),
  });
}

beforeAll(async () => {
  app = await createTestApp();
  await loadRegister(worldContext(app));
  folder = mkdtempSync(join(tmpdir(), 'sverka-register-'));
  atEndOfFile(() => rmSync(folder, { recursive: true, force: true }));
});

describe('a register of settlements', () => {
  it('adds what is new, changes what differs, leaves the rest, and says so', async () => {
    expect(
      await importLines(['40422,town,Кубрат,Kubrat,RAZ16,26.5,43.79', '72223,village,Тертер,Terter,RAZ16,,']),
    ).toEqual({ added: 2, changed: 0, unchanged: 0, refused: [] });
    expect(
      await importLines(['40422,town,Кубрат,Kubrat,RAZ16,26.5,43.79', '72223,town,Тертер,Terter,RAZ16,26.7,43.9']),
    ).toEqual({ added: 0, changed: 1, unchanged: 1, refused: [] });
    const { territory } = await app.ask(
      '{ territory(code: "72223") { name nameEn kind settlementKind longitude latitude parent { code } } }',
    );
    expect(territory).toEqual({
      name: 'Тертер',
      nameEn: 'Terter',
      kind: 'SETTLEMENT',
      settlementKind: 'town',
      longitude: 26.7,
      latitude: 43.9,
      parent: { code: 'RAZ16' },
    });
  });

  it('refuses a bad row with its line and reason, also below blank lines and rows of several lines, and takes the rest', async () => {
    const result = await importLines([
      '1234,village,Къс код,,RAZ16,,',
      '',
      '50001,village,"Име на',
      'два реда",,RAZ16,,',
      '50002,village,Без община,,RAZ99,,',
      '50003,village,,,RAZ16,,',
      '50004,village,Далеч,,RAZ16,200,43',
      '50005,village,Редно,,RAZ16,26,43',
      '50005,village,Пак,,RAZ16,26,43',
      '50006,planet,Чудно,,RAZ16,26,43',
      '50007,village,\ufffd\ufffd\ufffd,,RAZ16,26,43',
    ]);
    expect(result).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
    expect(result.refused).toEqual([
      { line: 2, code: '1234', reason: 'the EKATTE code is not five digits' },
      { line: 6, code: '50002', reason: 'the municipality RAZ99 is unknown' },
      { line: 7, code: '50003', reason: 'the name is missing or too long' },
      { line: 8, code: '50004', reason: 'the coordinates are not degrees' },
      { line: 10, code: '50005', reason: 'the EKATTE code stands twice in the file' },
      { line: 11, code: '50006', reason: 'the kind planet is none of town, village, monastery' },
      { line: 12, code: '50007', reason: 'the name is not written in UTF-8' },
    ]);
  });

  it('never takes a settlement for another kind of territory', async () => {
    await rows(
      worldContext(app),
      sql`insert into territory (kind, code, name, search_text) values ('NEIGHBOURHOOD', '60000', 'Квартал', 'квартал')`,
    );
    expect((await importLines(['60000,village,Село,,RAZ16,,'])).refused).toEqual([
      { line: 2, code: '60000', reason: 'the code belongs to a territory of another kind' },
    ]);
    expect(await rows(worldContext(app), sql`select name, kind from territory where code = '60000'`)).toEqual([
      { name: 'Квартал', kind: 'NEIGHBOURHOOD' },
    ]);
  });

  it('enters nothing of a file that breaks off, is no register, or is not there', async () => {
    const before = await settlements();
    const good = Array.from({ length: 1_500 }, (_, index) => `${70_000 + index},village,Село ${index},,RAZ16,,`);
    await expect(importLines([...good, '79999,village,"Без край,,RAZ16,,'])).rejects.toThrow('Quote Not Closed');
    await expect(importLines(good, { heading: 'code,name' })).rejects.toThrow('no column ekatte, kind, municipality');
    await expect(importSettlements(worldContext(app), { file: join(folder, 'none.csv') })).rejects.toThrow('ENOENT');
    expect(await settlements()).toBe(before);
  });

  it('gives only the settlements of the municipalities that were asked for', async () => {
    expect(
      await importLines(
        ['80001,village,Нужно,,RAZ16,,', '80002,village,Ненужно,,LOM,,', '80003,village,Друго,,RAZ14,,'],
        { municipalities: ['RAZ16'] },
      ),
    ).toMatchObject({ added: 1, refused: [{ line: 3 }] });
  });
});

it('the national register enters whole, and again changes nothing', async (context) => {
  if (!existsSync(REGISTER) && process.env['CHECK_SHARED'] !== '1')
    context.skip('settlements.csv is not beside the project; CHECK_SHARED=1 requires it');
  await rows(worldContext(app), sql`delete from territory where kind = 'SETTLEMENT'`);
  const reported: number[] = [];
  const first = await importSettlements(worldContext(app), {
    file: REGISTER,
    report: (read) => void reported.push(read),
  });
  expect(first).toEqual({ added: 5_266, changed: 0, unchanged: 0, refused: [] });
  expect(reported.at(-1)).toBe(5_266);
  expect(await importSettlements(worldContext(app), { file: REGISTER })).toEqual({
    added: 0,
    changed: 0,
    unchanged: 5_266,
    refused: [],
  });
  const { territory } = await app.ask('{ territory(code: "RAZ16") { settlements { name settlementKind } } }');
  expect(territory.settlements).toContainEqual({ name: 'Кубрат', settlementKind: 'town' });
});
