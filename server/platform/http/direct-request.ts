/** Reads what is asked of the API by a plain POST; whatever is in any way unusual is left to whoever knows all of HTTP. */
import type { IncomingMessage } from 'node:http';
import type { TrustedDocuments } from './trusted-documents.ts';

const JSON_TYPES: ReadonlySet<unknown> = new Set(['application/json', 'application/json; charset=utf-8']);

const JSON_ANSWER = 'application/json; charset=utf-8';
const GRAPHQL_ANSWER = 'application/graphql-response+json; charset=utf-8';
/** The type of the answer by the header `accept`, word for word: nothing, and what clients send. */
const ANSWER_TYPES: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, JSON_ANSWER],
  ['*/*', JSON_ANSWER],
  ['application/json', JSON_ANSWER],
  ['application/graphql-response+json', GRAPHQL_ANSWER],
  ['application/graphql-response+json, application/json', GRAPHQL_ANSWER],
  // of urql
  [
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    GRAPHQL_ANSWER,
  ],
]);

export interface DirectRequest {
  readonly bodyBytes: number;
  /** Content type of its answer. */
  readonly answerType: string;
}

/** Null: it is not plain, or its body may be larger than that. */
export function readRequest({ method, url, headers }: IncomingMessage, largestBodyBytes: number): DirectRequest | null {
  if (method !== 'POST' || url !== '/graphql' || !JSON_TYPES.has(headers['content-type'])) return null;
  if (headers['content-encoding'] ?? headers['transfer-encoding'] ?? headers.expect ?? headers.upgrade) return null;
  const bodyBytes = Number(headers['content-length']);
  const answerType = ANSWER_TYPES.get(headers.accept);
  if (answerType === undefined || !(bodyBytes > 0 && bodyBytes <= largestBodyBytes)) return null;
  return { bodyBytes, answerType };
}

/**
 * Calls back once the whole body is there, never where it does not come. Nothing of it is lost to others: given back by
 * `request.unshift`, it can be read as if nobody had.
 */
export function whenArrived(
  request: IncomingMessage,
  { bodyBytes, arrived }: { readonly bodyBytes: number; readonly arrived: (body: Buffer) => void },
): void {
  const look = (): void => {
    const body = request.read(bodyBytes) as Buffer | null;
    if (body === null) return;
    request.off('readable', look);
    arrived(body);
  };
  request.on('readable', look);
}

export interface DirectQuestion {
  readonly text: string;
  /** Null where none was named. */
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const KNOWN_MEMBERS: ReadonlySet<string> = new Set(['query', 'documentId', 'operationName', 'variables']);

/** Null: it cannot be read, or holds anything that is not known here. */
export function readQuestion(body: Buffer, documents: TrustedDocuments): DirectQuestion | null {
  const asked = parsed(body);
  if (!isRecord(asked) || Object.keys(asked).some((name) => !KNOWN_MEMBERS.has(name))) return null;
  const { query, documentId, operationName = null, variables = null } = asked;
  if ((query === undefined) === (documentId === undefined)) return null;
  const text = typeof documentId === 'string' ? documents.get(documentId) : query;
  if (typeof text !== 'string') return null;
  if (operationName !== null && (typeof operationName !== 'string' || operationName === '')) return null;
  if (variables !== null && !isRecord(variables)) return null;
  return { text, operationName, variables: variables ?? {} };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
