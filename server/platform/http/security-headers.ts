/** Nothing on a page comes from anywhere but here, and nothing of it stands in a page of others. */
import type { NextFunction, Request, Response } from 'express';

const NOWHERE = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
const CONTENT_POLICY = `default-src 'self'; img-src 'self' data: blob:; style-src 'self'; font-src 'self' data:; ${NOWHERE}`;
// The query editor writes its own styles and runs its language services in workers made of blobs.
const EDITOR_POLICY = `default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; worker-src 'self' blob:; ${NOWHERE}`;

/** What no page here uses, none may ask for; a photo and a voice note are taken by the page itself. */
const UNUSED = ['geolocation', 'payment', 'usb', 'serial', 'hid', 'midi', 'display-capture'];

const SAFETY_HEADERS = {
  'Content-Security-Policy': CONTENT_POLICY,
  'X-Content-Type-Options': 'nosniff',
  // for browsers that do not know frame-ancestors
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': [...UNUSED.map((name) => `${name}=()`), 'camera=(self)', 'microphone=(self)'].join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;
/** Two years. Names below this one are left to their owner. */
const TLS_ONLY = { ...SAFETY_HEADERS, 'Strict-Transport-Security': 'max-age=63072000' } as const;

interface Standing {
  /** Whether the public reaches the house by TLS: only then a browser may be told to come by nothing else. */
  readonly behindTls: boolean;
}

/** Of every answer but the pages of the query editor. */
export const safetyHeaders = ({ behindTls }: Standing): Readonly<Record<string, string>> =>
  behindTls ? TLS_ONLY : SAFETY_HEADERS;

export function securityHeaders(standing: Standing) {
  const headers = Object.entries(safetyHeaders(standing));
  return (request: Request, response: Response, next: NextFunction): void => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (request.path.startsWith('/graphiql')) response.setHeader('Content-Security-Policy', EDITOR_POLICY);
    next();
  };
}
