/**
 * Amounts as plans write them: "4000 лв.", "2 045,17 €", "4 000 лв./2 045,17 евро", "не изисква средства",
 * "в рамките на бюджета", a programme's name with or without an amount. What is not certain is doubted, not guessed.
 */
import { Currency } from '../../../schema/vocabulary/currency.ts';
import { ImportIssueCode } from '../import-issue.ts';
import { FundingState } from '../../../schema/vocabulary/funding-state.ts';
import type { ParsedFunding } from '../parsed-plan.ts';
import { NUMBER_SOURCE, centsOf, readNumber } from './decimal.ts';
import { bareWording, saysNothing } from './wording.ts';

/** BGN for one EUR, fixed. */
const BGN_PER_EUR = 1.95583;

export interface MoneyContext {
  /** Of an amount that names none. */
  currency: Currency | null;
  multiplier: number;
  /** Where a number without a currency is an amount; elsewhere it may be a year or a priority's number. */
  bareNumbers: boolean;
}

export interface ReadMoney {
  lines: ParsedFunding[];
  doubts: ImportIssueCode[];
}

interface Amount {
  cents: number;
  currency: Currency | null;
}

const NOT_REQUIRED =
  /не\s+(се\s+)?изисква(т)?|не\s+са\s+необходими|не\s+е\s+необходим|няма\s+нужда\s+от|без\s+(допълнител\p{L}+\s+)?(финансов\p{L}+\s+)?(средства|финансиране|ресурс\p{L}*|разходи)|no\s+(additional\s+)?(funding|funds|cost\p{L}*)|not\s+required/iu;
const WITHIN_BUDGET = /в\s+рамките\s+на\s+(\p{L}+\s+){0,4}бюджет|within\s+(the\s+)?(\p{L}+\s+){0,2}budget/iu;
const UNIT = String.raw`(?:\s*(хил\.?|хиляди|млн\.?|милион\p{L}*))?`;
const CURRENCY = String.raw`лева|лев|лв\.?|bgn|евро|€|eur\p{L}*`;
const AMOUNT = new RegExp(
  String.raw`(?<![\p{L}\d.,])(?:(€|eur|bgn)\s*)?([-−])?(${NUMBER_SOURCE})${UNIT}(?:\s*(${CURRENCY})(?![\p{L}]))?(?:\s*,?[-–—](?=\s|$))?`,
  'giu',
);

/** What remains of "от 5000 до 10000 лв." when its amounts are taken out. */
const LEFT_OF_AN_AMOUNT = /^(от|до|между|лв\.?|лева|евро|€|[\s\d.,–—-])*$/i;
/** A programme's years, as in "ПО 2021–2027", are no range of amounts. */
const YEAR_SPAN = new RegExp(
  String.raw`(?<![\d.,])(?:19|20)\d{2}\s*[-–—/]\s*(?:19|20)\d{2}(?![\d.,]*\d|\s*(?:${CURRENCY}))`,
  'giu',
);

function withoutYearSpans(text: string): string {
  return text.replace(YEAR_SPAN, (span) => 'г'.repeat(span.length));
}

/** Marks each amount's place, so that what joined it to the words can go too. */
function withoutAmounts(written: string, context: MoneyContext): string {
  const masked = withoutYearSpans(written);
  let rest = '';
  let from = 0;
  for (const match of masked.matchAll(AMOUNT)) {
    if (!isAmount(match, context, masked)) continue;
    rest += `${written.slice(from, match.index)}◌`;
    from = match.index + match[0].length;
  }
  return rest + written.slice(from);
}

export function currencyNamed(text: string): Currency | null {
  const lev = /(?<!\p{L})(лева|лев|лв\.?|bgn)(?!\p{L})/iu.test(text);
  const euro = /(?<!\p{L})(евро|eur(o)?)(?!\p{L})|€/iu.test(text);
  if (lev === euro) return null;
  return lev ? Currency.BGN : Currency.EUR;
}

/** One line for each amount; when there is none, one that says why. Empty text gives no line. */
export function readMoney(text: string, context: MoneyContext): ReadMoney {
  if (saysNothing(text)) return { lines: [], doubts: [] };
  const doubts = new Set<ImportIssueCode>();
  const groups = amountGroups(text, context);
  const lines = groups.map((group) => readGroup(group, context, doubts));
  const merged = lines.length > 1 ? joinTextLines(lines) : lines;
  return { lines: merged, doubts: [...doubts] };
}

