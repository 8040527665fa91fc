/** Days, months, amounts and shares as people write them. Intl knows no Romani: its dates and numbers are the Bulgarian ones. */
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { sofiaDay, type LocalDate, type Month } from '../../schema/rules/days.ts';

const localeOf = (language: string): string => (language === 'rom' ? 'bg' : language === 'en' ? 'en-GB' : language);

/** Stands between the groups of digits and before a sign: a space at which no line breaks. */
const fixedSpace = '\u00a0';

export interface MoneyAmount {
  readonly amountCents: number;
  readonly currency: 'EUR' | 'BGN';
  /** The same in euro cents. */
  readonly eurCents: number;
}

export interface Format {
  /** '22 ноември 2026 г.' */
  day(day: LocalDate): string;
  /** '22.11.2026' */
  shortDay(day: LocalDate): string;
  /** 'септември 2026 г.' */
  month(month: Month): string;
  number(value: number): string;
  /** Whole euro, or with cents where there are any and `cents` is 'IF_ANY'. */
  amount(cents: number, currency: 'EUR' | 'BGN', precision?: 'WHOLE' | 'IF_ANY'): string;
  /** 0–1 as '37 %'; Turkish puts the sign before. */
  share(share: number): string;
}

/** Making one is dear, and every amount and day on a page asks for it. */
const formats = new Map<string, Format>();

export function formatFor(language: string): Format {
  const known = formats.get(language) ?? makeFormat(language);
  formats.set(language, known);
  return known;
}

function makeFormat(language: string): Format {
  const locale = localeOf(language);
  const longDay = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const monthName = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: true });
  const at = (day: LocalDate) => new Date(`${day}T00:00:00Z`);
  // Bulgarian of Intl leaves four digits together and parts five; a column of sums reads better parted alike.
  const group = (text: string) => (locale === 'bg' ? text.replaceAll(/\B(?=(?:\d{3})+(?!\d))/gu, fixedSpace) : text);
  const withDigits = (fraction: number) =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
      useGrouping: locale !== 'bg',
    });
  const lev = locale === 'tr' ? 'leva' : 'лв.';
  const byFraction = { 0: withDigits(0), 2: withDigits(2) };
  const digits = (value: number, fraction: 0 | 2) => {
    const fixed = byFraction[fraction].format(value);
    const [integer = '', rest] = locale === 'bg' ? fixed.split(',') : [fixed];
    return rest === undefined ? group(integer) : `${group(integer)},${rest}`;
  };
  return {
    day: (day) => longDay.format(at(day)).replace(' г.', `${fixedSpace}г.`),
    shortDay: (day) => `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`,
    month: (month) => monthName.format(at(`${month}-01`)).replace(' г.', `${fixedSpace}г.`),
    number: (value) => (Number.isInteger(value) ? digits(value, 0) : whole.format(value)),
    amount: (cents, currency, precision = 'WHOLE') => {
      const fraction = precision === 'IF_ANY' && cents % 100 !== 0 ? 2 : 0;
      const text = digits(cents / 100, fraction);
      if (locale === 'en-GB') return currency === 'EUR' ? `€${text}` : `BGN ${text}`;
      return `${text}${fixedSpace}${currency === 'EUR' ? '€' : lev}`;
    },
    share: (share) => {
      const hundredths = digits(Math.round(share * 100), 0);
      if (locale === 'tr') return `%${hundredths}`;
      return `${hundredths}${locale === 'en-GB' ? '' : fixedSpace}%`;
    },
  };
}

/** Format of the language on screen; follows its change. */
export function useFormat() {
  const { locale } = useI18n();
  return computed(() => formatFor(locale.value));
}

/** Ends with one full stop: days and months in Bulgarian bring their own („2026 г.“). */
export const asSentence = (text: string): string => (text.endsWith('?') ? text : text.replace(/\.*$/u, '.'));

/** The day in Sofia. The server says it with each answer; this one is for limits of input fields. */
export const todayInSofia = (): LocalDate => sofiaDay(new Date());
