/** A "Общо" row of the file against what was read, so that nothing is lost or counted twice unseen. */
import { ColumnRole } from '../column-mapping.ts';
import type { TableMapping } from '../column-mapping.ts';
import type { Currency } from '../../../schema/vocabulary/currency.ts';
import type { ParsedMeasure, Reconciliation, SourcePlace } from '../parsed-plan.ts';
import { centsOf } from './decimal.ts';
import { readMoney } from './money.ts';
import { ownCells } from './table-grid.ts';
import type { GridRow } from './table-grid.ts';

export interface StatedTotal {
  currency: Currency | null;
  cents: number;
  asWritten: string;
}

/** A scope's measures, the widest last. */
export type TotalScopes = ParsedMeasure[][];

export function statedTotals(row: GridRow, mapping: TableMapping, defaultCurrency: Currency | null): StatedTotal[] {
  return ownCells(row).flatMap((cell): StatedTotal[] => {
    const assignment = mapping.columns.find((each) => each.column === cell.column);
    const isMoney = assignment?.role === ColumnRole.AMOUNT || assignment?.role === ColumnRole.FUNDING;
    const text = cell.text.replace(/^[^\d]*?(?=-?\d)/u, '');
    const named = /^\p{L}/u.test(cell.text);
    if (!isMoney && !(named && /\d/.test(text))) return [];
    const currency = assignment?.currency ?? defaultCurrency;
    if (cell.number !== null) {
      const { cents } = centsOf(String(Number(cell.number.toPrecision(15))), assignment?.multiplier ?? 1);
      return [{ currency, cents, asWritten: cell.text }];
    }
    const read = readMoney(text, { currency, multiplier: assignment?.multiplier ?? 1, bareNumbers: true });
    return read.lines.flatMap((line) =>
      line.amountCents === null ? [] : [{ currency: line.currency, cents: line.amountCents, asWritten: cell.text }],
    );
  });
}

/** Agrees when any scope has this sum; else the widest is shown beside it. */
export function reconcile(stated: StatedTotal, scopes: TotalScopes, place: SourcePlace): Reconciliation {
  const sums = scopes.map((measures) => sumOf(measures, stated.currency));
  const computedCents = sums.find((sum) => sum === stated.cents) ?? sums.at(-1) ?? 0;
  return {
    place,
    asWritten: stated.asWritten,
    currency: stated.currency,
    statedCents: stated.cents,
    computedCents,
    agrees: computedCents === stated.cents,
  };
}

/** In this currency, also where the document states the amount in both. */
function sumOf(measures: ParsedMeasure[], currency: Currency | null): number {
  let sum = 0;
  for (const line of measures.flatMap((measure) => measure.funding)) {
    if (line.currency === currency) sum += line.amountCents ?? 0;
    else if (line.alsoStated?.currency === currency) sum += line.alsoStated.amountCents;
  }
  return sum;
}
