/** Brings together what the amount columns and the source column of a measure say about its money. */
import { ColumnRole } from '../column-mapping.ts';
import type { ColumnAssignment } from '../column-mapping.ts';
import type { Currency } from '../../../schema/vocabulary/currency.ts';
import { ImportIssueCode } from '../import-issue.ts';
import { FundingState } from '../../../schema/vocabulary/funding-state.ts';
import type { ParsedFunding } from '../parsed-plan.ts';
import { foldHeading, meaningOfHeading } from './heading-vocabulary.ts';
import { cellsOf } from './measure-cells.ts';
import type { MeasureRows, RoleCell } from './measure-cells.ts';
import { centsOf } from './decimal.ts';
import { currenciesAgree, currencyNamed, readMoney } from './money.ts';
import type { ReadMoney } from './money.ts';

export interface CellDoubt {
  code: ImportIssueCode;
  /** null: about the whole row. */
  cell: RoleCell | null;
}

export interface ReadFunding {
  funding: ParsedFunding[];
  doubts: CellDoubt[];
}

interface AmountCell extends RoleCell {
  line: ParsedFunding;
}

export function readFunding(measure: MeasureRows, defaultCurrency: Currency | null): ReadFunding {
  const doubts: CellDoubt[] = [];
  const amounts = readAmountColumns(measure, { defaultCurrency, doubts });
  const sources = readSourceColumn(measure, { defaultCurrency, doubts });
  const funding = combine(joinAmounts(amounts, doubts), sources, doubts);
  if (funding.every((line) => line.amountCents === null && line.state === FundingState.UNFUNDED)) {
    doubts.push({ code: ImportIssueCode.AMOUNT_MISSING, cell: null });
  }
  if (funding.some((line) => line.amountCents === 0 && line.state === FundingState.AMOUNT)) {
    doubts.push({ code: ImportIssueCode.AMOUNT_ZERO, cell: amounts[0] ?? null });
  }
  return { funding, doubts };
}

interface Reading {
  defaultCurrency: Currency | null;
  doubts: CellDoubt[];
}

function readAmountColumns(measure: MeasureRows, reading: Reading): AmountCell[] {
  return cellsOf(measure, ColumnRole.AMOUNT).flatMap((each) => {
    const read = readCell(each, reading, true);
    if (read.lines.length > 0 && isShared(each, reading)) return [];
    return read.lines.map((line) => {
      if (each.assignment.year) line.year = each.assignment.year;
      line.sourceText ??= sourceInHeading(each.assignment);
      return { ...each, line };
    });
  });
}

function readSourceColumn(measure: MeasureRows, reading: Reading): ParsedFunding[] {
  return cellsOf(measure, ColumnRole.FUNDING).flatMap((each) => {
    const read = readCell(each, reading, each.cell.number !== null);
    const hasAmount = read.lines.some((line) => line.amountCents !== null);
    if (hasAmount && isShared(each, reading)) {
      return read.lines.map((line) => ({ ...line, amountCents: null, alsoStated: null, state: FundingState.UNFUNDED }));
    }
    return read.lines;
  });
}

/** An amount that stands for several measures is counted at the first; a person divides it. */
function isShared(each: RoleCell, reading: Reading): boolean {
  if (each.fromAbove || each.reachesBelow) {
    reading.doubts.push({ code: ImportIssueCode.AMOUNT_SHARED, cell: each });
  }
  return each.fromAbove;
}

