/** Sends the hash of a document in the place of its text, where the build gave it one; the text when the server asks for it. */
import { mapExchange, stringifyDocument, type Exchange, type Operation, type OperationResult } from '@urql/core';
import { answerAhead } from './asked-ahead.ts';
import { noteAnswer } from './kept-answers.ts';

type Document = Operation['query'] & { readonly documentId?: string };

/** By id, as they were last sent. */
const sent = new Map<string, Document>();
/** Of another version of the server than of this page. */
const unknown = new Set<string>();

/** A document is its hash alone from here on: fetchExchange then sends that. */
export const trustedDocumentExchange: Exchange = mapExchange({
  onOperation(operation): Operation {
    const document: Document = operation.query;
    const { documentId } = document;
    if (documentId === undefined || unknown.has(documentId)) return operation;
    sent.set(documentId, document);
    return { ...operation, query: { ...document, definitions: [] } };
  },
  onResult(result): OperationResult {
    const { documentId }: Document = result.operation.query;
    const document = documentId === undefined ? undefined : sent.get(documentId);
    return document === undefined ? result : { ...result, operation: { ...result.operation, query: document } };
  },
});

/** `fetch`, and once more with the text where the server does not know the hash. */
export async function fetchTrusted(address: RequestInfo | URL, options?: RequestInit): Promise<Response> {
  const at = typeof address === 'string' ? address : 'href' in address ? address.href : address.url;
  const answer = (await answerAhead(at)) ?? (await fetch(address, options));
  noteAnswer(at, answer);
  if (answer.status !== 404) return answer;
  const [path = '', search] = at.split('?');
  const parameters = new URLSearchParams(search);
  const body = typeof options?.body === 'string' ? (JSON.parse(options.body) as Record<string, unknown>) : null;
  const documentId = body === null ? parameters.get('documentId') : body['documentId'];
  const document = typeof documentId === 'string' ? sent.get(documentId) : undefined;
  if (typeof documentId !== 'string' || document === undefined) return answer;
  unknown.add(documentId);
  const query = stringifyDocument(document);
  if (body !== null)
    return fetch(path, { ...options, body: JSON.stringify({ ...body, documentId: undefined, query }) });
  parameters.delete('documentId');
  parameters.set('query', query);
  return fetch(`${path}?${parameters}`, options);
}
