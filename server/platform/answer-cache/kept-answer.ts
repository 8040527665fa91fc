/** An answer as it is kept: its text, packed once for each way of packing that was asked for. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Topic } from '../versions/content-versions.ts';

export type Packing = 'br' | 'gzip' | 'identity';

/** Below this, packing saves no packet. */
const WORTH_PACKING_BYTES = 1_024;
const packers = {
  gzip: promisify(gzip) as (text: Buffer) => Promise<Buffer>,
  br: (text: Buffer): Promise<Buffer> =>
    promisify(brotliCompress)(text, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
    }),
};

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
    return this.text.length < WORTH_PACKING_BYTES ? 'identity' : packingFor(acceptEncoding ?? '');
  }

  body(packing: Packing): Buffer | Promise<Buffer> {
    if (packing === 'identity') return this.text;
    let packed = this.#packed.get(packing);
    if (packed === undefined) {
      packed = packers[packing](this.text);
      this.#packed.set(packing, packed);
    }
    return packed;
  }
}

/** Brotli before gzip; what a client refuses by `q=0` it does not get. */
export function packingFor(acceptEncoding: string): Packing {
  if (acceptEncoding === '') return 'identity';
  const accepted = new Set(
    acceptEncoding.split(',').flatMap((part) => {
      const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
      return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
    }),
  );
  if (accepted.has('br')) return 'br';
  return accepted.has('gzip') ? 'gzip' : 'identity';
}
