/** What a first visit loads and asks, that nothing moves under the reader, and what a second one shows at once. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { pageGoals } from '../bench/pages.ts';
import { weighScript } from '../bench/pages-browser.ts';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor, DESK, PHONE } from '../support/browser-visitor.ts';

const journey = openJourney();
let publicPages: Readonly<Record<string, string>>;

beforeAll(async () => {
  const { plans } = await journey.house.ask(`{
    plans: actionPlans(territory: "RAZ16", first: 5) { nodes { id measureCount measures(first: 1) { nodes { id } } } }
  }`);
  const plan = plans.nodes.find(({ measureCount }: { measureCount: number }) => measureCount > 0);
  publicPages = {
    plan: `/plans/${plan.id}`,
    measure: `/measures/${plan.measures.nodes[0].id}`,
    municipality: '/municipalities/RAZ16',
    home: '/',
  };
});

const questionsOf = (page: Page): string[] => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/graphql') asked.push(`${searchParams.get('documentId')} ${searchParams.get('variables')}`);
  });
  return asked;
};

test.each(['plan', 'monitor'])("the script of a first visit to the %s's first screen is light", async (name) => {
  const path = publicPages[name] ?? '/observe';
  const { bytes } = await weighScript({ browser: journey.browser, address: journey.house.address, path });
  expect(bytes).toBeLessThanOrEqual(pageGoals.scriptBytes);
  expect(bytes).toBeGreaterThan(20_000);
});

test('on a first visit, each question is asked once, and before the program is there', async () => {
  for (const [name, path] of Object.entries(publicPages)) {
    const { page, open } = await createVisitor({ journey });
    const asked = questionsOf(page);
    await open(path);
    expect(new Set(asked).size, name).toBe(asked.length);
    const ahead = await page.evaluate(() => [...(globalThis.sverkaAskedAhead ?? [])].map(([key]) => key));
    expect(ahead, `asked ahead and not used on ${name}`).toEqual([]);
    expect(asked.length, name).toBeGreaterThan(1);
  }
});

test.each(['bg', 'en', 'tr'] as const)('a visit in %s fetches the words of that language alone', async (language) => {
  const { page, open } = await createVisitor({ journey, language });
  const words = new Set<string>();
  page.on('request', (request) => {
    const [, name] = /\/([a-z]+)(?:\.work)?-[\w-]+\.js$/u.exec(request.url()) ?? [];
    if (name !== undefined && ['bg', 'en', 'tr', 'rom'].includes(name)) words.add(name);
  });
  await open(publicPages['plan'] ?? '');
  expect([...words]).toEqual([language]);
});

test.each([PHONE, DESK])('on a first visit, nothing moves under the reader (%o)', async (viewport) => {
  for (const [name, path] of Object.entries(publicPages)) {
    const { page, open } = await createVisitor({ journey, viewport });
    await page.addInitScript(() => {
      const seen = { shift: 0 };
      Object.assign(globalThis, { seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) seen.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await open(path);
    const shift = await page.evaluate(() => (globalThis as unknown as { seen: { shift: number } }).seen.shift);
    expect(shift, name).toBeLessThanOrEqual(pageGoals.cls);
  }
});

const keptCount = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const stores = await Promise.all(names.map((name) => caches.open(name)));
    return (await Promise.all(stores.map((store) => store.keys()))).flat().length;
  });

test('a public page seen before is there before its answer, is read again behind, and says so', async () => {
  const { page, context, open, sees } = await createVisitor({ journey });
  await open(publicPages['plan'] ?? '');
  await expect.poll(() => keptCount(page)).toBeGreaterThan(1);
  const heading = await page.locator('h1').innerText();
  const answers: (() => void)[] = [];
  await context.route('**/graphql?*', async (route) => {
    await new Promise<void>((answer) => answers.push(answer));
    await route.continue();
  });
  await page.reload();
  await sees(heading);
  await page.locator('#measures tbody a').first().waitFor();
  await page.getByText('Показано е последно видяното, обновява се…').waitFor();
  for (const answer of answers) answer();
  await page.getByText('Показано е последно видяното, обновява се…').waitFor({ state: 'detached' });
  await context.unrouteAll({ behavior: 'ignoreErrors' });
});

test('of what somebody sees who is signed in nothing is kept, and signing in and out clears what was', async () => {
  const stranger = await createVisitor({ journey });
  await stranger.open(publicPages['plan'] ?? '');
  await expect.poll(() => keptCount(stranger.page)).toBeGreaterThan(1);
  await stranger.open('/sign-in');
  await stranger.page.getByRole('button', { name: 'Проверяващ, Кубрат', exact: true }).click();
  await stranger.page.locator('.own-work .who').waitFor();
  expect(await keptCount(stranger.page)).toBe(0);
  for (const path of Object.values(publicPages)) await stranger.open(path);
  expect(await keptCount(stranger.page)).toBe(0);
});
