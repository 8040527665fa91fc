/** Plain text with a separator: which encoding and which separator is seen from the text itself. */
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import { SourceFormat, SourceTableKind } from '../source-table.ts';
import type { SourceFile } from '../source-table.ts';
import { isUtf16 } from './file-format.ts';
import { READING_LIMITS } from './reading-limits.ts';
import { TableCollector, plainCell, tidyText } from './table-collector.ts';

const DELIMITERS = [';', ',', '\t', '|'];

/** Row numbers count records, as a spreadsheet program shows them. @throws FileRefusal */
export function readCsv(bytes: Uint8Array): SourceFile {
  const { text, encoding } = decodeText(bytes);
  const named = text.match(/^sep=(.)\r?\n/i);
  const delimiter = named?.[1] ?? findDelimiter(text);
  if (delimiter === null) throw new FileRefusal(RefusalCode.NO_TABLE, { format: SourceFormat.CSV });
  const records = parseRecords(text, delimiter, READING_LIMITS.rows + 1);
  const collector = new TableCollector('CSV');
  records.forEach((record, index) => {
    if (named && index === 0) return;
    record.forEach((field, column) => {
      const tidy = tidyText(field);
      if (tidy === '') return;
      const formula = tidy.startsWith('=') || /^[+@-].*\|\s*'/.test(tidy) ? tidy.replace(/^=/, '') : null;
      collector.add({ ...plainCell(column, tidy), formula }, index + 1);
    });
  });
  return {
    format: SourceFormat.CSV,
    encoding,
    delimiter,
    tables: [
      {
        index: 0,
        kind: SourceTableKind.TEXT,
        name: null,
        heading: [],
        hidden: false,
        rows: collector.rows(),
      },
    ],
  };
}

function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  const wide = isUtf16(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: iconv.decode(Buffer.from(bytes), 'windows-1251'), encoding: 'windows-1251' };
  }
}

function parseRecords(text: string, delimiter: string, to: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      to,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileRefusal(RefusalCode.FILE_BROKEN, { part: 'CSV', reason });
  }
}

/** The separator by which most of the first records have the same number of fields, and many. */
function findDelimiter(text: string): string | null {
  let best: { delimiter: string; score: number } | null = null;
  let failure: unknown = null;
  for (const delimiter of DELIMITERS) {
    try {
      const score = delimiterScore(parseRecords(text, delimiter, 200));
      if (score > (best?.score ?? 0)) best = { delimiter, score };
    } catch (error) {
      failure = error;
    }
  }
  if (!best && failure) throw failure;
  return best?.delimiter ?? null;
}

function delimiterScore(records: string[][]): number {
  const counts = new Map<number, number>();
  let filled = 0;
  for (const record of records) {
    if (record.every((field) => field.trim() === '')) continue;
    filled += 1;
    counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  }
  let score = 0;
  for (const [fields, times] of counts) {
    if (fields > 1) score = Math.max(score, (times / filled) * Math.min(fields, 12));
  }
  return score;
}
