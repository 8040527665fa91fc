/** Totals of a file: each currency as written, and all that has a known one in euro. */
import { totalOf } from '../../../schema/rules/money.ts';
import type { ImportFace } from './import.operations.ts';

type Total = NonNullable<ImportFace['summary']>['totals'][number];

/** Euro cents of every total whose currency is known. */
export function totalInEuro(totals: readonly Total[]): number {
  return totalOf(
    totals.flatMap(({ amountCents, currency }) =>
      currency === 'EUR' || currency === 'BGN' ? [{ amountCents, currency }] : [],
    ),
  ).inEurCents;
}
