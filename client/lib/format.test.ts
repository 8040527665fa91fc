import { describe, expect, test } from 'vitest';
import { asSentence, formatFor } from './format.ts';

describe('in Bulgarian', () => {
  const format = formatFor('bg');
  test('a day is written out or in digits', () => {
    expect(format.day('2026-11-22')).toBe('22 ноември 2026\u00a0г.');
    expect(format.shortDay('2026-07-04')).toBe('04.07.2026');
  });
  test('a month has its name', () => {
    expect(format.month('2026-09')).toBe('септември 2026\u00a0г.');
  });
  test('thousands are parted by a space at which no line breaks', () => {
    expect(format.amount(109_953_319, 'EUR')).toBe('1\u00a0099\u00a0533\u00a0€');
    expect(format.amount(920_300, 'EUR')).toBe('9\u00a0203\u00a0€');
    expect(format.number(265)).toBe('265');
  });
  test('cents are shown where they are asked for and there are any', () => {
    expect(format.amount(109_953_319, 'EUR', 'IF_ANY')).toBe('1\u00a0099\u00a0533,19\u00a0€');
    expect(format.amount(2_761_000, 'BGN', 'IF_ANY')).toBe('27\u00a0610\u00a0лв.');
  });
  test('a share is a whole number of hundredths', () => {
    expect(format.share(0.534)).toBe('53\u00a0%');
  });
});

test('English has its own signs', () => {
  const format = formatFor('en');
  expect(format.day('2026-11-22')).toBe('22 November 2026');
  expect(format.amount(109_953_319, 'EUR')).toBe('€1,099,533');
  expect(format.share(0.5)).toBe('50%');
});

test('Turkish parts thousands by a point and puts the sign of hundredths first', () => {
  const format = formatFor('tr');
  expect(format.day('2026-11-22')).toBe('22 Kasım 2026');
  expect(format.amount(109_953_319, 'EUR', 'IF_ANY')).toBe('1.099.533,19\u00a0€');
  expect(format.amount(2_761_000, 'BGN')).toBe('27.610\u00a0leva');
  expect(format.share(0.534)).toBe('%53');
});

test('Romani, which Intl does not know, is written as Bulgarian', () => {
  expect(formatFor('rom').day('2026-11-22')).toBe(formatFor('bg').day('2026-11-22'));
});

test('a sentence that ends with a day has one full stop', () => {
  expect(asSentence('Видяно през август 2026 г.')).toBe('Видяно през август 2026 г.');
  expect(asSentence('Видяно в с. Севар')).toBe('Видяно в с. Севар.');
  expect(asSentence('от октомври 2026 г..')).toBe('от октомври 2026 г.');
});
