import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertCents, totalOf } from './money.ts';

const bgnToEur = (amountCents: number) => convertCents({ amountCents, currency: 'BGN', to: 'EUR' });
const eurToBgn = (amountCents: number) => convertCents({ amountCents, currency: 'EUR', to: 'BGN' });

describe('lev and euro', () => {
  it.each([
    [195_583, 100_000],
    [100, 51],
    [1, 1],
    [212_000_000, 108_393_879],
    [598_920_000, 306_222_933],
    [0, 0],
  ])('%i стотинки are %i cents', (bgn, eur) => {
    expect(bgnToEur(bgn)).toBe(eur);
  });

  it('an amount in its own currency stays as it is', () => {
    expect(convertCents({ amountCents: 12_345, currency: 'EUR', to: 'EUR' })).toBe(12_345);
  });

  it('half a cent goes up, and of a correction away from zero', () => {
    expect(eurToBgn(50_000)).toBe(97_792);
    expect(eurToBgn(-50_000)).toBe(-97_792);
  });

  it('billions convert to the cent', () => {
    expect(bgnToEur(195_583_000_000_000)).toBe(100_000_000_000_000);
  });

  it('euro to lev and back is the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        expect(bgnToEur(eurToBgn(cents))).toBe(cents);
      }),
    );
  });
});

describe('a total', () => {
  it('is converted once, from the original total', () => {
    const amounts = Array.from({ length: 100 }, () => ({
      amountCents: 1,
      currency: 'BGN' as const,
    }));
    expect(totalOf(amounts)).toEqual({
      original: { EUR: 0, BGN: 100 },
      inEurCents: 51,
      inBgnCents: 100,
    });
  });

  it('keeps each original currency', () => {
    expect(
      totalOf([
        { amountCents: 195_583, currency: 'BGN' },
        { amountCents: 50_000, currency: 'EUR' },
      ]),
    ).toEqual({
      original: { EUR: 50_000, BGN: 195_583 },
      inEurCents: 150_000,
      inBgnCents: 293_375,
    });
  });

  it('of nothing is zero', () => {
    expect(totalOf([])).toEqual({ original: { EUR: 0, BGN: 0 }, inEurCents: 0, inBgnCents: 0 });
  });
});
