/** An answer as it is kept: its text, packed once for each way of packing that was asked for. */
import type { Topic } from '../versions/content-versions.ts';
import { packed, packingFor, type Packing } from './packing.ts';

export interface KeptParts {
  readonly text: Buffer;
  readonly contentType: string;
  readonly etag: string;
  readonly day: string;
  readonly topics: readonly Topic[];
  readonly versions: string;
}

export class KeptAnswer {
  readonly text: Buffer;
  readonly contentType: string;
  readonly etag: string;
  /** The day in Sofia for which it holds. */
  readonly day: string;
  readonly topics: readonly Topic[];
  /** Of its topics, read before it was made. */
  readonly versions: string;
  readonly #packed = new Map<Packing, Promise<Buffer>>();

  constructor({ text, contentType, etag, day, topics, versions }: KeptParts) {
    this.text = text;
    this.contentType = contentType;
    this.etag = etag;
    this.day = day;
    this.topics = topics;
    this.versions = versions;
  }

  /** What it may take of memory, its packed forms included. */
  get bytes(): number {
    return this.text.length * 2 + this.versions.length + 1_000;
  }

  packing(acceptEncoding: string | undefined): Packing {
    return packingFor(this.text, acceptEncoding);
  }

  body(packing: Packing): Buffer | Promise<Buffer> {
    if (packing === 'identity') return this.text;
    let body = this.#packed.get(packing);
    if (body === undefined) {
      body = packed(this.text, packing);
      this.#packed.set(packing, body);
    }
    return body;
  }
}
