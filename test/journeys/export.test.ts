/** An exporter says what the data are for, takes the file and sees the rows counted; an administrator sees who did. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { exportedColumns } from '../../schema/vocabulary/exported-column.ts';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor } from '../support/browser-visitor.ts';

const journey = openJourney();
const reason = 'Проучване на пътя до училище';

test('a researcher takes verified observations out, and administrators see who, what and why', async () => {
  const researcher = await createVisitor({ journey, as: 'Изследовател, Разград' });
  await researcher.open('/exports');
  await researcher.sees('Още няма нито едно.');
  await researcher.press('Поискайте');
  await researcher.sees(/Напишете за какво са данните, с 10 до 500 знака/);
  await researcher.page.getByLabel('За какво са данните').fill(reason);
  await researcher.press('Поискайте');
  await researcher.sees('Файлът е готов. Може да се вземе до края на деня.');
  await researcher.picture('exports-ready');
  const [download] = await Promise.all([
    researcher.page.waitForEvent('download'),
    researcher.page.locator('form .notice').getByRole('link', { name: 'Свалете файла' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^sverka-observations-\d{4}-\d{2}-\d{2}\.csv$/);
  const table: Record<string, string>[] = parse(readFileSync(await download.path()), { bom: true, columns: true });
  expect(table.length).toBeGreaterThan(3);
  expect(Object.keys(table[0] ?? {})).toEqual([...exportedColumns]);
  await researcher.open('/exports');
  await researcher.sees(`Изнесени редове: ${table.length}. Взет пъти: 1.`);

  const administrator = await createVisitor({ journey, as: 'Администратор' });
  await administrator.open('/exports');
  await administrator.sees(`„${reason}“`);
  await administrator.sees(/Изследовател, Разград/);
  await administrator.sees(`Изнесени редове: ${table.length}. Взет пъти: 1.`);
  expect(await administrator.page.getByRole('link', { name: /Свалете файла/ }).count()).toBe(0);
  await administrator.picture('exports-list');
});
