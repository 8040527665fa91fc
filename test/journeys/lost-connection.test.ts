/** The network goes away at the worst moment: nothing that a monitor said is lost, and nothing is counted twice. */
import { expect, test } from 'vitest';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor, keepPictures, type Visitor } from '../support/browser-visitor.ts';

const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_FAILED/;

const journey = openJourney();

async function idOf(code: string): Promise<string> {
  const { actionPlans } = await journey.house.ask(
    `{ actionPlans(territory: "RAZ16", first: 5) { nodes { measures(first: 50) { nodes { id code } } } } }`,
  );
  const measures = actionPlans.nodes.flatMap((plan: any) => plan.measures.nodes);
  return measures.find((measure: { code: string }) => measure.code === code).id;
}

/** Answers everything about a measure up to the look over. */
async function answer(
  { page, press, open }: Visitor,
  { measureId, words }: { measureId: string; words: string },
): Promise<void> {
  await open(`/observe/${measureId}`);
  await press('Цялата община Кубрат');
  await press('Напред');
  await page.getByRole('radio', { name: /^Малко/ }).check();
  await press('Напред');
  await page.getByRole('radio', { name: /^Бях там/ }).check();
  await press('Напред');
  await page.getByRole('radio', { name: 'Тази седмица' }).check();
  await press('Напред');
  await page.getByLabel('Твоите думи').fill(words);
  await press('Напред');
}

/** How often words stand among the monitor's own observations. */
async function countOwn(monitor: Visitor, words: string): Promise<number> {
  await monitor.open('/my-observations');
  return monitor.page.locator('.own-observation', { hasText: words }).count();
}

test('a monitor without a network is told so, and what they sent goes by itself, once, when it is back', async () => {
  const monitor = await createVisitor({ journey, as: 'Наблюдател, Беловец' });
  const { page, context, press } = monitor;
  monitor.forgive(NO_NETWORK);
  const words = 'Стипендия получават две деца от селото.';
  await answer(monitor, { measureId: await idOf('1.3.1.1'), words });

  await context.setOffline(true);
  await monitor.sees('Няма връзка. Отговорите ти се пазят на телефона.');
  await press('Изпрати');
  await monitor.sees('Не се изпрати: няма връзка. Нищо не е загубено.');
  await monitor.sees('Няма връзка. Наблюдението ти се пази на телефона и може да се изпрати по-късно.');
  await keepPictures(page, { name: 'observe-offline', language: 'bg' });
  await page.getByRole('button', { name: 'Меню' }).click();
  await page.getByLabel('Език').selectOption('en');
  await page.getByText('Няма връзка със Сверка.').first().waitFor();
  expect(await page.getByLabel('Език').inputValue()).toBe('bg');
  await context.setOffline(false);
  await monitor.sees('Получено. Благодарим!');
  expect(await monitor.text()).not.toContain('вече беше получено');
  expect(await countOwn(monitor, words)).toBe(1);
});

test('a phone that starts anew with an observation on its way says so, and sends it when told', async () => {
  const monitor = await createVisitor({ journey, as: 'Наблюдател, Беловец' });
  const { page, press } = monitor;
  monitor.forgive(NO_NETWORK);
  const words = 'Учителката дойде два пъти тази есен.';
  await answer(monitor, { measureId: await idOf('1.3.1.1'), words });
  await page.route('**/graphql', (route) => route.abort());
  await press('Изпрати');
  await monitor.sees('Не се изпрати: няма връзка. Нищо не е загубено.');
  await page.unroute('**/graphql');

  await page.reload();
  await monitor.settle();
  await monitor.sees('Има връзка. Наблюдението още не е изпратено');
  await monitor.sees('Продължаваме оттам, докъдето стигна.');
  expect(await monitor.text()).toContain(words);
  await press('Изпрати пак');
  await monitor.sees('Получено. Благодарим!');
  expect(await monitor.text()).not.toContain('вече беше получено');
  expect(await countOwn(monitor, words)).toBe(1);
});

