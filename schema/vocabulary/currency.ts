/** Currencies of amounts, which are always integer cents (стотинки). */
export const Currency = {
  EUR: 'EUR',
  BGN: 'BGN',
} as const;
export type Currency = (typeof Currency)[keyof typeof Currency];

export const CurrencyValues: readonly Currency[] = Object.values(Currency);
