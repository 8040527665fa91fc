/** What every page owes to whoever opens it, whatever it is about. Each check gives complaints in words; none is none. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import shared from '../../client/messages/bg.json' with { type: 'json' };
import work from '../../client/messages/bg.work.json' with { type: 'json' };

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export async function accessibilityComplaints(page: Page): Promise<string[]> {
  // Not as a script of the page: its content policy would refuse one.
  await page.evaluate(axe.source);
  const window = page.viewportSize();
  // As high as the page: what sticks to the edge of a window covers by chance what is scrolled below it.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (window) await page.setViewportSize({ ...window, height: Math.max(window.height, height) });
  const found = await page.evaluate(async (tags) => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await checker.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => ({ id, target: target.join(' '), failureSummary })),
    );
  }, WCAG);
  if (window) await page.setViewportSize(window);
  return found.map(
    ({ id, target, failureSummary }) => `${id}: ${target} (${(failureSummary ?? '').replaceAll(/\s+/g, ' ')})`,
  );
}

/** A title of its own, one heading, no scrolling sideways, every message in words. */
export async function faceComplaints(page: Page, language: string): Promise<string[]> {
  const { title, headings, lang, sticksOut, text } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth > width;
    return {
      title: document.title,
      headings: document.querySelectorAll('h1').length,
      lang: document.documentElement.lang,
      sticksOut: wide
        ? [...document.querySelectorAll('body *')]
            .filter((element) => element.getBoundingClientRect().right > width + 1)
            .slice(0, 3)
            .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
        : null,
      text: document.body.innerText,
    };
  });
  const complaints: string[] = [];
  if (!/\S – Сверка$/.test(title)) complaints.push(`the title is "${title}"`);
  if (headings !== 1) complaints.push(`${headings} headings of the first rank`);
  if (lang !== language) complaints.push(`the language is "${lang}"`);
  if (sticksOut) complaints.push(`scrolls sideways: ${sticksOut.join(', ')}`);
  const bareKeys = text.match(
    new RegExp(`(?<![\\w./])(?:${Object.keys({ ...shared, ...work }).join('|')})(?:\\.[a-zA-Z_]+)+`, 'g'),
  );
  if (bareKeys) complaints.push(`messages without words: ${[...new Set(bareKeys)].join(', ')}`);
  const runTogether = text.match(/\S*(?:[а-я]\.[А-Я]|г\.\d)\S*/gu);
  if (runTogether) complaints.push(`sentences run together: ${runTogether.join(', ')}`);
  return complaints;
}

/** On paper nothing is left that one could only press. */
export async function printComplaints(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  const left = await page.evaluate(() =>
    [...document.querySelectorAll('nav, button, .button, .site-header, .site-footer, .skip-link')]
      .filter((element) => element.checkVisibility())
      .map((element) => `${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40)}"`),
  );
  await page.emulateMedia({ media: null });
  return left.map((element) => `printed: ${element}`);
}

/** Whatever can be used in the main part is reached by Tab, and shows that it is. */
export async function keyboardComplaints(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
    const reachable = [
      ...document.querySelectorAll<HTMLElement>('main :is(a[href], button, input, select, textarea, summary)'),
    ].filter((element) => element.checkVisibility() && !element.matches(':disabled, input[type="radio"]'));
    reachable.forEach((element) => element.setAttribute('data-to-reach', ''));
    (document.activeElement as HTMLElement | null)?.blur();
    return reachable.length;
  });
  const hidden: string[] = [];
  // The header, the footer and the parts of date fields take steps of their own.
  for (let step = 0; step < count * 4 + 60; step += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return { left: -1, unseen: '' };
      element.removeAttribute('data-to-reach');
      // The steps within a date field show their own ring, out of reach of the page.
      if (element.matches('input[type="date"]'))
        return { left: document.querySelectorAll('[data-to-reach]').length, unseen: '' };
      const { outlineStyle, boxShadow } = getComputedStyle(element);
      const ringOfLabel = element.closest('label')
        ? getComputedStyle(element.closest('label') as Element).outlineStyle
        : 'none';
      const shown = outlineStyle !== 'none' || boxShadow !== 'none' || ringOfLabel !== 'none';
      return {
        left: document.querySelectorAll('[data-to-reach]').length,
        unseen: shown ? '' : element.outerHTML.slice(0, 80),
      };
    });
    if (focus.unseen) hidden.push(`focus does not show: ${focus.unseen}`);
    if (focus.left === 0) break;
  }
  const missed = await page.evaluate(() =>
    [...document.querySelectorAll('[data-to-reach]')].map((element) => element.outerHTML.slice(0, 100)),
  );
  return [...hidden, ...missed.map((element) => `not reached by keyboard: ${element}`)];
}
