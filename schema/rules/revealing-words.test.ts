import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPersonalNumber } from './revealing/number-marks.ts';
import { foldText } from './revealing/folded-text.ts';
import { revealingWords } from './revealing-words.ts';
import { wordsFigures } from './testing/words-figure.ts';

const found = (text: string) => revealingWords(text).map(({ kind, text: words }) => `${kind} ${words}`);

it('takes no id for a telephone, whatever its digits', () => {
  expect(found('Отчет 94826153-4021-4417-8935-123456789012')).toEqual([]);
  expect(found('Отчет 9482615a-40e1-4417-8935-1234567f9012, тел. 0888 123 456')).toHaveLength(1);
});

describe('words that could reveal somebody', () => {
  it.each(Object.entries(wordsFigures()))(
    'are marked in made-up sentences, nearly all, and few harmless ones are: %s',
    (_, { should, marked, harmless, markedHarmless }) => {
      expect(should).toBeGreaterThan(350);
      expect(marked / should).toBeGreaterThanOrEqual(0.95);
      expect(harmless).toBeGreaterThanOrEqual(60);
      expect(markedHarmless / harmless).toBeLessThanOrEqual(0.05);
    },
  );

  it('are told with their kind and place, in the order of the text', () => {
    const text = 'До ул. „Трета“ 5 Иван Петров каза: 0888 123 456.';
    expect(revealingWords(text)).toEqual([
      { kind: 'ADDRESS', at: 3, end: 16, text: 'ул. „Трета“ 5' },
      { kind: 'NAME', at: 17, end: 28, text: 'Иван Петров' },
      { kind: 'PHONE', at: 35, end: 47, text: '0888 123 456' },
    ]);
  });

  it('are found however they are spelled', () => {
    expect(found('мария димитрова чака')).toEqual(['NAME мария димитрова']);
    expect(found('МАРИЯ ДИМИТРОВА ЧАКА')).toEqual(['NAME МАРИЯ ДИМИТРОВА']);
    expect(found('Mariya Dimitrova chaka')).toEqual(['NAME Mariya Dimitrova']);
    expect(found('Maria chaka')).toEqual(['NAME Maria']);
    expect(found('Şükrü bekliyor')).toEqual(['NAME Şükrü']);
  });

  it('are neither places, institutions, months nor offices', () => {
    expect(found('В училище „Васил Левски“ в село Генерал Тошево през май кметът мълчи.')).toEqual([]);
    expect(found('Съседното село е на 3 км от Горна Оряховица.')).toEqual([]);
  });

  it('never overlap, and are what stands in the text at their place, whatever the text', () => {
    const pieces = fc.constantFrom(
      'Иван',
      'ul.',
      ' ',
      '5',
      '.',
      'ѝ',
      'ЕГН',
      '0888123456',
      'съсед',
      'İ',
      '😀',
      '\n',
      'на',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map((parts) => parts.join('')),
          fc.string({ unit: 'grapheme' }),
        ),
        (text) => {
          const marks = revealingWords(text);
          marks.forEach((mark, index) => {
            expect(mark.at).toBeLessThan(mark.end);
            expect(text.slice(mark.at, mark.end).trim()).toBe(mark.text);
            expect(mark.at).toBeGreaterThanOrEqual(marks[index - 1]?.end ?? 0);
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a folded text', () => {
  it('knows where each letter stood', () => {
    const folded = foldText('в shkolata');
    expect(folded.text).toBe('в школата');
    expect(folded.place(2, 3)).toEqual({ at: 2, end: 4 });
    expect(folded.place(8, 9)).toEqual({ at: 9, end: 10 });
  });
});

describe('ten digits', () => {
  it.each(['7501020018', '6101057509', '7523169263', '8032056031'])('are an ЕГН by day and sum: %s', (digits) => {
    expect(isPersonalNumber(digits)).toBe(true);
  });
  it.each(['7501020019', '0888123456', '7513020018', '7502310011', '75010200', '750102001a'])(
    'are none: %s',
    (digits) => {
      expect(isPersonalNumber(digits)).toBe(false);
    },
  );
});
