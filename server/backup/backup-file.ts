/**
 * The file of a backup: a line that says what it is, frames under gzip, and the SHA-256 of all before it. A frame is one
 * letter for its kind, four bytes for its length, and its content. Nothing is taken from a file before its sum was found
 * right; the sum tells of cuts and of accidents, the audit chain inside of more.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { StartError, systemErrorCode } from '../platform/start-error.ts';

export const FrameKind = {
  /** JSON: what the whole is of. The first frame. */
  HEADING: 'H',
  /** JSON: the table that the following rows are of. */
  TABLE: 'T',
  /** Rows as COPY writes them. */
  ROWS: 'R',
  /** The last frame: what follows was cut when it is missing. */
  END: 'E',
} as const;
export type FrameKind = (typeof FrameKind)[keyof typeof FrameKind];

export interface Frame {
  readonly kind: FrameKind;
  readonly content: Buffer;
}

const MAGIC = Buffer.from('sverka-backup-1\n');
const SUM_BYTES = 32;
const FRAME_HEAD_BYTES = 5;

/**
 * Writes beside and renames at the end: a file of that name is whole.
 * @throws StartError when there is one already, or the place cannot be written.
 */
export async function writeBackupFile(
  path: string,
  produce: (put: (kind: FrameKind, content: Buffer | string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (await stat(path).catch(() => null)) throw new StartError(`${path} is there already: choose another name.`);
  const unfinished = `${path}.unfinished`;
  // of its owner alone: it holds what the database holds
  const file = await open(unfinished, 'w', 0o600).catch((error: unknown) => {
    throw new StartError(`${path} cannot be written (${systemErrorCode(error) ?? 'unknown'}).`);
  });
  try {
    const sum = createHash('sha256').update(MAGIC);
    await file.write(MAGIC);
    const packed = createGzip();
    const written = (async () => {
      for await (const chunk of packed as AsyncIterable<Buffer>) {
        sum.update(chunk);
        await file.write(chunk);
      }
    })();
    const put = async (kind: FrameKind, content: Buffer | string): Promise<void> => {
      const bytes = Buffer.from(content);
      const head = Buffer.alloc(FRAME_HEAD_BYTES);
      head.write(kind, 0, 'latin1');
      head.writeUInt32BE(bytes.length, 1);
      packed.write(head);
      if (!packed.write(bytes)) await Promise.race([once(packed, 'drain'), written]);
    };
    await produce(put);
    await put(FrameKind.END, '');
    packed.end();
    await written;
    await file.write(sum.digest());
    await file.sync();
    await file.close();
    await rename(unfinished, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** @throws StartError unless the file is a whole backup, byte by byte as it was written. */
export async function assertWholeBackup(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => {
      throw new StartError(`There is no readable file at ${path}.`);
    },
  );
  if (size <= MAGIC.length + SUM_BYTES || !(await bytesOf(path, 0, MAGIC.length)).equals(MAGIC))
    throw new StartError(`${path} is no backup of Sverka.`);
  const sum = createHash('sha256');
  for await (const chunk of createReadStream(path, { end: size - SUM_BYTES - 1 })) sum.update(chunk as Buffer);
  if (!sum.digest().equals(await bytesOf(path, size - SUM_BYTES, SUM_BYTES)))
    throw new StartError(`${path} was cut or altered: nothing was taken from it.`);
}

async function bytesOf(path: string, from: number, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(path, { start: from, end: from + length - 1 })) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The frames of a file that was found whole, one after the other. */
export async function* readFrames(path: string): AsyncGenerator<Frame, void> {
  const { size } = await stat(path);
  const packed = createReadStream(path, { start: MAGIC.length, end: size - SUM_BYTES - 1 });
  const unpacked = createGunzip();
  packed.on('error', (error) => unpacked.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of packed.pipe(unpacked) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
    for (;;) {
      if (rest.length < FRAME_HEAD_BYTES) break;
      const end = FRAME_HEAD_BYTES + rest.readUInt32BE(1);
      if (rest.length < end) break;
      yield { kind: rest.toString('latin1', 0, 1) as FrameKind, content: rest.subarray(FRAME_HEAD_BYTES, end) };
      rest = rest.subarray(end);
    }
  }
}
