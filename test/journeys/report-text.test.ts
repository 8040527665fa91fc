/**
 * A reader reports what somebody could be recognised by; a verifier hides it, or of what a coalition wrote an administrator;
 * the reader finds it gone, and why.
 */
import { expect, test } from 'vitest';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor } from '../support/browser-visitor.ts';

const journey = openJourney();
const reported = 'Автобус има само до едното училище. За градината родителите карат децата сами.';

test('a reader without an account reports a text, and verifiers hide it', async () => {
  const reader = await createVisitor({ journey });
  await reader.open('/');
  await reader.page.getByRole('searchbox').fill('kubrat');
  await reader.press(/Община Кубрат/, reader.page.locator('.found'));
  await reader.press(/^План за действие на община Кубрат/);
  await reader.press(/^Безплатен автобус/);
  const address = new URL(reader.page.url()).pathname;
  const card = reader.page.locator('.observations li', { hasText: reported });
  await reader.press('Този текст не бива да се чете така', card);
  await reader.page.getByRole('dialog').waitFor();
  await reader.picture('report-text');
  await reader.page.getByText('Личи кой го е писал.').click();
  await reader.page.getByRole('button', { name: 'Изпрати' }).click();
  await reader.page.getByRole('dialog').waitFor({ state: 'detached' });

  const verifier = await createVisitor({ journey, as: 'Проверяващ, Кубрат' });
  await verifier.open('/verify');
  const text = verifier.page.locator('.queue-item', { hasText: reported });
  await text.waitFor();
  await verifier.picture('reported-texts');
  await text.getByText('Скривам думите').click();
  await text.getByLabel('Причина').fill('Личи кой пише.');
  await text.getByRole('button', { name: 'Запиши решението' }).click();
  await text.waitFor({ state: 'detached' });

  await reader.open(address);
  expect(await reader.text()).not.toContain(reported);
  expect(await reader.text()).toContain('думите са скрити от проверяващ');
});

const title = 'Автобус за всяко дете';

test('a reader reports the words of a campaign, an administrator hides them, and shows them again', async () => {
  const reader = await createVisitor({ journey });
  await reader.open('/campaigns');
  await reader.press(title);
  const address = new URL(reader.page.url()).pathname;
  await reader.page.locator('h1', { hasText: title }).waitFor();
  await reader.page.getByRole('button', { name: 'Този текст не бива да се чете така' }).first().click();
  await reader.page.getByRole('dialog').waitFor();
  await reader.page.getByText('Обижда или заплашва.').click();
  await reader.page.getByRole('button', { name: 'Изпрати' }).click();
  await reader.page.getByRole('dialog').waitFor({ state: 'detached' });

  const administrator = await createVisitor({ journey, as: 'Администратор' });
  await administrator.open('/');
  await administrator.press('Сигнали за думи', administrator.page.locator('.own-work'));
  const waiting = administrator.page
    .locator('section', { hasText: 'Чакат решение' })
    .locator('.queue-item', { hasText: title });
  await waiting.waitFor();
  await waiting.getByText('Скривам думите').click();
  await waiting.getByText('Обиждат или заплашват').click();
  await administrator.picture('reported-words');
  await waiting.getByLabel('Причина').fill('Има обидна дума.');
  await waiting.getByRole('button', { name: 'Запиши решението' }).click();
  const hidden = administrator.page
    .locator('section', { hasText: 'Скрити думи' })
    .locator('.queue-item', { hasText: title });
  await hidden.waitFor();
  await administrator.picture('hidden-words');

  await reader.open(address);
  await reader.page.getByText('защото обиждат или заплашват').first().waitFor();
  expect(await reader.text()).not.toContain(title);
  await reader.picture('hidden-campaign');

  await hidden.getByLabel('Причина').fill('Думата не е обидна.');
  await hidden.getByRole('button', { name: 'Запиши решението' }).click();
  await hidden.waitFor({ state: 'detached' });
  await reader.open(address);
  await reader.page.locator('h1', { hasText: title }).waitFor();
});
