/** A request to the API that is refused before the API sees it, in the form that the API answers in. */
import type { Request, Response } from 'express';
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import type { Problem } from '../problem.ts';

interface Refusal {
  readonly request: Request;
  readonly response: Response;
  readonly problem: Problem;
  /** What is wrong with the query itself goes by `answer-status.ts` where it is left out. */
  readonly status?: number;
}

const GRAPHQL_RESPONSE = 'application/graphql-response+json';

export function refuseOperation({ request, response, problem, status }: Refusal): void {
  const knowsStatus = request.headers.accept?.includes(GRAPHQL_RESPONSE) ?? false;
  const { code, details, message, extensions } = problem;
  if (code === ErrorCode.TOO_MANY_REQUESTS) response.setHeader('Retry-After', String(details['retryAfterSeconds']));
  response.setHeader('Cache-Control', 'no-store');
  response
    .status(status ?? (knowsStatus ? 400 : 200))
    .type(knowsStatus ? GRAPHQL_RESPONSE : 'application/json')
    .send(JSON.stringify({ errors: [{ message, extensions }] }));
}
