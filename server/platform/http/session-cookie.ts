/** The session's cookie: out of reach of scripts, and not sent along from other sites. */
import type { Request, Response } from 'express';

const NAME = 'sverka_session';

export function readSessionToken(request: Request): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === NAME && value) return value;
  }
  return null;
}

export function writeSessionToken(
  response: Response,
  { token, maxAgeSeconds }: { readonly token: string | null; readonly maxAgeSeconds: number },
): void {
  response.cookie(NAME, token ?? '', {
    httpOnly: true,
    sameSite: 'lax',
    secure: response.req.secure,
    path: '/',
    maxAge: token === null ? 0 : maxAgeSeconds * 1000,
  });
}
