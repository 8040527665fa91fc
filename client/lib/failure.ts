/** Turns what went wrong into what the person can do next. The code says what kind it is, the key names its own sentence. */
import type { CombinedError } from '@urql/core';
import { useI18n } from 'vue-i18n';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { isMessage } from './language.ts';

export interface Failure {
  readonly code: ErrorCode | 'OFFLINE';
  /** Names a sentence `error.<key>`; null where the code says all. */
  readonly key: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && value in ErrorCode;

/** Of a GraphQL answer: no answer at all counts as no network. */
export function failureOf(error: CombinedError): Failure {
  const first = error.graphQLErrors[0];
  if (first === undefined) {
    const answered = (error.response as Response | undefined)?.status !== undefined;
    return { code: answered ? ErrorCode.INTERNAL : 'OFFLINE', key: null, details: {} };
  }
  return fromProblem(first.extensions);
}

/** Of a problem document of the addresses beside the API, or of an error's extensions. */
export function fromProblem(problem: unknown): Failure {
  const { code, key, details } = (typeof problem === 'object' && problem !== null ? problem : {}) as Record<
    string,
    unknown
  >;
  return {
    code: isCode(code) ? code : ErrorCode.INTERNAL,
    key: typeof key === 'string' ? key.replace(/^error\./u, '') : null,
    details: typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {},
  };
}

/** Thrown by what asks on behalf of a field, which shows it. */
export class Unanswered extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

export const noAnswer: Failure = { code: 'OFFLINE', key: null, details: {} };

/** Words of a list stand in a sentence. */
const listed = (details: Failure['details']): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** Says a failure in the language on screen. */
export function useFailureText(): (failure: Failure) => string {
  const i18n = useI18n();
  return ({ code, key, details }) => {
    const own = `error.${key}`;
    if (key !== null && isMessage(own)) return i18n.t(own, listed(details));
    return i18n.t(`errorCode.${code}`, details);
  };
}
