import { expect, test } from 'vitest';
import bg from '../../messages/bg.json' with { type: 'json' };
import en from '../../messages/en.json' with { type: 'json' };
import tr from '../../messages/tr.json' with { type: 'json' };
import { cardWords } from './invitation-card.words.ts';

test.each([
  ['BG', bg],
  ['EN', en],
  ['TR', tr],
] as const)('the card in %s names the button that the page has', (language, messages) => {
  expect(cardWords[language].steps.join(' ')).toContain(messages.join.button);
});
