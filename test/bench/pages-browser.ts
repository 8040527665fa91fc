/** A browser as a slow phone is: what a first visit to a page loads, and when it is painted. */
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

export const SLOW_PHONE = { cpuSlowdown: 6, kilobitsPerSecond: 1_600, roundTripMs: 150 } as const;

const PHONE = { width: 360, height: 740 } as const;
const SESSION_COOKIE = 'sverka_session';
/** After the last request has ended; whatever comes later is no part of the first visit. */
const QUIET_MS = 400;
const VISIT_LIMIT_MS = 60_000;

export interface VisitInput {
  readonly browser: Browser;
  readonly address: string;
  readonly path: string;
  /** Session token of who visits; null is nobody. */
  readonly session?: string | null;
}

export interface ScriptWeight {
  /** Each file compressed by itself with gzip -9. */
  readonly bytes: number;
  readonly files: number;
}

/** All script that a first visit loads before anybody has touched the page, workers included. */
export async function weighScript(input: VisitInput): Promise<ScriptWeight> {
  const { context, page } = await openVisitor(input);
  try {
    const weights: Promise<number>[] = [];
    // of the context: a worker's script is no response of the page
    context.on('response', (response) => {
      if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
      weights.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
    });
    const settled = untilQuiet(page);
    await page.goto(input.path);
    await page.locator('main h1').first().waitFor();
    await settled();
    const bytes = (await Promise.all(weights)).reduce((sum, weight) => sum + weight, 0);
    return { bytes, files: weights.length };
  } finally {
    await context.close();
  }
}

export interface PaintFigures {
  readonly fcpMs: number;
  readonly lcpMs: number;
  /** The largest part, in a few words. */
  readonly largest: string;
  /** When the heading of the answer stood on screen. */
  readonly shownMs: number;
  /** When the last request had ended. */
  readonly doneMs: number;
  /** Layout shift: the worst session window, as browsers count it. */
  readonly cls: number;
  /** What moved, in a few words. */
  readonly shifts: readonly string[];
  readonly receivedBytes: number;
  readonly requests: number;
}

/** A first visit with a slow processor and a slow network. */
export async function openSlowly(input: VisitInput): Promise<PaintFigures> {
  const { context, page } = await openVisitor(input);
  try {
    const cdp = await context.newCDPSession(page);
    await slowDown(cdp);
    let receivedBytes = 0;
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (receivedBytes += encodedDataLength));
    await page.addInitScript(observePaints);
    let requests = 0;
    page.on('request', () => (requests += 1));
    const settled = untilQuiet(page);
    await page.goto(input.path);
    await page.locator('main h1').first().waitFor();
    await settled();
    const figures = await page.evaluate(() => (globalThis as unknown as { paints: () => Paints }).paints());
    return { ...figures, cls: worstWindow(figures.moves), receivedBytes, requests };
  } finally {
    await context.close();
  }
}

export async function slowDown(cdp: CDPSession): Promise<void> {
  const bytesPerSecond = (SLOW_PHONE.kilobitsPerSecond * 1000) / 8;
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW_PHONE.roundTripMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PHONE.cpuSlowdown });
}

/** On a phone, with nothing kept. */
export async function openVisitor({
  browser,
  address,
  session = null,
}: VisitInput): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: PHONE,
    baseURL: address,
    locale: 'bg-BG',
    timezoneId: 'Europe/Sofia',
  });
  context.setDefaultTimeout(VISIT_LIMIT_MS);
  if (session !== null) await context.addCookies([{ name: SESSION_COOKIE, value: session, url: address }]);
  return { context, page: await context.newPage() };
}

/** Begin before the visit; what it gives waits until no request has been under way for a while. */
function untilQuiet(page: Page): () => Promise<void> {
  const underWay = new Set<unknown>();
  page.on('request', (request) => underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  return async () => {
    const stepMs = 50;
    for (let quietMs = 0; quietMs < QUIET_MS; quietMs = underWay.size === 0 ? quietMs + stepMs : 0)
      await page.waitForTimeout(stepMs);
  };
}

interface Move {
  readonly atMs: number;
  readonly score: number;
}

interface Paints extends Omit<PaintFigures, 'cls' | 'receivedBytes' | 'requests'> {
  readonly moves: readonly Move[];
}

/** Runs in the page, before anything of it. */
function observePaints(): void {
  const name = (node: Node | null | undefined): string => {
    const element = node instanceof Element ? node : node?.parentElement;
    if (!element) return 'something gone';
    const text = (element.textContent ?? '').trim().replaceAll(/\s+/gu, ' ').slice(0, 40);
    const [first] = element.classList;
    return `${element.tagName.toLowerCase()}${first ? `.${first}` : ''} "${text}"`;
  };
  const seen = { fcpMs: 0, lcpMs: 0, largest: '', shownMs: 0, moves: [] as Move[], shifts: [] as string[] };
  const observe = (type: string, take: (entry: any) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') seen.fcpMs = entry.startTime;
  });
  observe('largest-contentful-paint', (entry) => {
    seen.lcpMs = entry.startTime;
    seen.largest = name(entry.element);
  });
  observe('layout-shift', (entry) => {
    if (entry.hadRecentInput) return;
    seen.moves.push({ atMs: entry.startTime, score: entry.value });
    if (entry.value >= 0.001)
      seen.shifts.push(...entry.sources.map((source: { node: Node | null }) => name(source.node)));
  });
  const waiting = new MutationObserver(() => {
    if (!document.querySelector('main h1')) return;
    waiting.disconnect();
    requestAnimationFrame(() => (seen.shownMs = performance.now()));
  });
  waiting.observe(document, { childList: true, subtree: true });
  const doneMs = () =>
    Math.max(
      0,
      ...performance.getEntriesByType('resource').map((entry) => (entry as PerformanceResourceTiming).responseEnd),
    );
  Object.assign(globalThis, { paints: () => ({ ...seen, doneMs: doneMs() }) });
}

/** Shifts less than a second apart belong together, up to five seconds. */
function worstWindow(moves: readonly Move[]): number {
  let [worst, sum, startedMs, lastMs] = [0, 0, 0, Number.NEGATIVE_INFINITY];
  for (const { atMs, score } of moves) {
    if (atMs - lastMs >= 1_000 || atMs - startedMs >= 5_000) [sum, startedMs] = [0, atMs];
    sum += score;
    lastMs = atMs;
    worst = Math.max(worst, sum);
  }
  return worst;
}
