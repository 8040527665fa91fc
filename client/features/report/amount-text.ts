/** An amount as people type it. */

/** Integer cents; null for an empty text, undefined when it is no amount of at most two decimals. */
export function centsOf(text: string): number | null | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f']/g, '');
  if (plain === '') return null;
  const match = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(plain);
  if (match) return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  // Thousands set apart by the other sign: 1.234,50 and 1,234.50.
  const grouped = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?$/.exec(plain);
  if (!grouped) return undefined;
  return Number((grouped[1] ?? '').replaceAll(/[.,]/g, '')) * 100 + Number((grouped[3] ?? '').padEnd(2, '0'));
}

/** The amount as it stands in an input, with a comma. */
export function textOfCents(cents: number | null): string {
  if (cents === null) return '';
  const rest = cents % 100;
  return rest === 0 ? String(cents / 100) : `${Math.trunc(cents / 100)},${String(rest).padStart(2, '0')}`;
}

/** A figure of an indicator; null for an empty text, undefined when it is no number. */
export function numberOf(text: string): number | null | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f%]/g, '').replace(',', '.');
  if (plain === '') return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : undefined;
}
