/**
 * The session's cookie: out of reach of scripts, and not sent along from other sites. Behind TLS its name begins with
 * `__Host-`, by which browsers take it from this very host alone: none can be planted from a name beside or below.
 */
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';

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

export function writeSessionToken(
  response: Response,
  { token, maxAgeSeconds, behindTls }: Standing & { readonly token: string | null; readonly maxAgeSeconds: number },
): void {
  response.cookie(nameOf({ behindTls }), token ?? '', {
    httpOnly: true,
    sameSite: 'lax',
    secure: behindTls || response.req.secure,
    path: '/',
    maxAge: token === null ? 0 : maxAgeSeconds * 1000,
  });
}
