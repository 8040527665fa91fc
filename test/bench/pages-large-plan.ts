/** A plan far longer than any that was seen so far, for what long lists cost a slow phone. Made up, entered by the command that operators use. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openVisitor, slowDown } from './pages-browser.ts';
import { runToEnd } from './programs.ts';

export const LARGE_PLAN_MEASURES = 1_000;
export const LARGE_PLAN_TITLE = 'План с хиляда мерки';
const PRIORITIES = ['Образование', 'Здравеопазване', 'Жилищни условия', 'Заетост', 'Върховенство на закона'];
const GOALS = ['Равен достъп', 'По-добро качество', 'Участие на общността', 'Подкрепа за семействата'];
const TASKS = ['Услуги', 'Обучения', 'Сгради', 'Посредници', 'Информиране'];

export interface LargePlanInput {
  /** Where the file is written. */
  readonly folder: string;
  /** Of the built command line. */
  readonly cli: string;
  readonly environment: Readonly<Record<string, string>>;
}

export async function enterLargePlan({ folder, cli, environment }: LargePlanInput): Promise<void> {
  const file = join(folder, 'large-plan.csv');
  writeFileSync(file, `\uFEFF${lines().join('\r\n')}\r\n`);
  const about = ['--territory', 'RAZ16', '--title', LARGE_PLAN_TITLE, '--from', '2026-01-01', '--to', '2030-12-31'];
  await runToEnd({ script: cli, parameters: ['plan:import', file, ...about], environment });
}

function lines(): string[] {
  const perTask = LARGE_PLAN_MEASURES / PRIORITIES.length / GOALS.length / TASKS.length;
  const measures = PRIORITIES.flatMap((priority, p) =>
    GOALS.flatMap((goal, g) =>
      TASKS.flatMap((task, t) =>
        Array.from({ length: perTask }, (_, m) => [
          priority,
          goal,
          task,
          `${p + 1}.${g + 1}.${t + 1}.${m + 1}`,
          `Работа с родители и училища за редовно посещение, дейност ${p + 1}.${g + 1}.${t + 1}.${m + 1}`,
          'Община Кубрат, училища',
          m % 3 === 0 ? 'постоянен' : 'до 30.06.2027',
          m % 4 === 0 ? '' : `${1_000 + m} евро`,
        ]),
      ),
    ),
  );
  return [['Приоритет', 'Цел', 'Задача', '№', 'Мярка', 'Отговорник', 'Срок', 'Средства'], ...measures].map((row) =>
    row.join(';'),
  );
}

export interface ScrollFigures {
  /** Rows on the page at the end. */
  readonly rows: number;
  /** Tasks over 50 ms while the page was scrolled through, with the slow processor. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
  /** Script, style and layout together, per window that was scrolled. */
  readonly workPerWindowMs: number;
}

/** Reads the whole plan, page by page, and scrolls through it once. */
export async function scrollThrough({
  browser,
  address,
  path,
}: {
  readonly browser: Browser;
  readonly address: string;
  readonly path: string;
}): Promise<ScrollFigures> {
  const visit = { browser, address, path };
  const { context, page } = await openVisitor(visit);
  try {
    await page.goto(path);
    const more = page.locator('#measures .pager button');
    const rows = page.locator('#measures tbody tr:not(.objective)');
    await rows.first().waitFor({ state: 'attached' });
    while ((await more.count()) > 0) {
      const before = await rows.count();
      // not by the mouse: rows that are laid out on the way would move it from under the pointer
      await more.evaluate((button) => (button as HTMLButtonElement).click());
      await page.waitForFunction(
        (known) => document.querySelectorAll('#measures tbody tr:not(.objective)').length > known,
        before,
        { polling: 50 },
      );
    }
    const cdp = await context.newCDPSession(page);
    await slowDown(cdp);
    await cdp.send('Performance.enable');
    const workMs = async (): Promise<number> => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
    };
    await page.evaluate(() => {
      scrollTo(0, 0);
      const tasks: number[] = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      });
      Object.assign(globalThis, { tasks });
    });
    await page.waitForTimeout(500);
    await page.evaluate(() => void (globalThis as unknown as { tasks: number[] }).tasks.splice(0));
    const beforeMs = await workMs();
    // the steps of a quick thumb: a window at a time, drawn each time
    const windows = await page.evaluate(async () => {
      const list = document.querySelector('#measures') as HTMLElement;
      let count = 0;
      while (list.getBoundingClientRect().bottom > innerHeight && count < 2_000) {
        scrollBy(0, innerHeight * 0.8);
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        count += 1;
      }
      return count;
    });
    const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    return {
      rows: await rows.count(),
      longTasks: tasks.length,
      longestTaskMs: Math.max(0, ...tasks),
      workPerWindowMs: ((await workMs()) - beforeMs) / windows,
    };
  } finally {
    await context.close();
  }
}
