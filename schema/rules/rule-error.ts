import type { ErrorCode, ErrorDetails } from '../vocabulary/error-code.ts';

/** A rule refuses its input. The API passes code and details on as they are; nothing else may catch it. */
export class RuleError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly details: ErrorDetails[Code];

  constructor(code: Code, details: ErrorDetails[Code]) {
    super(code);
    this.name = 'RuleError';
    this.code = code;
    this.details = details;
  }
}
