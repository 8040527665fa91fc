/** Nothing on a page comes from anywhere but here. */
import type { NextFunction, Request, Response } from 'express';

const CONTENT_POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";
// The query editor writes its own styles and runs its language services in workers made of blobs.
const EDITOR_POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; frame-ancestors 'none'";

/** Of every answer but the pages of the query editor. */
export const SAFETY_HEADERS = {
  'Content-Security-Policy': CONTENT_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'geolocation=(), camera=(self), microphone=(self)',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const;

export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  for (const [name, value] of Object.entries(SAFETY_HEADERS)) response.setHeader(name, value);
  if (request.path.startsWith('/graphiql')) response.setHeader('Content-Security-Policy', EDITOR_POLICY);
  next();
}
