/** Numbers as people write them: "38 500", "12000,00", "1.234,56", "2045.17". */
export interface WrittenNumber {
  /** Plain decimal, e.g. `-1234.56`. */
  decimal: string;
  /** "12.345" may be twelve thousand or twelve and a bit; it is read as thousands. */
  ambiguous: boolean;
}

/** Source of a pattern for one number inside a text; has no groups. */
export const NUMBER_SOURCE = String.raw`\d{1,3}(?:[ .,'’]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?`;

/** null when the text is not one number and nothing else. */
export function readNumber(text: string): WrittenNumber | null {
  const bare = text.trim().replace(/^[−–]/, '-');
  const match = bare.match(new RegExp(`^(-?)(${NUMBER_SOURCE})(?:,?[-–—])?$`));
  if (!match) return null;
  const sign = match[1] ?? '';
  const digits = match[2] ?? '';
  const spaced = digits.replace(/[ '’]/g, '');
  const last = Math.max(spaced.lastIndexOf('.'), spaced.lastIndexOf(','));
  if (last < 0) return { decimal: sign + spaced, ambiguous: false };
  const separators = spaced.replace(/\d/g, '');
  const tail = spaced.length - last - 1;
  const grouped = separators.length > 1 && new Set(separators).size === 1;
  const mixed = new Set(separators).size > 1;
  const ambiguous = separators.length === 1 && tail === 3 && !/^0[.,]/.test(spaced) && spaced === digits;
  if (grouped || ambiguous) return { decimal: sign + spaced.replace(/[.,]/g, ''), ambiguous };
  const whole = spaced.slice(0, last).replace(/[.,]/g, '');
  if (mixed && tail === 3) return { decimal: sign + spaced.replace(/[.,]/g, ''), ambiguous: true };
  return { decimal: `${sign}${whole}.${spaced.slice(last + 1)}`, ambiguous: false };
}

/** Cents of a plain decimal, half away from zero; exact is false when there was more than a cent can hold. */
export function centsOf(decimal: string, multiplier = 1): { cents: number; exact: boolean } {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace(/^-/, '').split('.');
  const digits = fraction.padEnd(6, '0');
  // Millionths, so that "1,5 млн." and thousands stay whole numbers.
  const millionths = (BigInt(whole) * 1_000_000n + BigInt(digits.slice(0, 6))) * BigInt(multiplier);
  const cents = Number((millionths + 5_000n) / 10_000n);
  const exact = millionths % 10_000n === 0n && /^0*$/.test(fraction.slice(6));
  return { cents: negative ? -cents : cents, exact };
}
