/** Nothing on a page comes from anywhere but here. */
import type { NextFunction, Request, Response } from 'express';

const CONTENT_POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";
// The query editor writes its own styles and runs its language services in workers made of blobs.
const EDITOR_POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; frame-ancestors 'none'";

export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Content-Security-Policy', request.path.startsWith('/graphiql') ? EDITOR_POLICY : CONTENT_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'geolocation=(), camera=(self), microphone=(self)');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  next();
}