/** Each line of the cell on its own, save where all of it is one amount and its source. */
function amountGroups(text: string, context: MoneyContext): string[] {
  const [first, second, third] = findAmounts(text, context);
  const pair = first?.currency && second?.currency && first.currency !== second.currency && !third;
  if (pair && currenciesAgree(first, second)) return [text];
  const parts = text.split(/\n|;(?=[^;]*\d[^;]*(?:лв|лева|евро|€|eur|bgn))/iu).map((part) => part.trim());
  const withAmount = parts.filter((part) => findAmounts(part, context).length > 0);
  return withAmount.length > 1 ? parts.filter((part) => part !== '') : [text];
}

/** A line without an amount belongs to the amount above it, or below when it is the first. */
function joinTextLines(lines: ParsedFunding[]): ParsedFunding[] {
  const joined: ParsedFunding[] = [];
  let waiting: string[] = [];
  for (const line of lines) {
    const previous = joined.at(-1);
    if (line.amountCents === null && line.state === FundingState.UNFUNDED && line.sourceText) {
      if (!previous) waiting.push(line.sourceText);
      else {
        previous.sourceText = [previous.sourceText, line.sourceText].filter(Boolean).join('; ');
        previous.asWritten += `\n${line.asWritten}`;
      }
      continue;
    }
    if (waiting.length > 0) {
      line.sourceText = [...waiting, line.sourceText].filter(Boolean).join('; ');
      waiting = [];
    }
    joined.push(line);
  }
  return joined;
}

function readGroup(written: string, context: MoneyContext, doubts: Set<ImportIssueCode>): ParsedFunding {
  const text = withoutYearSpans(written);
  const rest = bareWording(
    withoutAmounts(written, context)
      .replace(/[(\s/–—-]*◌[\s/)–—-]*/g, ' ')
      .replace(/(?<!\p{L})(около|приблизително|прибл\.|до|над|от|общо|approx\.?|about|up to)\s*(?=$|\s{2,})/giu, ' ')
      .replace(/\s*\n\s*/g, '; ')
      .replace(/ {2,}/g, ' ')
      .replace(/^[;,.\s]+|[;,\s]+$/g, ''),
  );
  const amounts = findAmounts(text, context);
  const line: ParsedFunding = {
    sourceText: saysNothing(rest) || LEFT_OF_AN_AMOUNT.test(rest) ? null : rest,
    amountCents: null,
    currency: null,
    alsoStated: null,
    state: FundingState.UNFUNDED,
    year: null,
    asWritten: written,
  };
  if (amounts.length > 0) setAmount(line, { amounts, text, context, doubts });
  if (NOT_REQUIRED.test(text)) {
    if ((line.amountCents ?? 0) > 0) doubts.add(ImportIssueCode.AMOUNT_WITH_NOT_REQUIRED);
    else return { ...line, state: FundingState.NOT_REQUIRED, sourceText: null };
  }
  if (line.amountCents === null && WITHIN_BUDGET.test(text)) line.state = FundingState.WITHIN_BUDGET;
  if (context.bareNumbers && amounts.length === 0 && /\d/.test(text) && line.state === FundingState.UNFUNDED) {
    doubts.add(ImportIssueCode.AMOUNT_UNREADABLE);
  }
  return line;
}

function setAmount(
  line: ParsedFunding,
  found: { amounts: Amount[]; text: string; context: MoneyContext; doubts: Set<ImportIssueCode> },
): void {
  const { amounts, text, context, doubts } = found;
  const [first, second] = amounts;
  if (!first) return;
  if (isRange(text)) {
    doubts.add(ImportIssueCode.AMOUNT_RANGE);
    line.currency = first.currency ?? second?.currency ?? context.currency;
    return;
  }
  if (amounts.length > 2 || (second && !isPair(first, second, text))) {
    doubts.add(ImportIssueCode.AMOUNT_UNREADABLE);
    return;
  }
  if (second) setPair(line, [first, second], doubts);
  else {
    line.amountCents = first.cents;
    line.currency = first.currency ?? currencyNamed(text) ?? context.currency;
  }
  line.state = FundingState.AMOUNT;
  if (line.currency === null) doubts.add(ImportIssueCode.AMOUNT_CURRENCY_UNKNOWN);
  if ((line.amountCents ?? 0) < 0) doubts.add(ImportIssueCode.AMOUNT_NEGATIVE);
  if (/(?<!\p{L})(около|приблизително|прибл\.|над|до|минимум|максимум|approx|about|up to|~)\s*\d/iu.test(text)) {
    doubts.add(ImportIssueCode.AMOUNT_APPROXIMATE);
  }
  for (const match of text.matchAll(AMOUNT)) {
    if (!isAmount(match, context, text)) continue;
    const written = readNumber(match[3] ?? '');
    if (!written) continue;
    if (written.ambiguous) doubts.add(ImportIssueCode.AMOUNT_SEPARATOR_AMBIGUOUS);
    if (!centsOf(written.decimal, multiplierOf(match[4], context)).exact) {
      doubts.add(ImportIssueCode.AMOUNT_BEYOND_CENTS);
    }
  }
}

