/** A file's bytes become neutral tables, whatever program wrote it. Call it through guarded-read: a hostile file may still be slow. */
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import { SourceFormat } from '../source-table.ts';
import type { SourceFile } from '../source-table.ts';
import { openArchive } from './archive.ts';
import { readCsv } from './csv.ts';
import { readDocx } from './docx.ts';
import { formatOfArchive, rawFormat, refusalOf, refuseMislabelled } from './file-format.ts';
import { READING_LIMITS } from './reading-limits.ts';
import { readXlsx } from './xlsx.ts';

/** @throws FileRefusal when the file cannot be read, with the reason. */
export async function readSourceFile(bytes: Uint8Array, fileName: string): Promise<SourceFile> {
  if (bytes.length > READING_LIMITS.fileBytes) {
    throw new FileRefusal(RefusalCode.FILE_TOO_LARGE, {
      sizeBytes: bytes.length,
      limitBytes: READING_LIMITS.fileBytes,
    });
  }
  const file = await readByFormat(bytes, fileName);
  if (!file.tables.some((table) => table.rows.length > 0)) {
    throw new FileRefusal(RefusalCode.NO_TABLE, { format: file.format });
  }
  return file;
}

async function readByFormat(bytes: Uint8Array, fileName: string): Promise<SourceFile> {
  const raw = rawFormat(bytes, fileName);
  if (raw === 'CSV') {
    refuseMislabelled(fileName, SourceFormat.CSV);
    return readCsv(bytes);
  }
  if (raw !== 'OOXML') throw refusalOf(raw.unreadable, fileName);
  const archive = await openArchive(bytes);
  const format = formatOfArchive(archive, fileName);
  refuseMislabelled(fileName, format);
  return format === SourceFormat.XLSX ? readXlsx(archive) : readDocx(archive);
}
