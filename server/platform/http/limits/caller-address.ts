/** Where a request comes from: of what proxies say only as much is believed as there are trusted ones in front. */
import type { IncomingMessage } from 'node:http';

/** Null where the connection is gone already. */
export function addressOf({ headers, socket }: IncomingMessage, trustedProxyCount: number): string | null {
  const direct = socket.remoteAddress ?? null;
  const forwarded = headers['x-forwarded-for'];
  if (trustedProxyCount === 0 || forwarded === undefined) return direct;
  // each proxy appends whom it heard it from: the last word is that of the nearest
  const told = String(forwarded)
    .split(',', 1_000)
    .map((each) => each.trim());
  return told.at(-Math.min(trustedProxyCount, told.length)) || direct;
}
