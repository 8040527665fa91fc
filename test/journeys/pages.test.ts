/** Every page in Bulgarian and English, on a phone and on a desk: for everybody, by keyboard, on paper. */
import { beforeAll, expect, test } from 'vitest';
import {
  accessibilityComplaints,
  faceComplaints,
  keyboardComplaints,
  printComplaints,
} from '../support/browser-checks.ts';
import { openJourney } from '../support/browser-house.ts';
import { createVisitor, DESK, keepPictures, PHONE, type Visitor } from '../support/browser-visitor.ts';

const journey = openJourney();
let ids: Record<'plan' | 'measure' | 'silent' | 'strategy' | 'campaign' | 'coalition' | 'organization', string>;

beforeAll(async () => {
  const { plans, strategies, campaigns, organizations } = await journey.house.ask(`{
    plans: actionPlans(territory: "RAZ16", first: 5) { nodes { id measureCount measures(first: 50) { nodes { id code } } } }
    strategies(first: 50) { nodes { id level } }
    campaigns(first: 1) { nodes { id coalition { id } } }
    organizations(search: "Община Кубрат", first: 1) { nodes { id } }
  }`);
  const plan = plans.nodes.find(({ measureCount }: { measureCount: number }) => measureCount > 0);
  const measureId = (code: string): string =>
    plan.measures.nodes.find((measure: { code: string }) => measure.code === code).id;
  ids = {
    plan: plan.id,
    measure: measureId('1.2.1.1'),
    silent: measureId('1.3.1.1'),
    strategy: strategies.nodes.find(({ level }: { level: string }) => level === 'EU').id,
    campaign: campaigns.nodes[0].id,
    coalition: campaigns.nodes[0].coalition.id,
    organization: organizations.nodes[0].id,
  };
});

type Pages = Readonly<Record<string, string>>;

const publicPages = (): Pages => ({
  home: '/',
  'home-found': '/?q=kubrat',
  municipality: '/municipalities/RAZ16',
  district: '/municipalities/RAZ',
  plan: `/plans/${ids.plan}`,
  'plan-late': `/plans/${ids.plan}?finding=LATE`,
  'plan-past': `/plans/${ids.plan}?asOf=${new Date().getFullYear() - 1}-12-31`,
  measure: `/measures/${ids.measure}`,
  'measure-silent': `/measures/${ids.silent}`,
  strategies: '/strategies',
  strategy: `/strategies/${ids.strategy}`,
  organizations: '/organizations',
  organization: `/organizations/${ids.organization}`,
  council: '/council/RAZ16',
  campaigns: '/campaigns',
  campaign: `/campaigns/${ids.campaign}`,
  coalitions: '/coalitions',
  coalition: `/coalitions/${ids.coalition}`,
  'observe-stranger': '/observe',
  'verify-stranger': '/verify',
  'import-stranger': '/import',
  'report-stranger': `/report/${ids.plan}`,
  'sign-in': '/sign-in',
  'join-worthless': '/join',
  'account-stranger': '/account',
  'invitations-stranger': '/invitations',
  'memberships-stranger': '/memberships',
  'exports-stranger': '/exports',
  'reported-words-stranger': '/reported-words',
  'first-administrator': '/first-administrator',
  about: '/about',
  'data-protection': '/data-protection',
  'own-data-stranger': '/account/data',
  'not-found': '/no-such-page',
});

const ownPages = (): Readonly<Record<string, Pages>> => ({
  'Наблюдател, Севар': {
    'observe-place': '/observe',
    'observe-measure': `/observe/${ids.silent}`,
    'my-observations': '/my-observations',
  },
  'Проверяващ, Кубрат': { verify: '/verify', 'invitations-none': '/invitations', 'account-demo': '/account' },
  'Служител, община Кубрат': {
    'report-choose': '/report',
    report: `/report/${ids.plan}`,
    'report-council': '/council/RAZ16',
  },
  Администратор: {
    import: '/import',
    'memberships-list': '/memberships',
    'reported-words-none': '/reported-words',
    'outbox-none': '/outbox',
  },
  'Изследовател, Разград': { 'exports-none': '/exports' },
  'Водещ на коалиция, Кубрат': {
    'coalitions-lead': '/coalitions',
    'coalition-lead': `/coalitions/${ids.coalition}`,
    'coalition-new': '/coalitions/new',
    'campaign-lead': `/campaigns/${ids.campaign}`,
    'campaign-new': `/campaigns/new?measure=${ids.measure}`,
  },
});

