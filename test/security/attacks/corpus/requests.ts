/** Attacks by how a request is sent: methods, bodies, heads, connections, and how often. */
import { gzipSync, deflateSync } from 'node:zlib';
import { refusedBy, refusedWith, type Attack } from '../attack.ts';
import { sayAndWait, send } from '../raw-request.ts';

const JSON_BODY = { 'content-type': 'application/json' };
const QUESTION = JSON.stringify({ query: '{ today }' });
const PREFLIGHT = { 'apollo-require-preflight': '1' };

const byBody =
  (contentType: string, body: string | Uint8Array, headers: Record<string, string> = {}): Attack['run'] =>
  async ({ address }) => [await send(address, { headers: { 'content-type': contentType, ...headers }, body })];

export const requestAttacks: readonly Attack[] = [
  {
    name: 'a change by GET',
    run: async ({ address }) => [
      await send(address, { method: 'GET', path: '/graphql?query=mutation%7BsignOut%7D', headers: PREFLIGHT }),
    ],
    complaint: refusedWith(405),
  },
  {
    name: 'a question by GET from a foreign page',
    run: async ({ address }) => [
      await send(address, {
        method: 'GET',
        path: '/graphql?query=%7Btoday%7D',
        headers: { origin: 'https://evil.example' },
      }),
    ],
    complaint: refusedWith(400),
  },
  {
    name: 'a form',
    run: byBody('application/x-www-form-urlencoded', 'query=mutation%7BsignOut%7D'),
    complaint: refusedWith(400, 415),
  },
  { name: 'a body of text/plain', run: byBody('text/plain', QUESTION), complaint: refusedWith(400, 415) },
  {
    name: 'multipart',
    run: byBody(
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"{ today }"}\r\n--x--',
    ),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'several types in one head',
    run: byBody('text/plain; application/json', QUESTION),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'an exotic charset',
    run: byBody('application/json; charset=utf-7', '+AHsAIg-query+ACI:+ACIAew- today +AH0AIgB9-'),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'a charset that does not exist',
    run: byBody('application/json; charset=x-none', QUESTION),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'a packed bomb',
    run: byBody('application/json', gzipSync(Buffer.alloc(40_000_000, ' ')), { 'content-encoding': 'gzip' }),
    complaint: refusedBy('TOO_LARGE', 'bodyTooLarge'),
  },
  {
    name: 'a packed bomb of another packing',
    run: byBody('application/json', deflateSync(Buffer.alloc(40_000_000, ' ')), { 'content-encoding': 'deflate' }),
    complaint: refusedBy('TOO_LARGE', 'bodyTooLarge'),
  },
  {
    name: 'a packing that nobody knows',
    run: byBody('application/json', QUESTION, { 'content-encoding': 'zzz' }),
    complaint: refusedWith(400, 415),
  },
  {
    name: 'a foreign origin: its page may read nothing',
    run: async ({ address }) => [
      await send(address, { headers: { ...JSON_BODY, origin: 'https://evil.example' }, body: QUESTION }),
      await send(address, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      }),
    ],
    complaint: (answers) =>
      answers.every(({ headers }) => Object.keys(headers).every((name) => !name.startsWith('access-control-')))
        ? null
        : 'a foreign page is let in',
  },
  {
    name: 'two lengths of one request',
    run: async ({ address }) => [
      await sayAndWait(address, {
        text: `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n`,
        waitMs: 5_000,
      }),
    ],
    complaint: refusedWith(400),
  },
  {
    name: 'a line break in a head',
    run: async ({ address }) => [
      await sayAndWait(address, {
        text: 'GET /livez HTTP/1.1\r\nHost: x\r\nX-A: b\rSet-Cookie: c=d\r\nConnection: close\r\n\r\n',
        waitMs: 5_000,
      }),
    ],
    complaint: refusedWith(400),
  },
  {
    name: 'a head as long as a book',
    run: async ({ address }) => [
      await send(address, { headers: { ...JSON_BODY, 'x-long': 'x'.repeat(100_000) }, body: QUESTION }),
    ],
    complaint: refusedWith(431),
  },
];
