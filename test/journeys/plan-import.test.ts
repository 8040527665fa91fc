/** A plan comes in from the file that a municipality published, by the screen: looked at, corrected, confirmed. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { encryptedOffice, truncated } from '../plan-import/build/hostile-files.ts';
import { SAMPLE } from '../plan-import/build/sample-plan.ts';
import { buildXlsx } from '../plan-import/build/xlsx-file.ts';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor, type Visitor } from '../support/browser-visitor.ts';

const SHARED = new URL('../../../shared/data/plans/', import.meta.url);

const journey = openJourney();

/** The sample, with one heading that says nothing of what stands below it. */
function samplePlan(): Buffer {
  const headings = [
    'Код',
    'Приоритет',
    'Цел',
    'Задача',
    'Мярка/Дейност',
    'Графа 6',
    'Срок',
    'Сума (евро)',
    'Източник на финансиране',
    'Индикатор',
    'Мерна единица',
    'Базова стойност',
    'Целева стойност',
  ];
  const rows = SAMPLE.map((each) => [
    each.code,
    ...each.path,
    each.wording,
    each.responsible,
    each.period,
    each.amount === '' ? null : Number(each.amount),
    each.source,
    each.indicator,
    each.unit,
    Number(each.baseline),
    Number(each.target),
  ]);
  return Buffer.from(buildXlsx([{ name: 'План', rows: [headings, ...rows] }]));
}

async function upload(
  { page, settle, open }: Visitor,
  { name, buffer }: { name: string; buffer: Buffer },
): Promise<void> {
  await open('/import');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
  await settle();
}

async function correctColumn({ page, press }: Visitor): Promise<void> {
  await page.getByLabel('Колона „Графа 6“ е').selectOption('RESPONSIBLE');
  await press('Преизчисли');
  await page.locator('.import-row', { hasText: 'РУО' }).first().waitFor();
}

interface PlanOfFile {
  readonly municipality: string;
  readonly title: string;
}

/** Confirms the bodies as suggested, says which plan it is and lets it enter. */
async function confirm(visitor: Visitor, { municipality, title }: PlanOfFile): Promise<void> {
  const { page, press } = visitor;
  await press('Потвърди органите');
  await visitor.sees('Всички органи са потвърдени.');
  await page.getByRole('combobox', { name: 'Община' }).fill(municipality);
  await page
    .getByRole('option', { name: new RegExp(`^${municipality}`) })
    .first()
    .click();
  await page.getByLabel('Заглавие').fill(title);
  await page.getByLabel('От', { exact: true }).fill('2026-01-01');
  await page.getByLabel('До', { exact: true }).fill('2027-12-31');
  await press('Внеси плана');
  await page.waitForURL(/\/plans\//);
  await visitor.settle();
}

test('an administrator corrects a column, confirms, and the plan stands there with its total; the same file again adds nothing', async () => {
  const administrator = await createVisitor({ journey, as: 'Администратор' });
  const { press } = administrator;
  await upload(administrator, { name: 'Дъбрава.xlsx', buffer: samplePlan() });
  await administrator.sees('5 мерки в 2 приоритета, 3 цели и 3 задачи.');
  expect(await administrator.text()).toMatch(/266\s500,50\s€/);
  expect(await administrator.text()).not.toContain('Отговаря');
  await administrator.picture('import-review');

  await correctColumn(administrator);
  await administrator.picture('import-corrected');
  // Nothing has entered yet.
  expect(
    (await journey.house.ask(`{ actionPlans(territory: "RAZ14", first: 5) { nodes { measureCount } } }`)).actionPlans
      .nodes,
  ).toEqual([]);

  await press('Внеси плана');
  await administrator.sees('Първо потвърдете органите.');
  await confirm(administrator, { municipality: 'Исперих', title: 'План на Дъбрава 2026–2027' });
  const plan = await administrator.text();
  for (const said of ['План на Дъбрава 2026–2027', 'Летни езикови групи за бъдещи първокласници', '5 мерки'])
    expect(plan).toContain(said);
  expect(plan).toMatch(/266\s50[01]/);
  await administrator.picture('import-plan');

  await upload(administrator, { name: 'Дъбрава.xlsx', buffer: samplePlan() });
  await correctColumn(administrator);
  await administrator.sees('Този файл вече е внесен като версия 1. Внасянето пак няма да добави нищо.');
  await administrator.picture('import-again');
});

test.each([
  {
    name: 'заключен.xlsx',
    bytes: encryptedOffice(),
    words: 'Файлът е заключен с парола. Запазете го без парола и опитайте пак.',
  },
  {
    name: 'повреден.xlsx',
    bytes: truncated(),
    words: 'Файлът е повреден. Отворете го, запазете го отново и опитайте пак.',
  },
])('an official who sends $name reads what is wrong and what to do', async ({ name, bytes, words }) => {
  const official = await createVisitor({ journey, as: 'Служител, община Кубрат' });
  await upload(official, { name, buffer: Buffer.from(bytes) });
  const said = await official.text();
  expect(said).toContain('Файлът не може да се внесе');
  expect(said).toContain(words);
  await official.picture(`import-refused-${name.startsWith('з') ? 'locked' : 'broken'}`);
});

test('an official who chooses an empty file or a picture is told before it is sent', async () => {
  const { page, open, sees } = await createVisitor({ journey, as: 'Служител, община Кубрат' });
  await open('/import');
  await page.locator('input[type=file]').setInputFiles({ name: 'празен.xlsx', mimeType: '', buffer: Buffer.alloc(0) });
  await sees('Файлът е празен.');
  const picture = { name: 'снимка.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') };
  await page.locator('input[type=file]').setInputFiles(picture);
  await sees('Такъв файл не се чете.');
  expect(new URL(page.url()).pathname).toBe('/import');
});

test.for([
  {
    file: 'kubrat-2026-2027.xlsx',
    municipality: 'Кубрат',
    counts: '24 мерки в 7 приоритета, 12 цели и 20 задачи.',
    total: /1\s099\s533,19\s€/,
  },
  {
    file: 'lom-2025-2028.docx',
    municipality: 'Лом',
    counts: '20 мерки в 5 приоритета, 9 цели и 16 задачи.',
    total: /2\s120\s000\sлв/,
  },
  {
    file: 'blagoevgrad-2024-2027.csv',
    municipality: 'Благоевград',
    counts: '15 мерки в 3 приоритета, 6 цели и 0 задачи.',
    total: /5\s989\s200\sлв/,
  },
])(
  'the published file $file enters by the screen with its counts and total',
  async ({ file, municipality, counts, total }, context) => {
    const url = new URL(file, SHARED);
    if (!existsSync(url) && process.env['CHECK_SHARED'] !== '1')
      context.skip(`${file} is not beside the project; CHECK_SHARED=1 requires it`);
    const administrator = await createVisitor({ journey, as: 'Администратор' });
    await upload(administrator, { name: file, buffer: readFileSync(url) });
    await administrator.sees(counts);
    expect(await administrator.page.locator('.import-summary').innerText()).toMatch(total);
    await confirm(administrator, { municipality, title: `Внесен от ${file}` });
    expect(await administrator.text()).toContain(counts.split(' в ')[0]);
    await upload(administrator, { name: file, buffer: readFileSync(url) });
    await administrator.sees('Този файл вече е внесен като версия 1.');
  },
);
