/** The server of a test as the world meets it: on a port of its own, with the log kept for the test to read. */
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import type { Express } from 'express';
import { pino, type Logger } from 'pino';
import type { App } from '../../server/app.ts';
import type { DocumentMemory } from '../../server/platform/document-memory.ts';
import { createHttpServer, type HttpServer, type HttpOptions } from '../../server/platform/http/http-server.ts';
import { startSession } from '../../server/people/identity.ts';
import { createWeb, type WebOptions } from '../../server/web.ts';
import { atEndOfFile } from './end-of-file.ts';

export interface TestWeb {
  /** Such as http://127.0.0.1:40123, without a slash at the end. */
  readonly address: string;
  /** What was logged, a line an entry. */
  readonly logged: string[];
}

export interface ServedTestWeb extends TestWeb {
  /** What it keeps of documents. */
  readonly memory: DocumentMemory;
  /** What hands out its addresses. */
  readonly express: Express;
}

export async function createTestWeb(
  app: App,
  {
    pagesFolder = null,
    trustedProxyCount,
    limits,
    trustedDocuments,
    clock,
  }: Partial<Pick<WebOptions, 'pagesFolder' | 'trustedProxyCount' | 'limits' | 'trustedDocuments' | 'clock'>> = {},
): Promise<ServedTestWeb> {
  return serveTest((log) => createWeb({ app, log, pagesFolder, trustedProxyCount, limits, trustedDocuments, clock }));
}

/** Puts any server of ours on a free port of the loopback, until the file's tests have ended. */
export async function serveTest(create: (log: Logger) => Promise<HttpServer>): Promise<ServedTestWeb> {
  const logged: string[] = [];
  const http = await create(pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }));
  const server = await http.listen({ port: 0, host: '127.0.0.1' });
  atEndOfFile(() => http.close());
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server of the test has no port.');
  return { address: `http://127.0.0.1:${bound.port}`, logged, express: http.app, memory: http.memory };
}

/** GraphQL alone over HTTP, with no page or address beside it but those given. */
export const serveSchema = (
  app: App,
  parts: Pick<HttpOptions, 'contextOf'> & Partial<Omit<HttpOptions, 'schema' | 'log'>>,
): Promise<ServedTestWeb> =>
  serveTest((log) =>
    createHttpServer({
      schema: app.schema,
      log,
      routes: [],
      pagesFolder: null,
      trustedProxyCount: 0,
      isReady: async () => true,
      ...parts,
    }),
  );

/** The cookie of a person who is signed in, with a second factor where their roles ask for one. */
export async function sessionCookie(app: App, personId: string): Promise<string> {
  const { token } = await startSession(app.contextFor({ actor: null }), { personId, secondFactor: true });
  return `sverka_session=${token}`;
}

export interface PlainAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** GET with exactly these headers: `fetch` adds its own, which bypass every cache. */
export function plainGet(address: string, headers: Record<string, string> = {}): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    request(address, { headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}
