import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawPaperCode, readPaperCode, RECOVERY_GROUPS } from './recovery-words.ts';

const CYRILLIC: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  Y: 'У',
};

test('a code is read back however it is typed: small, spaced, on a Cyrillic keyboard, mixed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
      fc.constantFrom(' ', '-', '', ' – ', '.'),
      (choices, between) => {
        const code = drawPaperCode(RECOVERY_GROUPS);
        const typed = [...code]
          .map((sign, place) =>
            sign === '-' ? between : choices[place] ? (CYRILLIC[sign] ?? sign) : sign.toLowerCase(),
          )
          .join('');
        expect(readPaperCode(typed, RECOVERY_GROUPS)).toBe(code.replaceAll('-', ''));
        expect(readPaperCode(typed.toLowerCase(), RECOVERY_GROUPS)).toBe(code.replaceAll('-', ''));
      },
    ),
  );
});

test('an eight is read as the letter that it was taken for', () => {
  expect(readPaperCode('8888 8888 8888 8888 8888', RECOVERY_GROUPS)).toBe('B'.repeat(20));
});

test.each(['', 'ABCE', 'A'.repeat(19), 'A'.repeat(21), `${'A'.repeat(19)}Щ`, `${'A'.repeat(19)}0`])(
  '"%s" is no code',
  (typed) => expect(readPaperCode(typed, RECOVERY_GROUPS)).toBeNull(),
);

test('no two codes are the same, and each is of five groups of four', () => {
  const codes = Array.from({ length: 200 }, () => drawPaperCode(RECOVERY_GROUPS));
  expect(new Set(codes).size).toBe(200);
  for (const code of codes) expect(code).toMatch(/^[ABCEHKMPTXY2345679]{4}(-[ABCEHKMPTXY2345679]{4}){4}$/);
});
