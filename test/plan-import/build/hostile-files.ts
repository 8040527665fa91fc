/** Files that mean harm or are broken, made small at test time. */
import { strToU8, zipSync } from 'fflate';
import { docxWithBody, paragraph, table } from './docx-file.ts';
import { buildXlsx, columnLetters, zipParts } from './xlsx-file.ts';

const HEADINGS = ['Мярка', 'Отговорник', 'Срок', 'Сума (евро)'];
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export function plainWorkbook(extraParts: Record<string, string | Uint8Array> = {}): Uint8Array {
  return buildXlsx([{ name: 'План', rows: [HEADINGS, ['Ремонт', 'Община Дъбрава', '2026', 5]] }], extraParts);
}

export function workbookWithSheet(sheetXml: string): Uint8Array {
  return plainWorkbook({ 'xl/worksheets/sheet1.xml': sheetXml });
}

/** 100 MB of spaces in 100 kB. */
export function archiveBomb(): Uint8Array {
  return plainWorkbook({ 'xl/media/image1.bin': new Uint8Array(100 * 1024 * 1024) });
}

/** Its directory says 1 kB where 40 MB come out. */
export function lyingArchive(): Uint8Array {
  const name = 'xl/worksheets/sheet1.xml';
  const bytes = plainWorkbook({ [name]: new Uint8Array(40 * 1024 * 1024).fill(0x20) });
  const buffer = Buffer.from(bytes);
  for (let at = buffer.indexOf('PK\u0001\u0002'); at >= 0; at = buffer.indexOf('PK\u0001\u0002', at + 4)) {
    const nameLength = buffer.readUInt16LE(at + 28);
    if (buffer.toString('utf8', at + 46, at + 46 + nameLength) === name) buffer.writeUInt32LE(1024, at + 24);
  }
  return buffer;
}

/** Thousands of parts. */
export function manyParts(): Uint8Array {
  const parts: Record<string, string> = {};
  for (let part = 0; part < 3_000; part += 1) parts[`xl/media/${part}.txt`] = 'x';
  return plainWorkbook(parts);
}

export function rowsOf(count: number): Uint8Array {
  const rows: string[] = [];
  for (let row = 1; row <= count; row += 1) rows.push(`<row r="${row}"><c r="A${row}"><v>${row * 7919}</v></c></row>`);
  return workbookWithSheet(`<worksheet xmlns="${SHEET}"><sheetData>${rows.join('')}</sheetData></worksheet>`);
}

export function farCell(): Uint8Array {
  return workbookWithSheet(
    `<worksheet xmlns="${SHEET}"><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`,
  );
}

/** Merged over the whole sheet. */
export function farMerge(): Uint8Array {
  return buildXlsx([
    { name: 'План', rows: [HEADINGS, ['Ремонт', 'Община Дъбрава', '2026', 5]], merges: ['D2:XFD1048576'] },
  ]);
}

export function wideRow(): Uint8Array {
  return buildXlsx([{ name: 'План', rows: [Array.from({ length: 400 }, (_, column) => columnLetters(column))] }]);
}

export function doctype(): Uint8Array {
  return docxWithBody(
    `<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>${table([HEADINGS])}`,
    '<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/hostname">]>',
  );
}

export function billionLaughs(): Uint8Array {
  const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
  return workbookWithSheet(
    `<!DOCTYPE worksheet [<!ENTITY l0 "ha">${entities.join('')}]><worksheet xmlns="${SHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>`,
  );
}

export function nestedTables(depth: number): Uint8Array {
  return docxWithBody(
    `${'<w:tbl><w:tr><w:tc>'.repeat(depth)}${paragraph('x')}${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`,
  );
}

export function nestedElements(depth: number): Uint8Array {
  return docxWithBody(`${'<w:sdt>'.repeat(depth)}${'</w:sdt>'.repeat(depth)}`);
}

export function climbingName(): Uint8Array {
  return zipSync({ '../../etc/cron.d/job': strToU8('x'), 'xl/workbook.xml': strToU8('<workbook/>') });
}

export function withMacros(): Uint8Array {
  return plainWorkbook({ 'xl/vbaProject.bin': new Uint8Array([1, 2, 3]) });
}

export function withFormula(formula: string): Uint8Array {
  return buildXlsx([{ name: 'План', rows: [HEADINGS, ['Ремонт', 'Община Дъбрава', '2026', { formula, value: 1 }]] }]);
}

/** Of an Office file locked with a password: an OLE container with this stream. */
export function encryptedOffice(): Uint8Array {
  return oleWith('EncryptedPackage');
}

export function oleWith(streamName: string): Uint8Array {
  const buffer = Buffer.alloc(2048);
  buffer.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  buffer.write(streamName, 1024, 'utf16le');
  return buffer;
}

/** The archive breaks off in the middle. */
export function truncated(): Uint8Array {
  const bytes = plainWorkbook();
  return bytes.slice(0, bytes.length / 2);
}

export function brokenXml(): Uint8Array {
  return workbookWithSheet('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></row>');
}

export function otherArchive(): Uint8Array {
  return zipParts({ 'readme.txt': 'нищо' });
}

/** Text whose XML is small in the archive and large in memory, in one cell. */
export function longCell(): Uint8Array {
  return docxWithBody(table([[...HEADINGS.slice(1), 'Дълго '.repeat(40_000)]]));
}
