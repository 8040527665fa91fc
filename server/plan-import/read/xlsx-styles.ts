/** What a workbook's number formats say of a number: that it is a day, a share, or an amount in some currency. */
import type { Archive } from './archive.ts';
import { readXmlPart } from './xml-part.ts';

/** Formats by the style index of a cell; null where the format says nothing. */
export type CellFormats = (string | null)[];

/** Those of ECMA-376, 18.8.30, that matter here. */
const BUILT_IN: Record<number, string> = {
  9: '0%',
  10: '0.00%',
  14: 'dd.mm.yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'dd.mm.yyyy h:mm',
  27: 'yyyy',
  30: 'd.m.yy',
  31: 'yyyy',
  36: 'yyyy',
  50: 'yyyy',
  57: 'yyyy',
};

export async function readCellFormats(archive: Archive, part: string): Promise<CellFormats> {
  const codes = new Map<number, string>(Object.entries(BUILT_IN).map(([id, code]) => [Number(id), code]));
  const formats: CellFormats = [];
  let inCellXfs = false;
  await readXmlPart(archive, part, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCellXfs = true;
      if (name === 'xf' && inCellXfs) formats.push(codes.get(Number(attributes.numFmtId)) ?? null);
    },
    close(name) {
      if (name === 'cellXfs') inCellXfs = false;
    },
  });
  return formats;
}

export function isDateFormat(format: string | null): boolean {
  if (format === null) return false;
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  return !/general/i.test(format) && /[dy]|m{3,}|m.*y/i.test(bare);
}

/** Excel's day number as 'YYYY-MM-DD'; null when it is no day from 1901 to 2199. */
export function dayOfSerial(serial: number, startsIn1904: boolean): string | null {
  const days = Math.floor(serial) + (startsIn1904 ? 1462 : 0);
  if (days < 367 || days > 109_571) return null;
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The number as a person would read it in the cell, without thousands separators. */
export function shownNumber(value: number, format: string | null): string {
  if (format?.replace(/"[^"]*"/g, '').includes('%')) return `${exact(value * 100)}%`;
  return exact(value);
}

/** Without the tail that binary fractions leave: 12782.299999999999 is 12782.3. */
function exact(value: number): string {
  return String(Number(value.toPrecision(15)));
}
