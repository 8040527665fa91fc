/**
 * The main job from end to end, each step by the screen: a plan is found, a measure is observed and verified, the gap
 * on the plan changes, a coalition asks for it, and the council sees the ask.
 */
import { addDays, firstDayOfMonth, monthOf, sofiaDay } from '../../schema/rules/days.ts';
import { expect, test } from 'vitest';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor, PHONE, type Visitor } from '../support/browser-visitor.ts';

/** Claimed as begun, and nobody has looked. */
const measure = { code: '1.3.1.2', wording: 'Подготовка за кандидатстване и наставници за бъдещи студенти' };
const campaignTitle = 'Наставник за всеки зрелостник';
const demand = 'Да се назначат двама наставници до началото на учебната година.';

const journey = openJourney();
let planPath: string;

/** The figure of a filter on the plan, such as "Без наблюдения". */
async function countOf({ page }: Visitor, finding: string): Promise<number> {
  const chip = page.locator('.finding-filter a', { hasText: finding });
  return (await chip.count()) === 0 ? 0 : Number(await chip.locator('b').innerText());
}

test('a neighbour types a few letters, finds the plan, and reads why a measure stands where it stands', async () => {
  const neighbour = await createVisitor({ journey });
  const { page } = neighbour;
  await neighbour.open('/');
  for (const typed of ['кубр', 'kubrat']) {
    await page.getByRole('searchbox').fill(typed);
    await page.locator('.found').getByText('Община Кубрат').waitFor();
  }
  await neighbour.picture('find');
  await neighbour.press(/Община Кубрат/, page.locator('.found'));
  expect(await page.locator('h1').innerText()).toBe('Община Кубрат');
  await neighbour.picture('municipality');

  await page
    .getByRole('link', { name: /^План за действие на община Кубрат/ })
    .first()
    .click();
  await neighbour.settle();
  planPath = new URL(page.url()).pathname;
  expect(await neighbour.text()).toContain('Примерен план');
  await neighbour.readmePicture('plan', { width: 1100, height: 1640 });
  await neighbour.press(/^Отчетено повече от видяното/, page.locator('.finding-filter'));
  const overstated = page.locator('.measure-table tbody tr').filter({ has: page.locator('.level-cell') });
  expect(await overstated.count()).toBe(await countOf(neighbour, 'Отчетено повече от видяното'));
  await neighbour.picture('plan-overstated');

  await neighbour.press(/^Безплатен автобус/);
  const text = await neighbour.text();
  for (const said of [
    'Мярка 1.2.1.1',
    'Отчетено повече с 2 степени',
    'Транспортът е осигурен за всички записани деца.',
    'Защо „ограничено“?',
    'Средният глас е',
  ]) {
    expect(text).toContain(said);
  }
  expect(text).toContain('Автобус има само до едното училище.');
  await neighbour.picture('measure');
});

const lastMonth = addDays(firstDayOfMonth(monthOf(sofiaDay(new Date()))), -1);

test('a monitor answers one question a screen and gets a receipt', async () => {
  const monitor = await createVisitor({ journey, as: 'Наблюдател, Севар' });
  const { page } = monitor;
  await monitor.open('/observe');
  await page.getByRole('combobox').fill('сев');
  await page.getByRole('option', { name: /Севар/ }).click();
  await monitor.picture('observe-1-place');
  await monitor.press('Напред');
  await page.getByRole('searchbox').fill('наставници');
  await page.getByText('1 мярка', { exact: true }).waitFor();
  await page.getByText(measure.wording).click();
  await monitor.picture('observe-2-measure');
  await monitor.press('Напред');
  await monitor.sees('Случва ли се?');
  await monitor.press('Напред');
  await monitor.sees('Избери отговор, за да продължиш.');
  await page.getByRole('radio', { name: /^Не\s*Нищо не е започнало/ }).check();
  await monitor.picture('observe-3-answer');
  await monitor.readmePicture('observe', PHONE);
  await monitor.press('Напред');
  await page.getByRole('radio', { name: /^Говорих|^Казаха ми хора/ }).check();
  await monitor.picture('observe-4-method');
  await monitor.press('Напред');
  await page.getByRole('radio', { name: 'На дата' }).check();
  await page.getByLabel('Дата', { exact: true }).fill('2999-01-01');
  await monitor.press('Напред');
  await monitor.sees('Тази дата още не е дошла.');
  expect(await monitor.text()).not.toContain('Избери дата.');
  // of the running month nothing is public yet
  await page.getByLabel('Дата', { exact: true }).fill(lastMonth);
  await monitor.picture('observe-5-when');
  await monitor.press('Напред');
  await page.getByLabel('Твоите думи').fill('Обади се на 0888 123 456.');
  await monitor.sees('Това прилича на телефон');
  await page.getByLabel('Твоите думи').fill('Питах петима от дванадесети клас, никой няма наставник.');
  await monitor.picture('observe-6-words');
  await monitor.press('Напред');
  const lookOver = await monitor.text();
  for (const said of ['Така ли е?', 'Севар', measure.wording, 'Казаха ми хора']) expect(lookOver).toContain(said);
  await monitor.picture('observe-7-look-over');
  await monitor.press('Изпрати');
  await monitor.sees('Получено. Благодарим!');
  expect(await page.locator('.receipt-code').innerText()).toMatch(/\S{4,}/);
  await monitor.picture('observe-8-receipt');
  await monitor.press('Моите наблюдения');
  await monitor.sees('Изпратено, чака проверка');
  await monitor.picture('my-observations');
});

