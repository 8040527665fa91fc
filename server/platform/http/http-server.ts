/** Everything that answers over HTTP: the API, files in and out, the pages, and the signs of life. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { ErrorCode } from '../../../schema/vocabulary/error-code.ts';
import { PUBLIC_CACHING, type PublicAnswers } from '../answer-cache/public-answers.ts';
import type { RequestContext } from '../context.ts';
import { DocumentMemory } from '../document-memory.ts';
import { plainJsonStatus } from './answer-status.ts';
import { DirectAnswers } from './direct-answers.ts';
import { documentStore } from './document-store.ts';
import { DEFAULT_LIMITS, RATE_POINTS, type Limits } from './limits/limits.ts';
import { OperationGate } from './limits/operation-gate.ts';
import { Rate } from './limits/rate.ts';
import { maskErrors } from './mask-errors.ts';
import { OperationAnswers, answersOperations, type KnownOperations } from './operation-answers.ts';
import { textOf } from '../one-statement/told-answers.ts';
import { Problem, badInput } from '../problem.ts';
import { answerProblem } from './problem-answer.ts';
import { refuseOperation } from './refuse-operation.ts';
import { limitConnections, timesOf } from './limits/connections.ts';
import { securityHeaders } from './security-headers.ts';
import { readSessionToken } from './session-cookie.ts';
import { trustedDocuments, type TrustedDocuments } from './trusted-documents.ts';

/** Adds a feature's own addresses, for files in and out. */
export type Routes = (router: Router, contextOf: ContextOf) => void;

/** Finds out who asks, and sets the headers that follow from it. */
type ContextOf = (request: IncomingMessage, response: ServerResponse) => Promise<RequestContext>;

export interface HttpOptions {
  readonly schema: GraphQLSchema;
  readonly log: Logger;
  readonly contextOf: ContextOf;
  readonly routes: readonly Routes[];
  /** Whether the database answers. */
  readonly isReady: () => Promise<boolean>;
  /** Folder of the built pages; null serves the API alone. */
  readonly pagesFolder: string | null;
  readonly trustedProxyCount: number;
  /** None when left out. */
  readonly trustedDocuments?: TrustedDocuments;
  /** Without it no answers are kept. */
  readonly publicAnswers?: PublicAnswers | null;
  /** Whether the public reaches it by TLS. */
  readonly behindTls?: boolean;
  /** The usual ones when left out. */
  readonly limits?: Limits;
  /** What is kept of documents; its own when left out. */
  readonly memory?: DocumentMemory;
  /** Is told after each request that may have changed something. */
  readonly onChanged?: () => void;
}

/** What is said when others' files are still being taken in. */
const UPLOADS_BUSY_SECONDS = 20;
/** A database that has not answered by then is not there for people either. */
const READY_WITHIN_MS = 2_000;

export interface HttpServer {
  readonly app: Express;
  readonly memory: DocumentMemory;
  listen(address: { readonly port: number; readonly host: string }): Promise<Server>;
  close(): Promise<void>;
}

export async function createHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { log, publicAnswers = null, trustedDocuments: documents = new Map(), onChanged } = options;
  const { limits = DEFAULT_LIMITS, behindTls = false, trustedProxyCount } = options;
  const { memory = new DocumentMemory({ documents, bytes: limits.documentBytes }) } = options;
  const rate = new Rate({
    limits,
    trustedProxyCount,
    sessionOf: (request) => readSessionToken(request, { behindTls }),
  });
  const trustedTexts = new Set(documents.values());
  const gate = new OperationGate({ schema: options.schema, limits, trustedTexts, rate, memory });
  const maskError = maskErrors(log);
  const answers = new OperationAnswers({
    schema: options.schema,
    memory,
    maskError,
    onToldFailure: (error) => log.error({ err: error }, 'an answer could not be told in one statement'),
  });
  const known: KnownOperations = memory.shelf('direct');
  const direct = new DirectAnswers({
    schema: options.schema,
    answers,
    known,
    documents,
    rate,
    gate,
    contextOf: options.contextOf,
    maskError,
    bodyBytes: limits.bodyBytes,
    behindTls,
    onChanged: onChanged ?? (() => {}),
  });
  const apollo = new ApolloServer<RequestContext>({
    schema: options.schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // the client has trusted documents; texts that anyone may leave here serve nobody else
    persistedQueries: false,
    documentStore: documentStore(memory),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // how long an answer keeps is settled by who asks (web.ts), not field by field
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      plainJsonStatus,
      answersOperations({ answers, known }),
    ],
    formatError: maskError,
    stringifyResult: textOf,
    logger: log.child({ part: 'graphql' }),
  });
  await apollo.start();

  const app = express();
  app.disable('x-powered-by');
  // a hash of each whole answer: kept answers have a cheaper tag of their own, files that of their folder
  app.disable('etag');
  app.set('trust proxy', trustedProxyCount);
  app.use(securityHeaders({ behindTls }));
  app.use(compressed());
  app.use((request, response, next) => {
    if (onChanged && request.method !== 'GET' && request.method !== 'HEAD') response.once('finish', onChanged);
    next();
  });
  app.get('/livez', (_request, response) => void response.type('text/plain').send('live\n'));
  app.get('/readyz', async (_request, response) => {
    const ready = await Promise.race([
      options.isReady().catch(() => false),
      sleep(READY_WITHIN_MS, false, { ref: false }),
    ]);
    response
      .status(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ready\n' : 'not ready\n');
  });
  app.use(
    '/graphql',
    countRequest(rate),
    onlyUtf8,
    express.json({ limit: limits.bodyBytes ?? Infinity }),
    trustedDocuments(documents),
    gate.handle,
    noteAnswers(publicAnswers),
    expressMiddleware(apollo, { context: async ({ req, res }) => options.contextOf(req, res) }),
  );
  const router = express.Router();
  for (const addRoutes of options.routes)
    addRoutes(router, countedContext({ contextOf: options.contextOf, rate, limits }));
  app.use(router);
  if (options.pagesFolder !== null) servePages(app, options.pagesFolder);
  app.use((_request: Request, response: Response) => void response.status(404).type('text/plain').send('not found\n'));
  // oxlint-disable-next-line max-params -- Express tells a handler of errors by its four
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    answerProblem({ error, request, response, log }),
  );

  let server: Server | null = null;
  return {
    app,
    memory,
    listen: ({ port, host }) =>
      new Promise((resolve, reject) => {
        server = createServer(timesOf(limits), (request, response) => {
          const usualWay = (): void => app(request, response);
          if (request.method === 'POST') return direct.answer(request, response, usualWay);
          if (publicAnswers === null) return usualWay();
          void publicAnswers.answer(request, response, {
            admits: (text) => rate.refusal(request) === null && gate.admits(text),
            makeAnew: usualWay,
          });
        });
        if (trustedProxyCount === 0) limitConnections(server, limits);
        server.once('error', reject);
        server.listen(port, host, () => resolve(server as Server));
      }),
    close: async () => {
      await new Promise<void>((resolve) => {
        if (server === null) return resolve();
        server.close(() => resolve());
        server.closeIdleConnections();
        // an open connection that says nothing must not hold up the stop
        setTimeout(() => server?.closeAllConnections(), 2_000).unref();
      });
      await apollo.stop();
    },
  };
}

