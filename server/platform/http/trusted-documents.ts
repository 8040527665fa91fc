/**
 * Documents that the client was built with, known by their hash (the appendix on persisted documents of GraphQL over
 * HTTP): a request names one by `documentId` instead of sending its text. An unknown hash is told as such, and the client
 * sends the text. Texts are taken from everyone as before.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import { Problem, badInput } from '../problem.ts';
import { isPreflighted } from '../answer-cache/question.ts';

/** Texts by `sha256:` and the hash of the text in hexadecimal. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const Manifest = z.record(z.string().regex(/^sha256:[0-9a-f]{64}$/), z.string());

/** Those that the build of the client left; none where it was not built. @throws when the file holds anything else. */
export function readTrustedDocuments(file: string): TrustedDocuments {
  if (!existsSync(file)) return new Map();
  return new Map(Object.entries(Manifest.parse(JSON.parse(readFileSync(file, 'utf8')))));
}

/** Puts the text in the place of its id, after the body was read. */
export function trustedDocuments(documents: TrustedDocuments) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const inAddress = request.url.includes('documentId=') ? new URL(request.url, 'http://any').searchParams : null;
    const body = bodyOf(request);
    const given = inAddress?.get('documentId') ?? body?.['documentId'];
    if (given === undefined || given === null) return next();
    if (inAddress?.has('query') || body?.['query'] !== undefined)
      return refuse({ response, status: 400, problem: badInput('documentAndText') });
    const text = typeof given === 'string' ? documents.get(given) : undefined;
    if (text === undefined)
      return refuse({
        response,
        status: 404,
        problem: new Problem(ErrorCode.PERSISTED_DOCUMENT_NOT_FOUND, 'documentUnknown'),
      });
    if (inAddress !== null) {
      inAddress.delete('documentId');
      inAddress.set('query', text);
      request.url = `${request.url.split('?')[0]}?${inAddress}`;
      // what is read without any proof of who asks can be read by anyone from anywhere: there is nothing to forge
      if (request.headers.cookie === undefined && !isPreflighted(request))
        request.headers['apollo-require-preflight'] = 'trusted';
    } else if (body !== null) {
      body['query'] = text;
      delete body['documentId'];
    }
    next();
  };
}

const bodyOf = ({ body }: Request): Record<string, unknown> | null =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : null;

function refuse({
  response,
  status,
  problem,
}: {
  readonly response: Response;
  readonly status: number;
  readonly problem: Problem;
}): void {
  response.setHeader('Cache-Control', 'no-store');
  response.status(status).json({ errors: [{ message: problem.message, extensions: problem.extensions }] });
}
