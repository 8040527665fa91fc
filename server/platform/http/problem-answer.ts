/** Failures of the addresses beside the API, as RFC 9457 problem documents with the codes of the API. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import { Problem } from '../problem.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  STALE_VERSION: 409,
  TOO_LARGE: 413,
  UNREADABLE_FILE: 422,
  TOO_MANY_REQUESTS: 429,
};

interface Failure {
  readonly error: unknown;
  readonly request: Request;
  readonly response: Response;
  readonly log: Logger;
}

type ProblemBody = Pick<Problem, 'code' | 'key' | 'details'>;

export function answerProblem({ error, request, response, log }: Failure): void {
  const known = knownProblem(error);
  if (response.headersSent) {
    if (known === null && !isLeft(error))
      log.error({ err: error, path: request.path }, 'an unexpected failure on the way');
    // cut, so that nobody takes it for the whole
    return void response.destroy();
  }
  if (known !== null) {
    const { code, key, details } = known;
    if (code === ErrorCode.TOO_MANY_REQUESTS) response.setHeader('Retry-After', String(details['retryAfterSeconds']));
    return send(response, { status: STATUS[code] ?? 400, body: { code, key, details } });
  }
  const incidentId = randomUUID();
  log.error({ incidentId, err: error, path: request.path }, 'an unexpected failure');
  send(response, { status: 500, body: { code: ErrorCode.INTERNAL, key: 'internal', details: { incidentId } } });
}

/** Whoever asked went away. */
const isLeft = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** Express refuses bodies by errors of its own that carry a status. */
function knownProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 413) return new Problem(ErrorCode.TOO_LARGE, 'bodyTooLarge');
  if (status === 404) return new Problem(ErrorCode.NOT_FOUND, 'notFound');
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem(ErrorCode.BAD_INPUT, 'bodyUnreadable');
  return null;
}

function send(response: Response, { status, body }: { readonly status: number; readonly body: ProblemBody }): void {
  const title = `${body.code}: ${body.key}`;
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ title, status, ...body }));
}
