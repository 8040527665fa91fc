/**
 * What leaves of an error. Expected failures go as they are; a complaint about the query itself keeps its words;
 * anything else is logged under an id, and only the id leaves.
 */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import { RuleError } from '../../../schema/rules/rule-error.ts';
import { Problem } from '../problem.ts';
import { withField } from '../readable-text.ts';

/** Codes that Apollo gives to what is wrong with a request before anything of ours runs. */
const REQUEST_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
]);

/** What the executor says of the operation as such: nothing of ours threw it, and it stands at no field. */
const isOfRequest = (error: unknown): boolean =>
  error instanceof GraphQLError && error.originalError === undefined && error.path === undefined;

/**
 * What the executor says of an argument whose variable turned out to be null where none may be: the document alone does
 * not tell, so it is met at the field. Both executors have these words, and nothing of ours does.
 */
const ARGUMENT_COMPLAINT = /^Argument "\w+" (?:of (?:non-null|required) type|has invalid value) /;
const isOfArgument = (cause: unknown): boolean =>
  cause instanceof GraphQLError && cause.originalError === undefined && ARGUMENT_COMPLAINT.test(cause.message);

export function maskErrors(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = error instanceof GraphQLError && error.originalError ? error.originalError : error;
    const place = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    if (cause instanceof Problem) {
      const { message, extensions } = withField(cause, formatted.message);
      return { ...place, message, extensions };
    }
    if (cause instanceof RuleError)
      return {
        ...place,
        message: `${cause.code}: ${cause.message}`,
        extensions: { code: cause.code, key: `rule.${cause.code}`, details: { ...cause.details } },
      };
    const code = formatted.extensions?.['code'];
    if (REQUEST_CODES.has(code) || isOfRequest(error) || isOfArgument(cause))
      return {
        ...place,
        message: formatted.message,
        extensions: {
          code: ErrorCode.BAD_INPUT,
          key: 'query',
          details: { reason: REQUEST_CODES.has(code) ? String(code) : 'OPERATION_NOT_POSSIBLE' },
        },
      };
    const incidentId = randomUUID();
    log.error({ incidentId, err: cause }, 'an unexpected failure');
    return {
      ...place,
      message: 'INTERNAL: internal',
      extensions: { code: ErrorCode.INTERNAL, key: 'internal', details: { incidentId } },
    };
  };
}
