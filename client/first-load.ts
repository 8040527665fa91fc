/**
 * Runs before all else and is tiny: it asks at once for the files of the page that the address names and for the words
 * of the language, which would otherwise be asked for only after the program had arrived and started.
 * Nothing rests on it: without it the same files come, later.
 */
import type { FirstLoad } from './build/first-load-facts.ts';

const facts = JSON.parse(document.getElementById('first-load')?.textContent ?? 'null') as FirstLoad | null;

function preferredLanguage(): string {
  try {
    return localStorage.getItem('sverka.language') ?? 'bg';
  } catch {
    return 'bg';
  }
}

function fetchAhead(file: string): void {
  const link = document.createElement('link');
  const isScript = file.endsWith('.js');
  link.rel = isScript ? 'modulepreload' : 'preload';
  if (!isScript) link.as = 'style';
  // as the program itself asks: a file fetched in another mode would be fetched twice
  link.crossOrigin = '';
  link.href = file;
  document.head.append(link);
}

if (facts) {
  const page = facts.pages.find(({ address }) => new RegExp(address, 'u').test(location.pathname));
  const words = new Set(['bg', preferredLanguage()]);
  const files = [...(page?.files ?? []), ...[...words].flatMap((language) => facts.words[language] ?? [])];
  for (const file of files) fetchAhead(file);
}
