import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sourceOf = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');

const ranges = [...sourceOf('./fonts.css').matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gu)].map(
  ([, first = '', last]) => ({
    first: Number.parseInt(first, 16),
    last: Number.parseInt(last ?? first, 16),
  }),
);

test.each(['bg', 'en', 'tr', 'rom'])('every letter that the screen says in %s is in our fonts', (language) => {
  const words = ['', '.work'].map((part) => sourceOf(`../messages/${language}${part}.json`)).join('');
  const letters = new Set(words.match(/\p{Letter}/gu));
  const missing = [...letters].filter((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return !ranges.some(({ first, last }) => first <= code && code <= last);
  });
  expect(letters.size).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});