test('a verifier confirms it, and the counts of the plan change by that one measure', async () => {
  const verifier = await createVisitor({ journey, as: 'Проверяващ, Кубрат' });
  const { page } = verifier;
  await verifier.open(planPath);
  const before = {
    unseen: await countOf(verifier, 'Без наблюдения'),
    overstated: await countOf(verifier, 'Отчетено повече от видяното'),
  };

  await verifier.open('/verify');
  const card = page.locator('.queue-item', { hasText: measure.wording });
  expect(await card.innerText()).toContain('Питах петима');
  expect(await card.innerText()).not.toContain('Наблюдател, Севар');
  await card.getByRole('radio', { name: /^Потвърждавам/ }).check();
  await verifier.picture('verify');
  await verifier.press('Запиши решението', card);
  await card.waitFor({ state: 'detached' });

  await verifier.open(planPath);
  expect(await countOf(verifier, 'Без наблюдения')).toBe(before.unseen - 1);
  expect(await countOf(verifier, 'Отчетено повече от видяното')).toBe(before.overstated + 1);
  const row = page.locator('.measure-table tr', { hasText: measure.wording });
  expect(await row.innerText()).toContain('Отчетено повече с 1 степен');
  await verifier.press(measure.wording);
  await verifier.sees('Питах петима');
});

test('a coalition starts a campaign from the gap, sends an ask and records the answer; anyone can read it', async () => {
  const lead = await createVisitor({ journey, as: 'Водещ на коалиция, Кубрат' });
  const { page } = lead;
  await lead.open(planPath);
  await lead.press(measure.wording);
  await lead.press('Започни кампания за тази мярка');
  await lead.sees(`Тръгва от мярка ${measure.code}`);
  await page.getByLabel('Заглавие').fill(campaignTitle);
  await page.getByLabel('Какво искаме да се промени').fill('Всеки зрелостник от общността да има наставник до юни.');
  await lead.picture('campaign-new');
  await lead.press('Започни кампанията');
  await lead.sees('Още не е публична: вижда я само коалицията.');
  const campaignPath = new URL(page.url()).pathname;

  const passerBy = await createVisitor({ journey });
  passerBy.forgive(/404/);
  await passerBy.open(campaignPath);
  await passerBy.sees('Тази страница я няма');

  await lead.press('Започни публично');
  await lead.press('Започни публично', page.getByRole('dialog'));
  await lead.sees('Върви');
  await lead.press('Подготви искане');
  await page.getByLabel('Какво искаме', { exact: true }).fill(demand);
  await page.getByRole('combobox', { name: 'Кой може да го реши' }).fill('Община Куб');
  await page.getByRole('option', { name: /Община Кубрат/ }).click();
  await page.getByLabel('Законов път').selectOption({ index: 1 });
  await lead.picture('ask-draft');
  await lead.press('Запиши като чернова');
  const ask = page.locator('.ask-card', { hasText: demand });
  await ask.getByText('Чернова, вижда я само коалицията').waitFor();
  await passerBy.open(campaignPath);
  expect(await passerBy.text()).not.toContain(demand);

  await lead.press('Впиши изпращане', ask);
  await ask.getByLabel('Входящ номер').fill('ПР-77');
  await ask.getByLabel('Заведено на').fill(await ask.getByLabel('Изпратено на').inputValue());
  await lead.press('Запиши', ask);
  await ask.getByText(/Вх. № ПР-77/).waitFor();
  await lead.picture('campaign-lead');

  // Unanswered until here, it stands before the council.
  const councillor = await createVisitor({ journey, as: 'Общински съветник, Кубрат' });
  await councillor.open('/');
  await councillor.press('За общинския съвет', councillor.page.locator('.own-work'));
  const desk = await councillor.text();
  expect(desk).toContain('Как върви планът ни');
  expect(desk).toContain(demand);
  expect(
    await councillor.page.locator('#finding-OVERSTATED').locator('xpath=ancestor-or-self::section').innerText(),
  ).toContain(measure.wording);
  await councillor.picture('council');

  await lead.press('Впиши отговор', ask);
  await ask.getByRole('radio', { name: /^Обясниха/ }).check();
  await ask.getByLabel('С техни думи, накратко').fill('Търсят се кандидати.');
  await lead.press('Запиши отговора', ask);
  await ask.getByText('Търсят се кандидати.').waitFor();

  await passerBy.open(campaignPath);
  const face = await passerBy.text();
  for (const said of [
    campaignTitle,
    demand,
    'Отчетено повече с 1 степен',
    'Обясниха',
    'Търсят се кандидати.',
    'Отговорено',
  ]) {
    expect(face).toContain(said);
  }
  expect(face).not.toContain('Само за коалицията');
  await passerBy.picture('campaign');
  await councillor.page.reload();
  await councillor.settle();
  expect(await councillor.text()).not.toContain(demand);
});