test('a place looked for without a network is not said to be unknown, and is found when it is back', async () => {
  const monitor = await createVisitor({ journey, as: 'Наблюдател, Беловец' });
  const { page, context, open } = monitor;
  monitor.forgive(NO_NETWORK);
  await open('/observe');
  await context.setOffline(true);
  await page.getByRole('combobox').fill('Севар');
  await monitor.sees('Няма връзка със Сверка. Написаното остава');
  expect(await monitor.text()).not.toContain('Не намираме такова място');
  await context.setOffline(false);
  await page.getByRole('option', { name: /Севар/ }).waitFor();
});

test('after a place that is not there, the first press of the button counts', async () => {
  const monitor = await createVisitor({ journey, as: 'Наблюдател, Беловец' });
  const { page, open } = monitor;
  await open('/observe');
  await page.getByRole('combobox').fill('Няматаково');
  await monitor.sees('Не намираме такова място');
  const next = page.getByRole('button', { name: 'Напред' });
  const { x, y, width, height } = (await next.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.click(x + width / 2, y + height - 6);
  await monitor.sees('Напиши мястото и го избери от списъка.');
  expect(await monitor.text()).toContain('Не намираме такова място');
});

test('a verifier of whom the server cannot say who they are is not taken for a stranger', async () => {
  const verifier = await createVisitor({ journey, as: 'Проверяващ, Кубрат' });
  const { page, open } = verifier;
  verifier.forgive(/503/);
  await page.route('**/graphql*', (route) => route.fulfill({ status: 503, body: '' }));
  await open('/verify');
  await page.getByRole('button', { name: 'Опитай отново' }).waitFor();
  expect(await page.getByRole('main').getByRole('link', { name: 'Вход' }).count()).toBe(0);
  await page.unroute('**/graphql*');
  await page.getByRole('button', { name: 'Опитай отново' }).click();
  await page.getByRole('button', { name: 'Опитай отново' }).waitFor({ state: 'detached' });
  await verifier.sees('наблюдения чакат');
});

test('when the answer of the server is lost, sending again is said to have come already, and there is one observation', async () => {
  const monitor = await createVisitor({ journey, as: 'Наблюдател, Кубрат' });
  const { page, press } = monitor;
  monitor.forgive(NO_NETWORK);
  const words = 'Планът още го няма.';
  await answer(monitor, { measureId: await idOf('3.1.1.1'), words });

  let lost = 0;
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes(words) || lost > 0) return route.continue();
    lost += 1;
    // The server takes it; the phone never hears of it.
    await route.fetch();
    return route.abort();
  });
  await press('Изпрати');
  await monitor.sees('Не се изпрати: няма връзка.');
  expect(lost).toBe(1);
  await press('Изпрати пак');
  await monitor.sees('Това наблюдение вече беше получено. Записано е само веднъж.');
  await monitor.picture('observe-received-before');
  expect(await countOwn(monitor, words)).toBe(1);
});

test('a verifier whose session ended signs in beside, and what they wrote is still there to be sent', async () => {
  const verifier = await createVisitor({ journey, as: 'Проверяващ, Лом' });
  const { page, context, press } = verifier;
  verifier.forgive(/401|Unauthorized/);
  await verifier.open('/invitations');
  await page.getByRole('combobox', { name: 'За кое място' }).fill('Лом');
  await page.getByRole('listbox', { name: 'За кое място' }).getByRole('option').first().click();
  await page.getByLabel('За колко души').fill('7');
  await context.clearCookies();
  await press('Направете карта');
  const [beside] = await Promise.all([context.waitForEvent('page'), press('Вход в нов прозорец')]);
  await beside.getByRole('button', { name: 'Проверяващ, Лом', exact: true }).click();
  await beside.getByText('Върнете се в предишния прозорец').waitFor();
  await beside.close();
  expect(await page.getByLabel('За колко души').inputValue()).toBe('7');
  await press('Направете карта');
  await verifier.sees('Включени хора: 0 от 7');
});