function readCell(each: RoleCell, reading: Reading, bareNumbers: boolean): ReadMoney {
  const { cell, assignment } = each;
  const currency =
    currencyNamed(cell.numberFormat?.replace(/\[\$([^\]-]*)[^\]]*\]/g, ' $1 ').replace(/["\\]/g, ' ') ?? '') ??
    assignment.currency ??
    reading.defaultCurrency;
  const read =
    cell.number === null
      ? readMoney(cell.text, { currency, multiplier: assignment.multiplier, bareNumbers })
      : readStoredNumber(cell.number, { currency, multiplier: assignment.multiplier, text: cell.text });
  for (const code of read.doubts) reading.doubts.push({ code, cell: each });
  return read;
}

function readStoredNumber(
  value: number,
  context: { currency: Currency | null; multiplier: number; text: string },
): ReadMoney {
  const { cents, exact } = centsOf(plainDecimal(value), context.multiplier);
  const doubts: ImportIssueCode[] = [];
  if (!exact) doubts.push(ImportIssueCode.AMOUNT_BEYOND_CENTS);
  if (context.currency === null) doubts.push(ImportIssueCode.AMOUNT_CURRENCY_UNKNOWN);
  if (cents < 0) doubts.push(ImportIssueCode.AMOUNT_NEGATIVE);
  const line: ParsedFunding = {
    sourceText: null,
    amountCents: cents,
    currency: context.currency,
    alsoStated: null,
    state: FundingState.AMOUNT,
    year: null,
    asWritten: context.text,
  };
  return { lines: [line], doubts };
}

/** Without exponent and without the tail of a binary fraction. */
function plainDecimal(value: number): string {
  const rounded = Number(value.toPrecision(15));
  return rounded.toFixed(8).replace(/\.?0+$/, '');
}

/** One amount in two currencies, a total beside its years, or lines that add up. */
function joinAmounts(amounts: AmountCell[], doubts: CellDoubt[]): ParsedFunding[] {
  const yearly = amounts.filter((each) => each.line.year !== null);
  const plain = amounts.filter((each) => each.line.year === null);
  const [first, second] = plain;
  if (first && second && plain.length === 2 && isPair(first.line, second.line)) {
    const one = { cents: first.line.amountCents ?? 0, currency: first.line.currency };
    const other = { cents: second.line.amountCents ?? 0, currency: second.line.currency };
    if (!currenciesAgree(one, other)) {
      doubts.push({ code: ImportIssueCode.AMOUNT_CURRENCIES_DISAGREE, cell: second });
    }
    first.line.alsoStated = second.line.currency && { amountCents: other.cents, currency: second.line.currency };
    first.line.asWritten += ` / ${second.line.asWritten}`;
    plain.pop();
  }
  if (yearly.length > 0 && plain.length === 1 && first?.line.amountCents != null) {
    const sum = yearly.reduce((total, each) => total + (each.line.amountCents ?? 0), 0);
    if (sum !== first.line.amountCents) {
      doubts.push({ code: ImportIssueCode.AMOUNT_YEARS_DISAGREE, cell: first });
    }
    return [first.line];
  }
  const lines = [...plain, ...yearly].map((each) => each.line);
  const stated = lines.filter((line) => line.amountCents !== null);
  return stated.length > 0 ? stated : lines.slice(0, 1);
}

function isPair(first: ParsedFunding, second: ParsedFunding): boolean {
  const bothStated = first.amountCents !== null && second.amountCents !== null;
  return bothStated && first.currency !== null && second.currency !== null && first.currency !== second.currency;
}

function combine(amounts: ParsedFunding[], sources: ParsedFunding[], doubts: CellDoubt[]): ParsedFunding[] {
  if (amounts.length === 0) return sources;
  if (sources.length === 0) return amounts;
  const sourceText =
    sources
      .map((line) => line.sourceText)
      .filter(Boolean)
      .join('; ') || null;
  const sourceWritten = sources.map((line) => line.asWritten).join('\n');
  const said = sources.find((line) => line.state !== FundingState.AMOUNT && line.state !== FundingState.UNFUNDED);
  return amounts.map((line): ParsedFunding => {
    const combined = {
      ...line,
      sourceText: [line.sourceText, sourceText].filter(Boolean).join('; ') || null,
      asWritten: `${line.asWritten}\n${sourceWritten}`,
    };
    if (!said) return combined;
    if (!line.amountCents) return { ...combined, state: said.state };
    if (said.state === FundingState.NOT_REQUIRED) {
      doubts.push({ code: ImportIssueCode.AMOUNT_WITH_NOT_REQUIRED, cell: null });
    }
    return combined;
  });
}

/** "Финансиране / Общински бюджет" over an amount names its source. */
function sourceInHeading(assignment: ColumnAssignment): string | null {
  const [group = '', own = ''] = assignment.heading.split(' / ').slice(-2);
  if (own === '' || !meaningOfHeading(group) || currencyNamed(own)) return null;
  const names =
    /бюджет|програм|проект|източни|фонд|средства|програм|други|ес(?!\p{L})|еф|fund|budget|programme|donor/iu;
  const general = /^(обща? )?(сума|стойност|общо|всичко|бюджет|средства|размер|total|amount|budget)/u;
  return names.test(own) && !general.test(foldHeading(own)) ? own : null;
}
