/**
 * Runs before all else and is tiny: it asks at once for the files of the page that the address names, for the words of
 * the language and for the page's first answers, which would otherwise be asked for only after the program had arrived
 * and started. Nothing rests on it: without it the same comes, later. It imports nothing that it would have to wait for.
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

/** Names in order, as the program writes them. */
function filledIn(template: Readonly<Record<string, string | null>>, path: Readonly<Record<string, string>>): string {
  const names = Object.keys(template).toSorted();
  const filled = names.map((name) => {
    const value = template[name] ?? null;
    return [name, value?.startsWith(':') ? decodeURIComponent(path[value.slice(1)] ?? '') : value];
  });
  return JSON.stringify(Object.fromEntries(filled));
}

/** Read to its end already, so that the program has it in its first step and draws the page once. */
async function readWhole(answer: Response): Promise<Response> {
  const text = await answer.text();
  return Object.assign(new Response(null, { status: answer.status, headers: answer.headers }), {
    text: () => Promise.resolve(text),
  });
}

function askAhead(documentId: string, variables: string): void {
  const asked = (globalThis.sverkaAskedAhead ??= new Map());
  const answer = fetch(`/graphql?${new URLSearchParams({ documentId, variables }).toString()}`, {
    headers: { 'apollo-require-preflight': '1', accept: 'application/graphql-response+json, application/json' },
  }).then(readWhole);
  // Whoever takes it sees the failure; until then it is no complaint on the console.
  answer.catch(() => null);
  asked.set(`${documentId} ${variables}`, answer);
}

if (facts) {
  const page = facts.pages.find(({ address }) => new RegExp(address, 'u').test(location.pathname));
  const language = preferredLanguage();
  // as loadWords of lib/language.ts
  const words = [language, ...(language === 'rom' ? ['bg'] : [])].flatMap((code) => facts.words[code] ?? []);
  for (const file of [...words, ...(page?.files ?? [])]) fetchAhead(file);
  const path = new RegExp(page?.address ?? '', 'u').exec(location.pathname)?.groups ?? {};
  if (location.search === '')
    for (const { documentId, variables } of page?.questions ?? []) askAhead(documentId, filledIn(variables, path));
}