/** JSON is UTF-8 (RFC 8259): other alphabets of bytes would only hide what is sent from who looks on the way. */
function onlyUtf8({ headers }: Request, _response: Response, next: NextFunction): void {
  const [, charset] = /;\s*charset\s*=\s*"?([^;"\s]*)/i.exec(headers['content-type'] ?? '') ?? [];
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8') throw badInput('bodyUnreadable');
  next();
}

/** What asks more than its points allow is refused before its body is read. */
function countRequest(rate: Rate) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const problem = rate.countOnce(request);
    if (problem !== null) return refuseOperation({ request, response, problem, status: 429 });
    next();
  };
}

/** Features ask who it is before they do anything else: there a request for a file is counted, once. */
function countedContext({
  contextOf,
  rate,
  limits: { uploadsAtOnce },
}: Pick<HttpOptions, 'contextOf'> & { readonly rate: Rate; readonly limits: Limits }) {
  const counted = new WeakSet<IncomingMessage>();
  let uploads = 0;
  const contextOnceCounted: ContextOf = async (request, response) => {
    if (!counted.has(request)) {
      const problem = rate.refusal(request);
      if (problem !== null) throw problem;
      const isUpload = request.method !== 'GET' && request.method !== 'HEAD';
      if (isUpload && uploadsAtOnce !== null && uploads >= uploadsAtOnce)
        throw new Problem(ErrorCode.TOO_MANY_REQUESTS, 'limit.uploads', { retryAfterSeconds: UPLOADS_BUSY_SECONDS });
      rate.take(request, isUpload ? RATE_POINTS.upload : RATE_POINTS.download);
      counted.add(request);
      if (isUpload) {
        uploads += 1;
        response.once('close', () => (uploads -= 1));
      }
    }
    return contextOf(request, response);
  };
  return contextOnceCounted;
}

/** Shows each answer to those who keep; what failed, or changed something, nobody may keep. */
function noteAnswers(publicAnswers: PublicAnswers | null) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const send = response.send.bind(response);
    response.send = (text?: unknown) => {
      publicAnswers?.made(response, text);
      const isKeepable = request.method === 'GET' && String(text).startsWith('{"data":{');
      if (!isKeepable && response.getHeader('Cache-Control') === PUBLIC_CACHING)
        response.setHeader('Cache-Control', 'no-store');
      return send(text);
    };
    next();
  };
}

/** Whoever takes nothing compressed is spared the way through. */
function compressed() {
  const compress = compression({ filter: mayCompress });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.headers['accept-encoding'] !== undefined) return void compress(request, response, next);
    response.vary('Accept-Encoding');
    next();
  };
}

/** What is private to somebody goes as it is: the size of a compressed answer tells of what is in it. */
function mayCompress(request: Request, response: Response): boolean {
  return (
    !String(response.getHeader('Cache-Control') ?? '').includes('private') && compression.filter(request, response)
  );
}

/** Hashed files for ever, the pages themselves always fresh; every address of the client is its one page. */
function servePages(app: Express, folder: string): void {
  app.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }),
  );
  app.use(express.static(folder, { index: false, maxAge: 0 }));
  app.get('/graphiql', (_request, response) => response.sendFile(join(folder, 'graphiql.html')));
  app.get('/{*page}', (request, response, next) => {
    const page = join(folder, 'index.html');
    if (!request.accepts('html') || !existsSync(page)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page);
  });
}
