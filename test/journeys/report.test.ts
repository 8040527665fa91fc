/** An official says what was done of a plan, on screen and by a filled form; what they typed is never lost. */
import { readFileSync } from 'node:fs';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor, type Visitor } from '../support/browser-visitor.ts';

const stipend = { code: '1.3.1.1', wording: 'Общинска стипендия за ученици в гимназия от семейства с ниски доходи' };
const office = { code: '5.1.1.1', wording: 'Приемна за жалби с безплатен правен съвет' };

const journey = openJourney();

const statementOf = ({ page }: Visitor, { wording }: { wording: string }) =>
  page.locator('fieldset.statement', { hasText: wording });

async function openReport(official: Visitor): Promise<void> {
  await official.open('/report');
  await official.press(/^План за действие на община Кубрат/);
}

test('an official reports on a plan in one sitting, a reload loses nothing, and the measure shows the claim', async () => {
  const official = await createVisitor({ journey, as: 'Служител, община Кубрат' });
  const { page, press } = official;
  await openReport(official);
  await official.sees('Кой отчет се дължи');
  const statement = statementOf(official, stipend);
  await statement.getByRole('radio', { name: 'Ограничено' }).check();
  await statement.getByLabel('Какво е направено').fill('Отпуснати са седем стипендии.');
  await statement.getByLabel('Изразходвани средства').fill('много');
  await official.sees('Не разбираме сумата.');
  await statement.getByLabel('Изразходвани средства').fill('2 100,50');
  await official.picture('report-writing');

  await page.reload();
  await official.settle();
  await official.sees('Намерихме започнат отчет. Продължавате оттам, докъдето стигнахте.');
  expect(await statement.getByRole('radio', { name: 'Ограничено' }).isChecked()).toBe(true);
  expect(await statement.getByLabel('Какво е направено').inputValue()).toBe('Отпуснати са седем стипендии.');
  expect(await statement.getByLabel('Изразходвани средства').inputValue()).toBe('2 100,50');

  await press('Изпрати отчета');
  await official.sees('Напишете за кой период е отчетът.');
  const year = new Date().getFullYear();
  await page.getByLabel('Период', { exact: true }).fill(`начало на ${year}`);
  await page.getByLabel('От', { exact: true }).fill(`${year}-01-01`);
  await page.getByLabel('До', { exact: true }).fill(`${year}-01-02`);
  await press('Изпрати отчета');
  await official.sees('Отчетът е записан');
  await official.picture('report-sent');

  await press('Към плана');
  await press(stipend.wording);
  const measure = await official.text();
  for (const said of [`Мярка ${stipend.code}`, 'Отпуснати са седем стипендии.', `начало на ${year}`])
    expect(measure).toContain(said);
  expect(measure).toMatch(/2\s100,50\s€/);
  await openReport(official);
  expect(await official.text()).not.toContain('Намерихме започнат отчет.');
});

test('a form that was filled as a file is laid over what was typed, and can be taken back', async () => {
  const official = await createVisitor({ journey, as: 'Служител, община Кубрат' });
  const { page } = official;
  await openReport(official);
  const typed = statementOf(official, stipend);
  await typed.getByRole('radio', { name: 'До голяма степен' }).check();
  await typed.getByLabel('Какво е направено').fill('Написано на ръка.');

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Изтегли формуляр (XLSX)' }).click();
  const form = (await readXlsxFile(readFileSync(await (await downloading).path())))[0]?.data ?? [];
  const filled = form.map((row) => {
    const cells = row as (string | number | null)[];
    return cells[1] === office.code
      ? [...cells.slice(0, 3), 'Изпълнена', 'Приемната работи всеки ден.', 900, 'EUR', ...cells.slice(7)]
      : cells;
  });
  const buffer = await writeXlsxFile(filled, { sheet: 'Отчет' }).toBuffer();
  await page
    .locator('.by-file input[type=file]')
    .setInputFiles({ name: 'отчет.xlsx', mimeType: 'application/octet-stream', buffer });
  await official.sees('Стойностите са нанесени по-долу. Нищо не е изпратено.');
  const read = statementOf(official, office);
  expect(await read.getByRole('radio', { name: 'Изпълнена' }).isChecked()).toBe(true);
  expect(await read.getByLabel('Какво е направено').inputValue()).toBe('Приемната работи всеки ден.');
  expect(await typed.getByLabel('Какво е направено').inputValue()).toBe('Написано на ръка.');
  await official.picture('report-by-file');

  await official.press('Върни както беше');
  expect(await read.getByRole('radio', { name: 'Без отчет' }).isChecked()).toBe(true);
  expect(await typed.getByLabel('Какво е направено').inputValue()).toBe('Написано на ръка.');
});
