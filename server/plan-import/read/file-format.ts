/** What a file is by its content; its name only tells whether somebody mistook it. */
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import { SourceFormat } from '../source-table.ts';
import type { Archive } from './archive.ts';

/** `OOXML` needs a look into the archive: see formatOfArchive. */
export type RawFormat = 'OOXML' | 'CSV' | { unreadable: string };

const SIGNATURES: [string, number[]][] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['IMAGE', [0x89, 0x50, 0x4e, 0x47]],
  ['IMAGE', [0xff, 0xd8, 0xff]],
  ['IMAGE', [0x47, 0x49, 0x46, 0x38]],
  ['GZIP', [0x1f, 0x8b]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
];
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Endings whose meaning is fixed; `txt` and `tsv` name plain text like CSV. */
const NAMED: Record<string, string> = {
  xlsx: 'XLSX',
  xlsm: 'XLSX',
  docx: 'DOCX',
  docm: 'DOCX',
  csv: 'CSV',
  tsv: 'CSV',
  txt: 'CSV',
  xls: 'XLS',
  doc: 'DOC',
  pdf: 'PDF',
  ods: 'ODS',
  odt: 'ODT',
  rtf: 'RTF',
  html: 'HTML',
  htm: 'HTML',
};

/** @throws FileRefusal for an empty, encrypted or pre-2007 file. */
export function rawFormat(bytes: Uint8Array, fileName: string): RawFormat {
  if (!bytes.some((byte) => byte > 0x20)) throw new FileRefusal(RefusalCode.FILE_EMPTY);
  if (startsWith(bytes, OLE)) return oleFormat(bytes, fileName);
  if (startsWith(bytes, ZIP) && [0x03, 0x05, 0x07].includes(bytes[2] ?? 0)) return 'OOXML';
  const known = SIGNATURES.find(([, signature]) => startsWith(bytes, signature));
  if (known) return { unreadable: known[0] };
  return textFormat(bytes);
}

function oleFormat(bytes: Uint8Array, fileName: string): RawFormat {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string): boolean => buffer.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) {
    throw new FileRefusal(RefusalCode.FILE_ENCRYPTED, { detected: 'OOXML' });
  }
  const detected = holds('WordDocument') ? 'DOC' : holds('Workbook') || holds('Book') ? 'XLS' : 'OLE';
  refuseMislabelled(fileName, detected);
  throw new FileRefusal(RefusalCode.FORMAT_LEGACY, { detected });
}

function textFormat(bytes: Uint8Array): RawFormat {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  const opening = start
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<head|<body|<table|<meta)/.test(opening)) return { unreadable: 'HTML' };
  if (opening.startsWith('<?xml')) return { unreadable: opening.includes('<html') ? 'HTML' : 'XML' };
  if (isUtf16(bytes)) return 'CSV';
  const sample = bytes.subarray(0, 64 * 1024);
  const control = sample.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a].includes(byte));
  return control ? { unreadable: 'BINARY' } : 'CSV';
}

/** By byte-order mark, or by zero bytes on one side of most pairs. */
export function isUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Cyrillic has 0x04 where Latin has 0x00.
  const pairs = Math.min(512, Math.floor(bytes.length / 2));
  if (pairs < 4) return null;
  let low = 0;
  let high = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    const first = bytes[pair * 2] ?? 0;
    const second = bytes[pair * 2 + 1] ?? 0;
    if ((second === 0 || second === 4 || second === 0x20) && first !== 0) low += 1;
    if ((first === 0 || first === 4 || first === 0x20) && second !== 0) high += 1;
  }
  if (!bytes.subarray(0, pairs * 2).includes(0)) return null;
  if (low > pairs * 0.9 && low > high) return 'utf-16le';
  return high > pairs * 0.9 ? 'utf-16be' : null;
}

/** @throws FileRefusal for macros and for archives that are no workbook or document. */
export function formatOfArchive(archive: Archive, fileName: string): SourceFormat {
  const names = archive.names;
  const macro = names.find((name) => /vbaproject\.bin$|(^|\/)macrosheets\//i.test(name));
  if (macro) throw new FileRefusal(RefusalCode.FILE_HAS_MACROS, { part: macro });
  if (names.some((name) => /^xl\/workbook\d*\.xml$/i.test(name))) return SourceFormat.XLSX;
  if (names.some((name) => /^word\/document\d*\.xml$/i.test(name))) return SourceFormat.DOCX;
  const detected = names.some((name) => /^xl\/.*\.bin$/.test(name))
    ? 'XLSB'
    : names.includes('content.xml')
      ? 'OPENDOCUMENT'
      : names.some((name) => name.startsWith('ppt/'))
        ? 'PPTX'
        : 'ZIP';
  throw refusalOf(detected, fileName);
}

/** @throws FileRefusal when the name promises another format. */
export function refuseMislabelled(fileName: string, detected: string): void {
  const named = NAMED[fileName.toLowerCase().match(/\.([a-z0-9]+)$/)?.[1] ?? ''];
  if (named && named !== detected) {
    throw new FileRefusal(RefusalCode.FORMAT_MISLABELLED, { named, detected });
  }
}

export function refusalOf(detected: string, fileName: string): FileRefusal {
  try {
    refuseMislabelled(fileName, detected);
  } catch (error) {
    if (error instanceof FileRefusal && detected !== 'OPENDOCUMENT') return error;
  }
  return new FileRefusal(RefusalCode.FORMAT_UNKNOWN, { detected });
}

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
