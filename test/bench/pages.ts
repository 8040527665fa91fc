/**
 * What a page costs whoever opens it: the script that comes before it can be used, and when its largest part is painted
 * on a slow phone. Each figure is of a first visit, with nothing kept from before.
 */
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { median } from './load.ts';
import { openSlowly, SLOW_PHONE, weighScript, type PaintFigures } from './pages-browser.ts';

export const pageGoals = { scriptBytes: 150_000, lcpMs: 2_500, cls: 0.05 } as const;

export interface PagesInput {
  /** Of the server, without a slash at its end. */
  readonly address: string;
  /** Of a public plan, such as `/plans/<id>`. */
  readonly planPath: string;
  /** Where a monitor begins. */
  readonly monitorPath: string;
  /** Session token of a monitor, or null: then the monitor's screen is weighed as a stranger gets it, with the same script. */
  readonly monitorSession?: string | null;
  /** Started and ended here unless given. */
  readonly browser?: Browser;
  /** First visits to the plan, of which the median counts. */
  readonly visits?: number;
}

export interface PageFigures {
  readonly planScriptBytes: number;
  readonly monitorScriptBytes: number;
  /** Median of the visits. */
  readonly lcpMs: number;
  /** The worst of the visits. */
  readonly cls: number;
  readonly lines: readonly string[];
}

export const meetsPageGoals = ({ planScriptBytes, monitorScriptBytes, lcpMs, cls }: PageFigures): boolean =>
  Math.max(planScriptBytes, monitorScriptBytes) <= pageGoals.scriptBytes &&
  lcpMs <= pageGoals.lcpMs &&
  cls <= pageGoals.cls;

/** @throws Error when a page shows no heading. */
export async function measurePages(input: PagesInput): Promise<PageFigures> {
  const browser = input.browser ?? (await launchBrowser());
  try {
    return await measureWith(browser, input);
  } finally {
    if (input.browser === undefined) await browser.close();
  }
}

async function measureWith(
  browser: Browser,
  { address, planPath, monitorPath, monitorSession = null, visits = 5 }: PagesInput,
): Promise<PageFigures> {
  const plan = await weighScript({ browser, address, path: planPath });
  const monitor = await weighScript({ browser, address, path: monitorPath, session: monitorSession });
  const paints: PaintFigures[] = [];
  for (let visit = 0; visit < visits; visit += 1) paints.push(await openSlowly({ browser, address, path: planPath }));
  const times = paints.map(({ lcpMs }) => lcpMs);
  const figures = {
    planScriptBytes: plan.bytes,
    monitorScriptBytes: monitor.bytes,
    lcpMs: median(times),
    cls: Math.max(...paints.map(({ cls }) => cls)),
  };
  const { cpuSlowdown, kilobitsPerSecond, roundTripMs } = SLOW_PHONE;
  return {
    ...figures,
    lines: [
      `script before the first interaction, gzip -9: plan ${kB(plan.bytes)} in ${plan.files} files, monitor's first screen ${kB(monitor.bytes)} in ${monitor.files} (goal ≤ ${kB(pageGoals.scriptBytes)} each)`,
      `public plan, processor ${cpuSlowdown} times slower, ${kilobitsPerSecond / 1000} Mbit/s, ${roundTripMs} ms: largest paint ${Math.round(figures.lcpMs)} ms, median of ${times.map(Math.round).join(', ')} (goal ≤ ${pageGoals.lcpMs}); it is ${paints[0]?.largest ?? 'nothing'}`,
      `  first paint ${Math.round(median(paints.map(({ fcpMs }) => fcpMs)))} ms, plan on screen ${Math.round(median(paints.map(({ shownMs }) => shownMs)))} ms, all there ${Math.round(median(paints.map(({ doneMs }) => doneMs)))} ms; received ${kB(median(paints.map(({ receivedBytes }) => receivedBytes)))} in ${paints[0]?.requests ?? 0} requests`,
      `  layout shift ${figures.cls.toFixed(3)} at most (goal ≤ ${pageGoals.cls})${paints.flatMap(({ shifts }) => shifts).length === 0 ? '' : `: ${[...new Set(paints.flatMap(({ shifts }) => shifts))].join('; ')}`}`,
    ],
  };
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