async function complaintsOf(
  visitor: Visitor,
  { name, path, language }: { name: string; path: string; language: 'bg' | 'en' },
): Promise<string[]> {
  const { page } = visitor;
  const complaints: string[] = [];
  await page.setViewportSize(PHONE);
  await visitor.open(path);
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    const found = [...(await faceComplaints(page, language)), ...(await accessibilityComplaints(page))];
    complaints.push(...found.map((complaint) => `${name} ${language} ${viewport.width}: ${complaint}`));
  }
  await keepPictures(page, { name, language });
  if (language === 'bg') complaints.push(...(await printComplaints(page)).map((complaint) => `${name}: ${complaint}`));
  return complaints;
}

async function allComplaints(visitor: Visitor, pages: Pages, language: 'bg' | 'en'): Promise<string[]> {
  const complaints: string[] = [];
  for (const [name, path] of Object.entries(pages))
    complaints.push(...(await complaintsOf(visitor, { name, path, language })));
  return complaints;
}

const LANGUAGES = ['bg', 'en'] as const;

test('in Bulgarian and English, every public page is for everybody, on a phone, a desk and paper', async () => {
  const complaints = LANGUAGES.map(async (language) => {
    const visitor = await createVisitor({ journey, language });
    return allComplaints(visitor, publicPages(), language);
  });
  expect((await Promise.all(complaints)).flat()).toEqual([]);
});

test('in Bulgarian and English, so is every page of those who are signed in', async () => {
  const complaints = LANGUAGES.map(async (language) => {
    const found: string[] = [];
    for (const [as, pages] of Object.entries(ownPages())) {
      const visitor = await createVisitor({ journey, language, as });
      found.push(...(await allComplaints(visitor, pages, language)));
    }
    return found;
  });
  expect((await Promise.all(complaints)).flat()).toEqual([]);
});

test('by keyboard, all that can be used on a page is reached and shows its focus', async () => {
  const visitor = await createVisitor({ journey, viewport: DESK });
  const names = [
    'home-found',
    'municipality',
    'plan',
    'measure',
    'strategy',
    'organizations',
    'council',
    'campaign',
    'sign-in',
  ];
  const complaints: string[] = [];
  for (const name of names) {
    await visitor.open(String(publicPages()[name]));
    complaints.push(...(await keyboardComplaints(visitor.page)).map((complaint) => `${name}: ${complaint}`));
  }
  for (const [as, pages] of Object.entries(ownPages())) {
    const own = await createVisitor({ journey, viewport: DESK, as });
    for (const [name, path] of Object.entries(pages)) {
      await own.open(path);
      complaints.push(...(await keyboardComplaints(own.page)).map((complaint) => `${name}: ${complaint}`));
    }
  }
  expect(complaints).toEqual([]);
});

test('by keyboard, the first step skips the navigation, and on a phone the menu opens', async () => {
  const { page, open } = await createVisitor({ journey });
  await open('/');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Към съдържанието');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  await page.getByRole('button', { name: 'Меню' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Стратегии', exact: true }).waitFor();
});

test('after each step to another page the focus is on its heading', async () => {
  const { page, open, press } = await createVisitor({ journey });
  const focused = () =>
    page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent?.trim()}`);
  await open('/');
  await press('Община Кубрат');
  await expect.poll(focused).toBe('H1 Община Кубрат');
  await press(/^План за действие/);
  await expect.poll(focused).toMatch(/^H1 План за действие/);
  await press(/^Безплатен автобус/);
  await expect.poll(focused).toMatch(/^H1 Безплатен автобус/);
  await page.goBack();
  await expect.poll(focused).toMatch(/^H1 План за действие/);
});
