/** The operator's commands that take files in, from the built program, into an embedded database of their own. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, type TestContext } from 'vitest';
import { buildCsv } from '../plan-import/build/csv-file.ts';
import { builtServer } from '../support/build.ts';
import { makeFolder, runProgram } from './program.ts';

const SHARED = new URL('../../../shared/data/', import.meta.url);
const HEADINGS = ['№', 'Мярка', 'Отговорник', 'Срок', 'Сума (лева)'];

function run(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; said: string }> {
  return runProgram({ parameters: [join(dirname(builtServer()), 'cli.js'), ...parameters], environment }).ends();
}

/** A file beside the project; where it is missing, only CHECK_SHARED=1 insists on it. */
function sharedFile(path: string, context: TestContext): string {
  const file = fileURLToPath(new URL(path, SHARED));
  if (!existsSync(file) && process.env['CHECK_SHARED'] !== '1')
    context.skip(`${path} is not beside the project; CHECK_SHARED=1 requires it`);
  return file;
}

test('plan:import says what it understood, enters it once, and refuses what it cannot read in one line', async () => {
  const folder = makeFolder();
  const environment = { DATA_DIR: join(folder, 'data') };
  const file = join(folder, 'план.csv');
  const row = ['1.1', 'Ремонт на детската градина', 'Община Кубрат', '2026', '1955,83'];
  writeFileSync(
    file,
    buildCsv([HEADINGS, row, ['1.2', '', 'Община Кубрат', '2026', '5']], { delimiter: ';', encoding: 'windows-1251' }),
  );

  const dry = await run(['plan:import', file, '--dry-run']);
  expect(dry).toMatchObject({
    code: 0,
    said: expect.stringContaining('1 measures in 0 priorities, 0 goals and 0 tasks; 0 rows doubtful, 1 refused'),
  });
  expect(dry.said).toContain('total: BGN 1,955.83 over 1 measures, EUR 1,000.00');
  expect(dry.said).toContain('row 3: MEASURE_WORDING_MISSING');
  expect(dry.said).not.toContain('Entered');

  expect(await run(['plan:import', file], environment)).toMatchObject({
    code: 1,
    said: expect.stringContaining('Nothing was entered. Say where it belongs'),
  });
  const target = [
    '--territory',
    'RAZ16',
    '--title',
    'План на Кубрат',
    '--from',
    '2026-01-01',
    '--to',
    '2027-12-31',
    '--act',
    'Решение № 5',
  ];
  expect(await run(['plan:import', file, ...target], environment)).toMatchObject({
    code: 0,
    said: expect.stringContaining('Entered as version 1.'),
  });
  const again = await run(['plan:import', file, ...target], environment);
  expect(again).toMatchObject({ code: 1, said: expect.stringContaining('CONFLICT: planImport.alreadyEntered') });
  expect(again.said).not.toContain('Entered as');

  const broken = join(folder, 'план.xlsx');
  writeFileSync(broken, 'нищо');
  expect(await run(['plan:import', file, ...target, '--from', '2026-02-30'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('is no day as YYYY-MM-DD: 2026-02-30'),
  });
  const refused = await run(['plan:import', broken, '--dry-run']);
  expect(refused.code).toBe(1);
  expect(refused.said.trim().split('\n')).toHaveLength(1);
  expect(refused.said).toContain('план.xlsx cannot be read: FORMAT_MISLABELLED');
}, 180_000);

test.for([
  {
    file: 'kubrat-2026-2027.xlsx',
    counts: '24 measures in 7 priorities, 12 goals and 20 tasks',
    total: 'EUR 1,099,533.19',
  },
  {
    file: 'lom-2025-2028.docx',
    counts: '20 measures in 5 priorities, 9 goals and 16 tasks',
    total: 'BGN 2,120,000.00',
  },
  {
    file: 'blagoevgrad-2024-2027.csv',
    counts: '15 measures in 3 priorities, 6 goals and 0 tasks',
    total: 'BGN 5,989,200.00',
  },
])('plan:import --dry-run of $file prints its counts and total', async ({ file, counts, total }, context) => {
  const { code, said } = await run(['plan:import', sharedFile(`plans/${file}`, context), '--dry-run']);
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining(counts) });
  expect(said).toContain(`total: ${total}`);
});

test('plan:import of kubrat-2026-2027.xlsx and territories:import of the register enter into an empty database', async (context) => {
  const environment = { DATA_DIR: join(makeFolder(), 'data') };
  const plan = [
    'plan:import',
    sharedFile('plans/kubrat-2026-2027.xlsx', context),
    '--territory',
    'RAZ16',
    '--title',
    'План за действие на община Кубрат',
  ];
  expect(await run(plan, environment)).toMatchObject({
    code: 0,
    said: expect.stringContaining('Entered as version 1.'),
  });
  const register = ['territories:import', sharedFile('ekatte/settlements.csv', context)];
  expect(await run(register, environment)).toMatchObject({
    code: 0,
    said: expect.stringContaining('5266 added, 0 changed, 0 unchanged, 0 refused'),
  });
  expect(await run(register, environment)).toMatchObject({
    code: 0,
    said: expect.stringContaining('0 added, 0 changed, 5266 unchanged, 0 refused'),
  });
}, 180_000);

test('territories:import tells what it refused and why, and ends with its own code', async () => {
  const folder = makeFolder();
  const environment = { DATA_DIR: join(folder, 'data') };
  const file = join(folder, 'register.csv');
  writeFileSync(
    file,
    'ekatte,kind,name,name_en,municipality,lon,lat\n40422,town,Кубрат,Kubrat,RAZ16,26.5,43.8\n1,village,Къс,,RAZ16,,\n',
  );
  const { code, said } = await run(['territories:import', file], environment);
  expect({ code, said }).toMatchObject({
    code: 2,
    said: expect.stringContaining('1 added, 0 changed, 0 unchanged, 1 refused'),
  });
  expect(said).toContain('line 3 (1): the EKATTE code is not five digits');
  const missing = await run(['territories:import', join(folder, 'none.csv')], environment);
  expect(missing).toMatchObject({ code: 1, said: expect.stringContaining('There is no readable file at') });
}, 180_000);
