/** R12: integer cents, the original currency kept, and one fixed rate. */
import { Currency } from '../vocabulary/currency.ts';

export interface Money {
  /** Cents or стотинки; an integer. */
  readonly amountCents: number;
  readonly currency: Currency;
}

/** A total in each original currency, and all of it in either. */
export interface MoneyTotal {
  readonly original: Readonly<Record<Currency, number>>;
  readonly inEurCents: number;
  readonly inBgnCents: number;
}

/** 1 EUR = 1.95583 BGN, fixed for good; in hundred-thousandths. */
const bgnPerEur = 195_583n;
const rateUnit = 100_000n;

/** The amount in the other currency: divided or multiplied unrounded, then half up to the cent. */
export function convertCents(money: Money & { readonly to: Currency }): number {
  const { amountCents, currency, to } = money;
  if (currency === to) return amountCents;
  const cents = BigInt(amountCents);
  return to === Currency.EUR ? divideHalfUp(cents * rateUnit, bgnPerEur) : divideHalfUp(cents * bgnPerEur, rateUnit);
}

/** Adds up in the original currencies first, then converts each total once: cents lost by rounding do not pile up. */
export function totalOf(amounts: readonly Money[]): MoneyTotal {
  const original = { EUR: 0, BGN: 0 };
  for (const { amountCents, currency } of amounts) original[currency] += amountCents;
  return {
    original,
    inEurCents: original.EUR + convertCents({ amountCents: original.BGN, currency: Currency.BGN, to: Currency.EUR }),
    inBgnCents: original.BGN + convertCents({ amountCents: original.EUR, currency: Currency.EUR, to: Currency.BGN }),
  };
}

/** Of negative amounts, such as corrections, the half goes away from zero, so that they undo exactly what they correct. */
function divideHalfUp(dividend: bigint, divisor: bigint): number {
  const sign = dividend < 0n ? -1n : 1n;
  return Number((sign * (2n * sign * dividend + divisor)) / (2n * divisor));
}
