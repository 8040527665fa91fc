import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstQuestions } from '../first-questions.ts';
import { addressOf, firstLoadOf, routesIn, type BuiltFile } from './first-load-facts.ts';
import { collectDocuments } from './trusted-documents.plugin.ts';

const client = join(import.meta.dirname, '..');
const sourceOf = (name: string) => readFileSync(join(client, name), 'utf8');

const file = (fileName: string, more: Partial<BuiltFile> = {}): BuiltFile => ({
  fileName,
  source: null,
  imports: [],
  styles: [],
  ...more,
});

test('every route of the client is found in its source, with its page', () => {
  for (const name of ['router.ts', 'work-routes.ts']) {
    const pages = sourceOf(name).match(/\.\/pages\/\w+\.vue/gu) ?? [];
    // the page of unknown addresses has a path in parentheses, and none to know ahead
    expect(routesIn(sourceOf(name)).map(({ page }) => `./pages/${page}.vue`)).toEqual(pages);
  }
});

test('an address stands for its path with named parts, with or without a slash at its end', () => {
  const address = new RegExp(String(addressOf('/plans/:id')), 'u');
  expect(address.exec('/plans/7/')?.groups).toEqual({ id: '7' });
  expect(address.test('/plans')).toBe(false);
  expect(new RegExp(String(addressOf('/')), 'u').test('/')).toBe(true);
  expect(addressOf('/:anything(.*)*')).toBeNull();
});

test('a page needs what it imports, and the styles of that, but not what every page has', () => {
  const facts = firstLoadOf({
    routes: [{ path: '/plans/:id', page: 'PlanPage' }],
    files: [
      file('index.js', { imports: ['packages.js'] }),
      file('packages.js'),
      file('PlanPage.js', {
        source: 'pages/PlanPage.vue',
        imports: ['parts.js', 'packages.js'],
        styles: ['PlanPage.css'],
      }),
      file('parts.js', { styles: ['parts.css'] }),
      file('bg.js', { source: 'messages/bg.json' }),
    ],
    entry: 'index.js',
    firstQuestions: { PlanPage: [{ operation: 'PlanPage', variables: { id: ':id' } }] },
    documentIds: new Map([['PlanPage', 'sha256:1']]),
  });
  expect(facts.pages[0]?.files.toSorted()).toEqual(['/PlanPage.css', '/PlanPage.js', '/parts.css', '/parts.js']);
  expect(facts.pages[0]?.questions).toEqual([{ documentId: 'sha256:1', variables: { id: ':id' } }]);
  expect(facts.words).toEqual({ bg: '/bg.js' });
});

test('what is asked first are documents of the client, with the variables that they name', () => {
  const { idOf, textOf } = collectDocuments(client);
  const wrong = Object.values(firstQuestions)
    .flat()
    .filter(({ operation, variables }) => {
      const head = textOf.get(idOf.get(operation) ?? '')?.split('{')[0] ?? '';
      const named = [...head.matchAll(/\$(\w+)/gu)].map(([, name]) => name);
      return named.length !== Object.keys(variables).length || named.some((name) => !((name ?? '') in variables));
    });
  expect(wrong).toEqual([]);
});
