/** What somebody did stands in the record by the name of an action; on the page of their own data each has words. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wordOfAction } from '../../client/features/own-data/own-data-words.ts';
import { HidingGroundValues } from '../../schema/vocabulary/hiding-ground.ts';
import { WordsReasonValues } from '../../schema/vocabulary/words-reason.ts';

const ACTION = /\baction: '([\w-]+\.[\w.-]+)'/g;

const written = globSync('server/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') }).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(ACTION)].map(([, action]) => action ?? ''),
);
/** Put together as they are written. */
const composed = [
  ...['verified', 'returned', 'rejected', 'submit'].map((decision) => `observation.${decision}`),
  ...['code', 'link', 'password'].map((way) => `session.start-by-${way}`),
  ...WordsReasonValues.map((reason) => `words.stand.${reason}`),
  ...HidingGroundValues.map((ground) => `publicText.hide.${ground}`),
];

test.each(['bg', 'en', 'tr'])('every action of the record has words in %s', (language) => {
  expect(written.length).toBeGreaterThan(40);
  const { ownDataAction } = JSON.parse(readFileSync(`client/messages/${language}.work.json`, 'utf8'));
  const without = [...new Set([...written, ...composed])].filter((action) => !ownDataAction[wordOfAction(action)]);
  expect(without).toEqual([]);
});
