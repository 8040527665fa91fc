/** A reader reports what somebody could be recognised by; a verifier hides it; the reader finds it gone. */
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
