/** Makes CSV text and encodes it. */
import iconv from 'iconv-lite';

export interface CsvStyle {
  delimiter: ',' | ';' | '\t';
  encoding: 'utf-8' | 'utf-8-bom' | 'windows-1251' | 'utf-16le-bom' | 'utf-16le';
}

export function buildCsv(rows: string[][], style: CsvStyle): Uint8Array {
  const quoted = (field: string): string =>
    /["\n\r]/.test(field) || field.includes(style.delimiter) ? `"${field.replaceAll('"', '""')}"` : field;
  const text = rows.map((row) => row.map(quoted).join(style.delimiter)).join('\r\n');
  if (style.encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (style.encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`, 'utf8');
  if (style.encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (style.encoding === 'utf-16le-bom') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return iconv.encode(text, 'windows-1251');
}
