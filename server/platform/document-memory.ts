/**
 * Everything that is worked out of the text of an operation and kept for its next time: the parsed document, what it may
 * cost, what its answer rests on, its compiled form, its statements. Anyone may send ever new texts to the open API, and
 * some of these are hundreds of times as heavy as the text: so they are bounded by what they weigh, not by their number.
 * The client's own documents stand on shelves of their own, of the same size, from which nobody's flood pushes them.
 *
 * Weights are estimates, measured on documents of 30 to 4,000 characters with all that is kept of them in the heap.
 */
import { LRUCache } from 'lru-cache';
import { DEFAULT_LIMITS } from './http/limits/limits.ts';
import type { TrustedDocuments } from './http/trusted-documents.ts';

/** What each kind may take of the whole. */
const SHARES = {
  /** Trees with their places in the text, for Apollo. */
  parsed: 0.2,
  /** The same, for what is answered ahead of Apollo. */
  direct: 0.15,
  measured: 0.1,
  reach: 0.05,
  compiled: 0.375,
  told: 0.125,
} as const;
export type DocumentPart = keyof typeof SHARES;

/** Bytes of a tree for each character of its text. */
export const TREE_BYTES_PER_CHARACTER = 70;
/** Of a key and the entry itself. */
const ENTRY_BYTES = 1_000;
/** Where weight is not limited. */
const UNWEIGHED_ENTRIES = 1_000;

export interface DocumentMemoryOptions {
  /** None when left out. */
  readonly documents?: TrustedDocuments;
  /** Of all that is kept of documents that are not the client's, together; null: their number is bounded, not their weight. */
  readonly bytes?: number | null;
}

/** Which document, by its text or the SHA-256 of it, and which of the things that are kept of it. */
export interface DocumentKey {
  readonly document: string;
  readonly part: string;
}

export class DocumentMemory {
  /** Texts of the client, and their hashes in hexadecimal. */
  readonly #own: ReadonlySet<string>;
  readonly #bytes: number | null;
  readonly #shelves: { readonly bytesOfOthers: number }[] = [];

  constructor({ documents = new Map(), bytes = DEFAULT_LIMITS.documentBytes }: DocumentMemoryOptions = {}) {
    this.#own = new Set([...documents.values(), ...[...documents.keys()].map((id) => id.replace(/^sha256:/, ''))]);
    this.#bytes = bytes;
  }

  /** A place for one kind of what is kept; each kind has one. */
  shelf<Kept extends object>(part: DocumentPart): DocumentShelf<Kept> {
    const bytes = this.#bytes === null ? null : Math.max(1, Math.floor(this.#bytes * SHARES[part]));
    const shelf = new DocumentShelf<Kept>({ bytes, isOwn: (document) => this.#own.has(document) });
    this.#shelves.push(shelf);
    return shelf;
  }

  /** What is kept of documents that are not the client's. */
  get bytesOfOthers(): number {
    return this.#shelves.reduce((all, { bytesOfOthers }) => all + bytesOfOthers, 0);
  }
}

interface Weighed<Kept> {
  readonly kept: Kept;
  readonly bytes: number;
}

export class DocumentShelf<Kept extends object> {
  readonly #ownShelf: LRUCache<string, Weighed<Kept>>;
  readonly #othersShelf: LRUCache<string, Weighed<Kept>>;
  readonly #isOwn: (document: string) => boolean;

  constructor({ bytes, isOwn }: { readonly bytes: number | null; readonly isOwn: (document: string) => boolean }) {
    const made = (): LRUCache<string, Weighed<Kept>> =>
      new LRUCache({
        ...(bytes === null ? { max: UNWEIGHED_ENTRIES, maxSize: Number.MAX_SAFE_INTEGER } : { maxSize: bytes }),
        sizeCalculation: (weighed, key) => Math.ceil(weighed.bytes) + key.length + ENTRY_BYTES,
      });
    this.#ownShelf = made();
    this.#othersShelf = made();
    this.#isOwn = isOwn;
  }

  get(key: DocumentKey): Kept | undefined {
    return this.#shelfOf(key).get(keyText(key))?.kept;
  }

  /** What weighs more than the whole shelf is not kept. */
  set(key: DocumentKey, kept: Kept, bytes: number): void {
    this.#shelfOf(key).set(keyText(key), { kept, bytes });
  }

  delete(key: DocumentKey): void {
    this.#shelfOf(key).delete(keyText(key));
  }

  get bytesOfOthers(): number {
    return this.#othersShelf.calculatedSize;
  }

  #shelfOf({ document }: DocumentKey): LRUCache<string, Weighed<Kept>> {
    return this.#isOwn(document) ? this.#ownShelf : this.#othersShelf;
  }
}

const keyText = ({ document, part }: DocumentKey): string => (part === '' ? document : `${document}\n${part}`);
