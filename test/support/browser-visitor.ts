/**
 * A person before a browser of their own: signed in as nobody until said otherwise. Whatever goes wrong in the page
 * (an error on its console, an exception, a request that leaves the house) is kept and fails the test at its end.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { accessibilityComplaints, faceComplaints } from './browser-checks.ts';
import type { Journey } from './browser-house.ts';

const PICTURES = resolve(import.meta.dirname, '../pictures');
export const PHONE = { width: 360, height: 740 } as const;
export const DESK = { width: 1280, height: 900 } as const;

export interface VisitorInput {
  readonly journey: Journey;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly language?: 'bg' | 'en' | 'tr';
  /** Display name of the demo account, such as "Наблюдател, Севар". */
  readonly as?: string;
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Opens an address of the house and waits until it shows what it has. */
  open(path: string): Promise<void>;
  /** Waits until nothing is loading any more. */
  settle(): Promise<void>;
  /** The visible text of the main part. */
  text(): Promise<string>;
  sees(text: string | RegExp): Promise<Locator>;
  /** Follows the link or presses the button of this name. */
  press(name: string | RegExp, within?: Locator): Promise<void>;
  /** Keeps how the screen looks, in both languages, on a phone and on a desk, and holds it to what every screen owes. */
  picture(name: string): Promise<void>;
  /** The window as it is, for the README; only a run with PICTURES=1 writes it. */
  readmePicture(name: 'plan' | 'observe', viewport: { readonly width: number; readonly height: number }): Promise<void>;
  /** What the page complained about is expected from here on, where it matches. */
  forgive(trouble: RegExp): void;
}

/** Closed, and its troubles counted, when the test ends. */
export async function createVisitor({
  journey: { browser, house },
  viewport = PHONE,
  language = 'bg',
  as,
}: VisitorInput): Promise<Visitor> {
  const context = await browser.newContext({
    viewport,
    baseURL: house.address,
    locale: 'bg-BG',
    timezoneId: 'Europe/Sofia',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  await context.addInitScript((code) => {
    if (localStorage.getItem('sverka.language') === null) localStorage.setItem('sverka.language', code);
  }, language);
  const page = await context.newPage();
  const troubles: string[] = [];
  const forgiven: RegExp[] = [];
  const underWay = new Set<unknown>();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`exception: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    underWay.add(request);
    const url = new URL(request.url());
    const own = url.origin === house.address || url.protocol === 'data:' || url.protocol === 'blob:';
    if (!own) troubles.push(`request leaves the house: ${request.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(troubles.filter((trouble) => !forgiven.some((pattern) => pattern.test(trouble)))).toEqual([]);
  });

  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));

  const visitor: Visitor = {
    page,
    context,
    async open(path) {
      await page.goto(path);
      await visitor.settle();
    },
    async settle() {
      for (let quiet = 0; quiet < 3;) {
        await page.waitForTimeout(40);
        quiet = underWay.size === 0 ? quiet + 1 : 0;
      }
      await page.locator('h1').first().waitFor();
      await page.waitForFunction(() =>
        [...document.querySelectorAll('main .loading')].every((place) => !place.checkVisibility()),
      );
    },
    text: () => page.locator('main').innerText(),
    async sees(text) {
      const found = page.locator('main').getByText(text).filter({ visible: true }).first();
      await found.waitFor();
      return found;
    },
    async press(name, within) {
      const scope = within ?? page.locator('main');
      const wanted = { name, exact: typeof name === 'string' };
      await scope.getByRole('link', wanted).or(scope.getByRole('button', wanted)).first().click();
      await visitor.settle();
    },
    async picture(name) {
      const complaints = [...(await faceComplaints(page, language)), ...(await accessibilityComplaints(page))];
      troubles.push(...complaints.map((complaint) => `${name}: ${complaint}`));
      await keepPictures(page, { name, language });
      if (language === 'en') return;
      await showIn(visitor, 'en');
      await keepPictures(page, { name, language: 'en' });
      await showIn(visitor, 'bg');
    },
    async readmePicture(name, window) {
      if (process.env['PICTURES'] !== '1') return;
      const before = page.viewportSize() ?? PHONE;
      await page.setViewportSize(window);
      await page.mouse.move(0, 0);
      await page.screenshot({ path: resolve(PICTURES, `../../.github/${name}.png`), animations: 'disabled' });
      await page.setViewportSize(before);
    },
    forgive: (trouble) => void forgiven.push(trouble),
  };
  if (as !== undefined) await signIn(visitor, as);
  return visitor;
}

async function signIn({ page, open, settle }: Visitor, name: string): Promise<void> {
  await open('/sign-in');
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator('.own-work .who', { hasText: name }).waitFor();
  await settle();
}

/** The choice of language stands in the menu of a phone, and open on a desk. */
async function showIn({ page, settle }: Visitor, language: 'bg' | 'en'): Promise<void> {
  const before = page.viewportSize() ?? PHONE;
  await page.setViewportSize(DESK);
  await page.locator('.language select').selectOption(language);
  await page.waitForFunction((code) => document.documentElement.lang === code, language);
  await settle();
  await page.setViewportSize(before);
}

/** The screen as it stands, on a phone and on a desk, whole. */
export async function keepPictures(page: Page, { name, language }: { name: string; language: string }): Promise<void> {
  const before = page.viewportSize() ?? PHONE;
  mkdirSync(PICTURES, { recursive: true });
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, height) });
    await page.screenshot({
      path: join(PICTURES, `${name}-${language}-${viewport.width}.png`),
      fullPage: true,
      animations: 'disabled',
    });
  }
  await page.setViewportSize(before);
}
