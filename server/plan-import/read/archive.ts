/**
 * The archive of an XLSX or DOCX. Its directory is looked at before anything is unpacked, and what is
 * unpacked is counted, since a directory can lie.
 */
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { FileRefusal, RefusalCode } from '../file-refusal.ts';
import { READING_LIMITS } from './reading-limits.ts';

export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: Map<string, Entry>;

  constructor(zip: ZipFile, entries: Map<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Unpacks one part piece by piece. @throws FileRefusal when it is missing, damaged or too large. */
  async *chunks(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (!entry) throw new FileRefusal(RefusalCode.FILE_BROKEN, { part: name, reason: 'missing part' });
    let bytes = 0;
    try {
      const stream = await new Promise<AsyncIterable<Uint8Array>>((resolve, reject) => {
        this.#zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
      });
      for await (const chunk of stream) {
        bytes += chunk.length;
        if (bytes > READING_LIMITS.partBytes) {
          throw new FileRefusal(RefusalCode.ARCHIVE_BOMB, {
            part: name,
            sizeBytes: bytes,
            limitBytes: READING_LIMITS.partBytes,
          });
        }
        yield chunk;
      }
    } catch (error) {
      throw asRefusal(error, name);
    }
  }
}

/** @throws FileRefusal when the directory is damaged, or promises more than a plan can hold. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      { lazyEntries: true, decodeStrings: false, validateEntrySizes: true },
      (error, opened) => (error ? reject(asRefusal(error, 'archive')) : resolve(opened)),
    );
  });
  if (zip.entryCount > READING_LIMITS.archiveEntries) {
    throw new FileRefusal(RefusalCode.ARCHIVE_TOO_MANY_ENTRIES, {
      entries: zip.entryCount,
      limit: READING_LIMITS.archiveEntries,
    });
  }
  const entries = new Map<string, Entry>();
  let declaredBytes = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', (error) => reject(asRefusal(error, 'archive')));
    zip.on('end', resolve);
    zip.on('entry', (entry) => {
      try {
        const name = checkedName(entry);
        if (entries.has(name)) {
          throw new FileRefusal(RefusalCode.FILE_BROKEN, { part: name, reason: 'named twice' });
        }
        declaredBytes += entry.uncompressedSize;
        checkSize(entry, name, declaredBytes);
        entries.set(name, entry);
        zip.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    zip.readEntry();
  });
  return new Archive(zip, entries);
}

function checkedName(entry: Entry): string {
  const raw = entry.fileName.toString('utf8');
  // Some programs on Windows write backslashes between folders.
  const name = raw.replaceAll('\\', '/');
  if (name.includes('\0') || yauzl.validateFileName(name) !== null) {
    throw new FileRefusal(RefusalCode.ARCHIVE_UNSAFE_NAME, { part: raw.slice(0, 200) });
  }
  if (entry.isEncrypted()) throw new FileRefusal(RefusalCode.FILE_ENCRYPTED, { detected: 'ZIP' });
  return name;
}

function checkSize(entry: Entry, part: string, declaredBytes: number): void {
  if (declaredBytes > READING_LIMITS.archiveBytes) {
    throw new FileRefusal(RefusalCode.ARCHIVE_BOMB, {
      part,
      sizeBytes: declaredBytes,
      limitBytes: READING_LIMITS.archiveBytes,
    });
  }
  const ratio = Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize));
  if (entry.uncompressedSize > READING_LIMITS.ratioFromBytes && ratio > READING_LIMITS.ratio) {
    throw new FileRefusal(RefusalCode.ARCHIVE_BOMB, { part, ratio, limitRatio: READING_LIMITS.ratio });
  }
}

function asRefusal(error: unknown, part: string): unknown {
  if (error instanceof FileRefusal) return error;
  const reason = error instanceof Error ? error.message : String(error);
  // The directory said less than came out.
  if (reason.startsWith('too many bytes')) return new FileRefusal(RefusalCode.ARCHIVE_BOMB, { part });
  return new FileRefusal(RefusalCode.FILE_BROKEN, { part, reason });
}
