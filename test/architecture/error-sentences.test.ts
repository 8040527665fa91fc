/** Each refusal that the server can give has a sentence in Bulgarian and in English that tells what to do. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const KEY = /(?:badInput\(|new Problem\(\s*[\w.]+,)\s*'([\w.]+)'|\bkey: '([a-z]\w*\.[\w.]+)'/g;

const keys = new Set(
  globSync('server/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') }).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(KEY)].map(([, thrown, checked]) => thrown ?? checked ?? ''),
  ),
);

function sentenceOf(language: string, key: string): unknown {
  let found: unknown = JSON.parse(readFileSync(`client/messages/${language}.json`, 'utf8')).error;
  for (const part of key.split('.')) found = (found as Record<string, unknown> | undefined)?.[part];
  return found;
}

test.each(['bg', 'en'])('every refusal has a sentence in %s', (language) => {
  expect(keys.size).toBeGreaterThan(50);
  const without = [...keys].filter((key) => typeof sentenceOf(language, key) !== 'string');
  expect(without).toEqual([]);
});
