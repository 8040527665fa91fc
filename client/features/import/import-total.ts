/** Totals of a file: each currency as written, and all that has a known one in euro. */
import { totalOf } from '../../../schema/rules/money.ts';
import type { ImportFace } from './import.operations.ts';

type Totals = NonNullable<ImportFace['summary']>['totals'];

/** Euro cents of every total whose currency is known. */
export function totalInEuro(totals: Totals): number {
  const known = totals.flatMap(({ amountCents, currency }) => (currency === 'EUR' || currency === 'BGN' ? [{ amountCents, currency: currency as 'EUR' | 'BGN' }] : []));
  return totalOf(known).inEurCents;
}
