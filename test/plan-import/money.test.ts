import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { currenciesAgree, readMoney } from '../../server/plan-import/understand/money.ts';

function read(text: string, bareNumbers = true): string {
  const { lines, doubts } = readMoney(text, { currency: null, multiplier: 1, bareNumbers });
  const shown = lines.map((line) =>
    [
      line.amountCents ?? '-',
      line.currency ?? '-',
      line.alsoStated ? `(${line.alsoStated.amountCents} ${line.alsoStated.currency})` : '',
      line.state,
      line.sourceText ?? '-',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  return [shown.join(' + '), ...doubts].join(' !');
}

test.each([
  ['4000 лв.', '400000 BGN AMOUNT -'],
  ['38 500 лв.', '3850000 BGN AMOUNT -'],
  ['2 045,17 €', '204517 EUR AMOUNT -'],
  ['€ 500', '50000 EUR AMOUNT -'],
  ['1.234,56 лв', '123456 BGN AMOUNT -'],
  ['EUR 1,234.50', '123450 EUR AMOUNT -'],
  ['10 хил. лв.', '1000000 BGN AMOUNT -'],
  ['1,5 млн. лв.', '150000000 BGN AMOUNT -'],
  ['12000,00', '1200000 - AMOUNT - !AMOUNT_CURRENCY_UNKNOWN'],
  ['0', '0 - AMOUNT - !AMOUNT_CURRENCY_UNKNOWN'],
  ['4 000 лв./2 045,17 евро', '400000 BGN (204517 EUR) AMOUNT -'],
  ['4 000 лв. (2 045,17 евро)', '400000 BGN (204517 EUR) AMOUNT -'],
  ['4 000 лв.\n2 045,17 евро', '400000 BGN (204517 EUR) AMOUNT -'],
  ['4000/2045,17', '400000 BGN (204517 EUR) AMOUNT -'],
  ['4000 лв./3000 евро', '400000 BGN (300000 EUR) AMOUNT - !AMOUNT_CURRENCIES_DISAGREE'],
  ['не изисква средства', '- - NOT_REQUIRED -'],
  ['Не се изискват финансови средства', '- - NOT_REQUIRED -'],
  ['no funding required', '- - NOT_REQUIRED -'],
  ['в рамките на бюджета', '- - WITHIN_BUDGET в рамките на бюджета'],
  ['В рамките на утвърдения бюджет', '- - WITHIN_BUDGET В рамките на утвърдения бюджет'],
  ['по проект', '- - UNFUNDED по проект'],
  ['5000 – 10000 лв.', '- BGN UNFUNDED - !AMOUNT_RANGE'],
  ['от 5000 до 10000 лв.', '- BGN UNFUNDED - !AMOUNT_RANGE'],
  ['около 5000 лв.', '500000 BGN AMOUNT - !AMOUNT_APPROXIMATE'],
  ['12.345 лв.', '1234500 BGN AMOUNT - !AMOUNT_SEPARATOR_AMBIGUOUS'],
  ['-500 лв.', '-50000 BGN AMOUNT - !AMOUNT_NEGATIVE'],
  ['25 000 лв.\nДелегиран бюджет; ПО 2021–2027', '2500000 BGN AMOUNT Делегиран бюджет; ПО 2021–2027'],
  ['4000 лв. – общински бюджет\n2000 лв. – МОН', '400000 BGN AMOUNT общински бюджет + 200000 BGN AMOUNT МОН'],
  ['–', ''],
  ['', ''],
])('%s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('beside a source a number without a currency is no amount', () => {
  expect(read('Делегиран бюджет; ПО 2021–2027', false)).toBe('- - UNFUNDED Делегиран бюджет; ПО 2021–2027');
  expect(read('Програма 2021', false)).toBe('- - UNFUNDED Програма 2021');
});

test('every amount reads back as it was, however it is grouped', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999_999 }),
      fc.constantFrom(' ', '\u00a0', ''),
      fc.constantFrom(',', '.'),
      (cents, group, point) => {
        const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, group);
        const text = `${whole}${point}${String(cents % 100).padStart(2, '0')} лв.`;
        const { lines, doubts } = readMoney(text.replaceAll('\u00a0', ' '), {
          currency: null,
          multiplier: 1,
          bareNumbers: true,
        });
        expect(lines).toMatchObject([{ amountCents: cents, currency: 'BGN', state: 'AMOUNT' }]);
        expect(doubts).toEqual([]);
      },
    ),
  );
});

test('lev and euro agree to the cent, or to the whole unit where one is rounded', () => {
  const agree = (lev: number, euro: number): boolean =>
    currenciesAgree({ cents: lev, currency: 'BGN' }, { cents: euro, currency: 'EUR' });
  expect(agree(400000, 204517)).toBe(true);
  expect(agree(400000, 204500)).toBe(true);
  expect(agree(400000, 204800)).toBe(false);
  expect(agree(400000, 200000)).toBe(false);
});
