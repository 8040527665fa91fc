/** How a public answer is packed for who takes it packed. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

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

export const packed = (text: Buffer, packing: Exclude<Packing, 'identity'>): Promise<Buffer> => packers[packing](text);

/** @param acceptEncoding the header. Brotli before gzip; what a client refuses by `q=0` it does not get. */
export function packingFor({ length }: Buffer, acceptEncoding: string | undefined): Packing {
  if (length < WORTH_PACKING_BYTES || !acceptEncoding) return 'identity';
  const accepted = new Set(
    acceptEncoding.split(',').flatMap((part) => {
      const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
      return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
    }),
  );
  if (accepted.has('br')) return 'br';
  return accepted.has('gzip') ? 'gzip' : 'identity';
}
