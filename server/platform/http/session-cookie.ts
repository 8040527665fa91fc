/**
 * The session's cookie: out of reach of scripts, and not sent along from other sites. Behind TLS its name begins with
 * `__Host-`, by which browsers take it from this very host alone: none can be planted from a name beside or below.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

const PLAIN_NAME = 'sverka_session';
const HOST_NAME = `__Host-${PLAIN_NAME}`;

interface Standing {
  /** Whether the public reaches the house by TLS; the plain name is then nobody's. */
  readonly behindTls: boolean;
}

const nameOf = ({ behindTls }: Standing): string => (behindTls ? HOST_NAME : PLAIN_NAME);

export function readSessionToken({ headers }: IncomingMessage, standing: Standing): string | null {
  if (headers.cookie === undefined) return null;
  const wanted = nameOf(standing);
  for (const part of headers.cookie.split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === wanted && value) return value;
  }
  return null;
}

interface WrittenCookie extends Standing {
  /** Null takes the cookie away. */
  readonly token: string | null;
  readonly maxAgeSeconds: number;
  /** Whether this request came by TLS: the browser then sends the cookie by nothing else. */
  readonly cameByTls: boolean;
}

export function writeSessionToken(
  response: ServerResponse,
  { token, maxAgeSeconds, behindTls, cameByTls }: WrittenCookie,
): void {
  const livesSeconds = token === null ? 0 : maxAgeSeconds;
  const parts = [
    `${nameOf({ behindTls })}=${encodeURIComponent(token ?? '')}`,
    `Max-Age=${livesSeconds}`,
    'Path=/',
    `Expires=${new Date(Date.now() + livesSeconds * 1000).toUTCString()}`,
    'HttpOnly',
    ...(behindTls || cameByTls ? ['Secure'] : []),
    'SameSite=Lax',
  ];
  response.appendHeader('Set-Cookie', parts.join('; '));
}
