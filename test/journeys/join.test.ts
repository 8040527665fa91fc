/**
 * From an administrator to a monitor without an e-mail, by the screen: a verifier is made and signs in with a second
 * factor, prints a card; a neighbour joins with it, says what they see, loses the phone, and comes back on another.
 */
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { totpCode, totpStep } from '../../server/people/accounts/totp.ts';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor, PHONE, type Visitor } from '../support/browser-visitor.ts';
import { typedInCyrillic } from '../support/typed-in-cyrillic.ts';

const PICTURES = resolve(import.meta.dirname, '../pictures');
const verifierEmail = 'verifier@example.org';
const measure = 'Подготовка за кандидатстване и наставници за бъдещи студенти';

const journey = openJourney();
let cardPath: string;
let paperCode: string;

async function printed({ page }: Visitor, name: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  await page.emulateMedia({ media: null });
}

/** What the authenticator app of a person shows. */
async function appCode({ page }: Visitor): Promise<string> {
  return totpCode(await page.locator('code.secret').innerText(), totpStep(new Date()));
}

test('an administrator makes a verifier, who signs in by a mail and a second factor, and prints a card', async () => {
  const administrator = await createVisitor({ journey, as: 'Администратор' });
  await administrator.open('/memberships');
  await administrator.sees('Вие сте единственият администратор.');
  await administrator.page.getByLabel('Адрес на електронна поща').fill(verifierEmail);
  await administrator.page.getByLabel('Име', { exact: true }).fill('Проверяваща, Кубрат');
  await administrator.page.getByLabel('Роля', { exact: true }).selectOption('VERIFIER');
  await administrator.page.getByRole('combobox', { name: 'Място' }).fill('Кубр');
  await administrator.page
    .getByRole('option', { name: /^Кубрат.*Разград/ })
    .first()
    .click();
  await administrator.picture('memberships');
  await administrator.press('Дайте ролята');
  await administrator.sees('Проверяваща, Кубрат');
  await administrator.press(/^Прекратете \(Проверяваща, Кубрат\)/);
  await administrator.page.getByRole('dialog', { name: 'Да се прекрати ли ролята на Проверяваща, Кубрат?' }).waitFor();
  await administrator.page.keyboard.press('Escape');

  const verifier = await createVisitor({ journey });
  await verifier.open('/sign-in');
  await verifier.page.getByLabel('Адрес на електронна поща').first().fill(verifierEmail);
  await verifier.press('Изпратете ми код');
  await verifier.sees(/Ако verifier@example.org има профил/);
  await verifier.sees(/Оттук писма не тръгват/);
  expect(await verifier.page.getByRole('link', { name: 'Неизпратена поща' }).getAttribute('href')).toBe('/outbox');
  await verifier.picture('sign-in-code');
  await administrator.press('Неизпратена поща', administrator.page.locator('.own-work'));
  await administrator.sees('Вход в Сверка');
  await administrator.picture('outbox');
  const code = /\d{4} \d{4}/.exec(await administrator.text())?.[0] ?? '';
  await verifier.page.getByLabel('Код от писмото').fill(code);
  await verifier.press('Вход');
  await verifier.page.locator('.own-work .who', { hasText: 'Проверяваща, Кубрат' }).waitFor();

  // until the second factor is set up, the role sleeps
  await verifier.open('/invitations');
  await verifier.sees('Покани правят проверяващи и администратори.');
  await verifier.open('/account');
  await verifier.sees('Тази роля още не действа: Проверяващ.');
  await verifier.picture('account-sleeping');
  await verifier.press('Настройте');
  await verifier.page.locator('.qr-code').waitFor();
  await verifier.page.getByLabel('Код', { exact: true }).fill(await appCode(verifier));
  await verifier.picture('account-second-factor');
  await verifier.press('Потвърдете');
  await verifier.sees('Десет кода на хартия');
  expect(await verifier.page.locator('.paper-codes li').count()).toBe(10);
  await verifier.page.getByLabel('Записах ги на хартия').check();
  await verifier.press('Готово');
  await verifier.sees('Работи. Остават 10 кода на хартия.');
  await verifier.picture('account');
  expect(await verifier.page.locator('.own-work').innerText()).not.toContain('Неизпратена поща');

  await verifier.open('/invitations');
  await verifier.page.getByRole('combobox', { name: 'За кое място' }).fill('Севар');
  await verifier.page.getByRole('option', { name: /Севар/ }).first().click();
  await verifier.page.getByLabel('За колко души').fill('3');
  await verifier.press('Направете карта');
  const address = await verifier.page.locator('.invitation-card .address').innerText();
  expect(address).toMatch(/^http:\/\/localhost:\d+\/join#[\w-]{22}$/);
  cardPath = `/join${new URL(address).hash}`;
  await verifier.picture('invitations');
  await printed(verifier, 'invitation-card-print');
  await verifier.page.emulateMedia({ media: 'print' });
  expect(await verifier.page.locator('.invitation-card').isVisible()).toBe(true);
  expect(await verifier.page.locator('form').first().isVisible()).toBe(false);
});

test('a neighbour joins without an e-mail, says what they see, loses the phone, and comes back on another', async () => {
  const lost = await createVisitor({ journey, viewport: PHONE });
  await lost.open(cardPath);
  await lost.sees('Не искаме име, адрес, имейл или телефон.');
  await lost.picture('join');
  await lost.press('Съгласявам се и се включвам');
  await lost.sees('Запиши този код на хартия');
  expect(lost.page.url()).not.toContain('#');
  paperCode = await lost.page.locator('.paper-codes code').innerText();
  await lost.picture('join-code');
  await lost.page.getByLabel('Записах го на хартия').check();
  await lost.press('Към първия въпрос');
  await lost.page.waitForURL(/\/observe$/);
  await lost.settle();
  await observe(lost);

  const next = await createVisitor({ journey, viewport: PHONE });
  await next.open('/sign-in');
  await next.page.getByText('Нямам имейл, имам код на хартия').click();
  await next.page.getByLabel('Код от хартията').fill(typedInCyrillic(paperCode));
  await next.picture('sign-in-recovery');
  await next.press('Върни ме');
  await next.sees('Вътре си. Това е новият ти код');
  expect(await next.page.locator('.paper-codes code').innerText()).not.toBe(paperCode);
  await next.page.getByLabel('Записах го на хартия').check();
  await next.press('Към първия въпрос');
  await next.page.locator('.own-work .who', { hasText: 'Наблюдател, Севар' }).waitFor();
  await next.open('/my-observations');
  await next.sees(measure);
  await next.open('/account');
  await next.sees('Без адрес');
  await next.picture('account-monitor');

  await lost.open('/my-observations');
  expect(await lost.text()).not.toContain(measure);
  expect(await lost.page.locator('.own-work').count()).toBe(0);

  // the code that was used is worth nothing to whoever finds the paper
  const finder = await createVisitor({ journey, viewport: PHONE });
  await finder.open('/sign-in');
  await finder.page.getByText('Нямам имейл, имам код на хартия').click();
  await finder.page.getByLabel('Код от хартията').fill(paperCode);
  await finder.press('Върни ме');
  await finder.sees('Този код не е верен или вече е използван.');
});

test('a letter’s link that is opened where the page stands already counts, and a half-open session can be given up', async () => {
  const verifier = await createVisitor({ journey });
  await verifier.open('/sign-in');
  await verifier.page.getByLabel('Адрес на електронна поща').first().fill(verifierEmail);
  await verifier.press('Изпратете ми код');
  const administrator = await createVisitor({ journey, as: 'Администратор' });
  await administrator.open('/outbox');
  const link = /#link=\S+/.exec(await administrator.text())?.[0] ?? '';
  await verifier.open(`/sign-in${link}`);
  await verifier.sees('Отворихте връзка от писмо на Сверка.');
  await verifier.press('Вход');
  await verifier.sees('Още една стъпка');
  await verifier.picture('sign-in-factor');
  await verifier.press('Друг профил или друг начин');
  await verifier.sees('С код по пощата');
  expect(await verifier.page.locator('.own-work').count()).toBe(0);
  await administrator.open('/sign-in');
  await administrator.sees('Вече сте влезли като Администратор.');
});

test('a card that does not work says so, and the link of the first administrator is asked for nothing more', async () => {
  const stranger = await createVisitor({ journey, viewport: PHONE });
  await stranger.open('/join#nothing');
  await stranger.sees('Тази карта не работи');
  await stranger.picture('join-worthless');
  const [used, other] = [stranger.page.url(), await anotherCard()];
  await stranger.open(other);
  expect(stranger.page.url()).not.toBe(used);
  await stranger.sees('Поканен си да казваш какво става с обещаното');
  await stranger.open('/first-administrator#nothing');
  await stranger.page.getByLabel('Име', { exact: true }).fill('Ива');
  await stranger.page.getByLabel('Адрес на електронна поща').fill('iva@example.org');
  await stranger.picture('first-administrator');
  await stranger.press('Станете администратор');
  await stranger.sees('Тази връзка не е вярна');
  expect(await stranger.page.locator('.own-work').count()).toBe(0);
});

/** The address of a card with room, as its maker sees it. */
async function anotherCard(): Promise<string> {
  const administrator = await createVisitor({ journey, as: 'Администратор' });
  await administrator.open('/invitations');
  await administrator.page.getByRole('combobox', { name: 'За кое място' }).fill('Севар');
  await administrator.page.getByRole('option', { name: /Севар/ }).first().click();
  await administrator.press('Направете карта');
  return `/join${new URL(await administrator.page.locator('.invitation-card .address').first().innerText()).hash}`;
}

async function observe(monitor: Visitor): Promise<void> {
  const { page } = monitor;
  await page.getByRole('combobox').fill('сев');
  await page.getByRole('option', { name: /Севар/ }).click();
  await monitor.press('Напред');
  await page.getByRole('searchbox').fill('наставници');
  await page.getByText('1 мярка', { exact: true }).waitFor();
  await page.getByText(measure).click();
  await monitor.press('Напред');
  await page.getByRole('radio', { name: /^Не\s*Нищо не е започнало/ }).check();
  await monitor.press('Напред');
  await page.getByRole('radio', { name: /^Говорих|^Казаха ми хора/ }).check();
  await monitor.press('Напред');
  await page.getByRole('radio', { name: 'Този месец' }).check();
  await monitor.press('Напред');
  await page.getByLabel('Твоите думи').fill('Няма наставници.');
  await monitor.press('Напред');
  await monitor.press('Изпрати');
  await monitor.sees('Получено. Благодарим!');
}
