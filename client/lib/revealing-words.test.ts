import { expect, test } from 'vitest';
import { revealingWords } from './revealing-words.ts';

const kinds = (text: string) => revealingWords(text).map(({ kind }) => kind);

test('a telephone number is found in the ways people write it', () => {
  expect(kinds('Звънете на 0888 123 456.')).toEqual(['PHONE']);
  expect(kinds('тел. +359 84/812-345')).toEqual(['PHONE']);
});
test('sums, years and counts are no telephone numbers', () => {
  expect(kinds('Изразходвани са 27 610 лв. за 140 деца през 2026 г.')).toEqual([]);
});
test('a name in the middle of a sentence is found', () => {
  expect(revealingWords('Видях как Иван Петров чака пред кабинета.')).toEqual([{ kind: 'NAME', text: 'Иван Петров' }]);
});
test('a title before a name is enough', () => {
  expect(kinds('Баба Мария, каза д-р Стоянова')).toEqual(['NAME']);
});
test('an address and an e-mail are found in the order of the text', () => {
  expect(kinds('До ул. „Васил Левски“ 5, пиши на a.b@example.org')).toEqual(['ADDRESS', 'EMAIL']);
});
test('plain words reveal nothing', () => {
  expect(kinds('Автобус има само до едното училище. Децата вървят пеша.')).toEqual([]);
});
