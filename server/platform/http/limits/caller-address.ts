/** Where and how a request comes: of what proxies say only as much is believed as there are trusted ones in front. */
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

/** Whether it came by TLS, to the server itself or to a proxy that is trusted. */
export function cameByTls({ headers, socket }: IncomingMessage, trustedProxyCount: number): boolean {
  if ('encrypted' in socket && socket.encrypted === true) return true;
  const [told = ''] = String(trustedProxyCount === 0 ? '' : (headers['x-forwarded-proto'] ?? '')).split(',', 1);
  return told.trim() === 'https';
}
