/** What a GET asks of the API, read from its address alone. */
import type { IncomingMessage } from 'node:http';

export interface PublicQuestion {
  readonly text: string;
  /** Null where none was named. */
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const ADDRESS = '/graphql?';
const KNOWN_PARAMETERS: ReadonlySet<string> = new Set(['query', 'documentId', 'operationName', 'variables']);

/**
 * Whether nobody in particular asks: no cookie at all, and no other proof of who it is. A session is told by its cookie,
 * and a cookie that means something else costs only speed.
 */
export function isAskedByAnyone({ method, url = '', headers }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return url.startsWith(ADDRESS) && headers.cookie === undefined && headers.authorization === undefined;
}

/** What no form of a foreign page can send; a text by GET is answered only with it (CSRF prevention). */
export const isPreflighted = ({ headers }: IncomingMessage): boolean =>
  Boolean(headers['apollo-require-preflight']) || Boolean(headers['x-apollo-operation-name']);

/** Null for what is better answered by whoever tells what is wrong with it. */
export function readQuestion(
  request: IncomingMessage,
  trustedTextOf: (documentId: string) => string | null,
): PublicQuestion | null {
  const parameters = new URLSearchParams((request.url ?? '').slice(ADDRESS.length));
  const names = [...parameters.keys()];
  if (new Set(names).size !== names.length || names.some((name) => !KNOWN_PARAMETERS.has(name))) return null;
  const documentId = parameters.get('documentId');
  const text = documentId === null ? parameters.get('query') : trustedTextOf(documentId);
  if (text === null || (documentId === null ? !isPreflighted(request) : parameters.has('query'))) return null;
  const variables = readVariables(parameters.get('variables'));
  return variables === null ? null : { text, operationName: parameters.get('operationName') || null, variables };
}

function readVariables(text: string | null): Record<string, unknown> | null {
  if (text === null || text === '') return {};
  try {
    const variables: unknown = JSON.parse(text);
    return typeof variables === 'object' && variables !== null && !Array.isArray(variables)
      ? (variables as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
