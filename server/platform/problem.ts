/**
 * Expected failures. Each has a closed code, a message key that the client translates, and typed details.
 * Anything else that is thrown is logged under an id and leaves masked (see http/mask-errors.ts).
 */
import { GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';

export interface ProblemDetails {
  readonly [name: string]: string | number | boolean | null | readonly string[];
}

export class Problem extends GraphQLError {
  readonly code: ErrorCode;
  readonly key: string;
  readonly details: ProblemDetails;

  /** @param key names the sentence for the person: `error.<key>` in the message files. */
  constructor(code: ErrorCode, key: string, details: ProblemDetails = {}) {
    super(`${code}: ${key}`, { extensions: { code, key, details } });
    this.code = code;
    this.key = key;
    this.details = details;
  }
}

/** What was asked for is not there, or not for this person: the two answer alike. */
export const notFound = (): Problem => new Problem(ErrorCode.NOT_FOUND, 'notFound');

/** What was sent cannot be taken as it is. `field` names the input field, in the client's path. */
export const badInput = (key: string, details: ProblemDetails = {}): Problem =>
  new Problem(ErrorCode.BAD_INPUT, key, details);

/** The value, or the answer for what is absent and what is forbidden. */
export function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound();
  return value;
}
