/** A neighbour is told who sees what before anything is sent, reads what is kept of them, and takes all of it away again. */
import { expect, test } from 'vitest';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor, PHONE, type Visitor } from '../support/browser-visitor.ts';

const journey = openJourney();
const measure = 'Подготовка за кандидатстване и наставници за бъдещи студенти';

interface Joined {
  readonly phone: Visitor;
  /** The address of the card, for one more. */
  readonly card: string;
}

/** Joined with an older program, which asked for no consent. */
async function joinedBefore(): Promise<Joined> {
  const verifier = await createVisitor({ journey, as: 'Проверяващ, Кубрат' });
  const asked = (visitor: Visitor, query: string, variables: object) =>
    visitor.page.evaluate(async (body) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/graphql', { method: 'POST', headers, body });
      return (await answer.json()).data;
    }, JSON.stringify({ query, variables }));
  const expiresOn = (await asked(verifier, '{ today }', {})).today;
  const { createInvitation } = await asked(
    verifier,
    'mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { link } }',
    { input: { territory: 'RAZ16', usesAllowed: 2, expiresOn, language: 'BG' } },
  );
  const { hash } = new URL(createInvitation.link);
  const phone = await createVisitor({ journey, viewport: PHONE });
  await phone.open('/about');
  await asked(phone, 'mutation ($token: String!) { joinByInvitation(token: $token) { recoveryCode } }', {
    token: hash.slice(1),
  });
  return { phone, card: `/join${hash}` };
}

async function answerAll({ page, press }: Visitor): Promise<void> {
  await page.getByRole('combobox').fill('сев');
  await page.getByRole('option', { name: /Севар/ }).click();
  await press('Напред');
  await page.getByRole('searchbox').fill('наставници');
  await page.getByText('1 мярка', { exact: true }).waitFor();
  await page.getByText(measure).click();
  await press('Напред');
  await page.getByRole('radio', { name: /^Не\s*Нищо не е започнало/ }).check();
  await press('Напред');
  await page.getByRole('radio', { name: /^Говорих|^Казаха ми хора/ }).check();
  await press('Напред');
  await page.getByRole('radio', { name: 'Този месец' }).check();
  await press('Напред');
  await page.getByLabel('Твоите думи').fill('Няма наставници.');
  await press('Напред');
}

test('a neighbour agrees before the first sending, reads what is kept of them, and erases it', async () => {
  const { phone, card } = await joinedBefore();
  const next = await createVisitor({ journey, viewport: PHONE });
  await next.open(card);
  await next.sees('Кой какво ще види');
  await next.picture('join-consent');
  await next.open('/');
  await next.page.getByRole('link', { name: 'Защита на данните' }).click();
  await next.settle();
  await next.sees('Колко дълго');
  await next.sees('5 години');
  expect(await next.text()).not.toContain('1825');
  await next.picture('data-protection');

  await phone.open('/observe');
  await answerAll(phone);
  await phone.sees('Кой какво ще види');
  await phone.picture('consent');
  await phone.press('Изпрати');
  await phone.sees('Първо отбележи, че се съгласяваш.');
  await phone.page.getByLabel('Разбирам и се съгласявам.').check();
  await phone.press('Изпрати');
  await phone.sees('Получено. Благодарим!');

  await phone.open('/account');
  await phone.picture('account-erasure');
  await phone.press('Вижте и свалете данните си');
  await phone.sees('Няма наставници.');
  await phone.sees('Изпратено наблюдение');
  expect(await phone.text()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|\d{4}-\d\d|[a-z]+\.[a-z]+/);
  await phone.picture('own-data');
  const download = phone.page.waitForEvent('download');
  await phone.press('Свалете всичко като файл (JSON)');
  expect((await download).suggestedFilename()).toBe('sverka-my-data.json');

  await phone.open('/account');
  await phone.press('Изтрийте данните ми');
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Да, изтрийте' }).click();
  await phone.page.waitForURL((url) => url.pathname === '/');
  await phone.page.locator('.toast', { hasText: 'Данните ви са изтрити.' }).waitFor();
  await phone.settle();
  expect(await phone.page.locator('.own-work').count()).toBe(0);
  await phone.open('/my-observations');
  expect(await phone.text()).not.toContain(measure);
});