/** The same amount in both currencies: the first written is the amount, the other stands beside it. */
function setPair(line: ParsedFunding, [first, second]: [Amount, Amount], doubts: Set<ImportIssueCode>): void {
  let [one, other] = [first, second];
  if (one.currency === null || other.currency === null) {
    const levFirst = one.cents > other.cents;
    one = { ...one, currency: levFirst ? Currency.BGN : Currency.EUR };
    other = { ...other, currency: levFirst ? Currency.EUR : Currency.BGN };
  }
  line.amountCents = one.cents;
  line.currency = one.currency;
  if (other.currency !== null) line.alsoStated = { amountCents: other.cents, currency: other.currency };
  if (!currenciesAgree(one, other)) doubts.add(ImportIssueCode.AMOUNT_CURRENCIES_DISAGREE);
}

/** To the cent, or to the whole unit where one side is written in whole units. */
export function currenciesAgree(
  one: { cents: number; currency: Currency | null },
  other: { cents: number; currency: Currency | null },
): boolean {
  const [lev, euro] = one.currency === Currency.BGN ? [one.cents, other.cents] : [other.cents, one.cents];
  const slack = (euro % 100 === 0 ? 100 * BGN_PER_EUR : 2) + (lev % 100 === 0 ? 100 : 1);
  return Math.abs(euro * BGN_PER_EUR - lev) <= slack / 2 + 1;
}

function isPair(first: Amount, second: Amount, text: string): boolean {
  if (first.currency && second.currency) return first.currency !== second.currency;
  return /\d[^\d\n]*[/(\n|][^\d\n]*\d/.test(text) && Math.max(first.cents, second.cents) > 0;
}

function isRange(text: string): boolean {
  const number = `(?:${NUMBER_SOURCE})`;
  const unit = `(?:\\s*(?:хил\\.?|млн\\.?|${CURRENCY}))?`;
  return (
    new RegExp(`${number}${unit}\\s*[-–—]\\s*${number}`, 'iu').test(text) ||
    new RegExp(`от\\s+${number}${unit}\\s+до\\s+${number}`, 'iu').test(text)
  );
}

function findAmounts(written: string, context: MoneyContext): Amount[] {
  const text = withoutYearSpans(written);
  const amounts: Amount[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    if (!isAmount(match, context, text)) continue;
    const number = readNumber(match[3] ?? '');
    if (!number) continue;
    const { cents } = centsOf(number.decimal, multiplierOf(match[4], context));
    amounts.push({
      cents: match[2] ? -cents : cents,
      currency: currencyNamed(`${match[1] ?? ''} ${match[5] ?? ''}`),
    });
  }
  return amounts;
}

/** A number is an amount when it names its currency, or when nothing but amounts stands in the cell. */
function isAmount(match: ArrayLike<string | undefined>, context: MoneyContext, text: string): boolean {
  if (match[1] || match[5] || match[4]) return true;
  // The unit may stand once for both ends: "5000 – 10000 лв."
  if (currencyNamed(text) && isRange(text) && /^[\s\d.,–—-]+(лв|лева|евро|€|eur|bgn)/iu.test(text)) return true;
  if (!context.bareNumbers) return false;
  const words = text.replace(
    /(?<!\p{L})(около|приблизително|прибл\.|до|над|от|общо|хил\.?|млн\.?|лв\.?|лева|евро|eur|bgn)(?!\p{L})/giu,
    '',
  );
  return !/\p{L}/u.test(words);
}

function multiplierOf(unit: string | undefined, context: MoneyContext): number {
  if (!unit) return context.multiplier;
  return unit.toLowerCase().startsWith('хил') ? 1_000 : 1_000_000;
}
