/** The part of yauzl 3 that reading an archive needs; the package carries no types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface Entry {
    fileName: string | Buffer;
    compressedSize: number;
    uncompressedSize: number;
    isEncrypted(): boolean;
  }
  export interface ZipFile {
    entryCount: number;
    readEntry(): void;
    openReadStream(entry: Entry, callback: (error: Error | null, stream: Readable) => void): void;
    on(event: 'entry', listener: (entry: Entry) => void): void;
    on(event: 'end', listener: () => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
  }
  interface Yauzl {
    fromBuffer(
      buffer: Buffer,
      options: { lazyEntries: boolean; decodeStrings: boolean; validateEntrySizes: boolean },
      callback: (error: Error | null, zip: ZipFile) => void,
    ): void;
    validateFileName(fileName: string): string | null;
  }
  const yauzl: Yauzl;
  export default yauzl;
}
