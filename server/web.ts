/** Puts an application behind HTTP: who asks is read from the session's cookie, features add their own addresses. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { sofiaDay } from '../schema/rules/days.ts';
import type { App } from './app.ts';
import { planImportRoutes } from './imports/plan-import.routes.ts';
import { DAY_SECONDS, endSession, renewSession, sessionOfToken, startSession } from './people/identity.ts';
import { PUBLIC_CACHING, PUBLIC_VARY } from './platform/answer-cache/public-answers.ts';
import { auditHeadRoutes } from './platform/audit-chain/audit-head.routes.ts';
import type { RequestContext } from './platform/context.ts';
import { DocumentMemory } from './platform/document-memory.ts';
import { createHttpServer, type HttpServer, type Routes } from './platform/http/http-server.ts';
import { addressOf, cameByTls } from './platform/http/limits/caller-address.ts';
import type { Limits } from './platform/http/limits/limits.ts';
import { readSessionToken, writeSessionToken } from './platform/http/session-cookie.ts';
import { isBehindTls, isDemoOpen } from './platform/house.ts';
import { comesFromElsewhere } from './platform/loopback.ts';
import type { TrustedDocuments } from './platform/http/trusted-documents.ts';
import { oneRow, sql } from './platform/sql.ts';
import { openPublicDesk } from './public-answers.ts';
import { observationExportRoutes } from './exports/observation-export.routes.ts';
import { ownDataRoutes } from './own-data/own-data.routes.ts';
import { reportFormRoutes } from './reports/report-form.routes.ts';

const routes: readonly Routes[] = [
  auditHeadRoutes,
  planImportRoutes,
  reportFormRoutes,
  ownDataRoutes,
  observationExportRoutes,
];

export interface WebOptions {
  readonly app: App;
  readonly log: Logger;
  readonly pagesFolder: string | null;
  readonly trustedProxyCount?: number;
  /** The usual ones when left out. */
  readonly limits?: Limits;
  /** Texts by their hash, as the client was built with; none when left out. */
  readonly trustedDocuments?: TrustedDocuments;
  /** When a request is answered; now when left out. */
  readonly clock?: () => Date;
}

export async function createWeb({
  app,
  log,
  pagesFolder,
  trustedProxyCount = 0,
  limits,
  trustedDocuments = new Map(),
  clock = () => new Date(),
}: WebOptions): Promise<HttpServer> {
  const behindTls = isBehindTls(app.house);

  let saysNothingOfProxies = trustedProxyCount === 0;

  async function contextOf(request: IncomingMessage, response: ServerResponse): Promise<RequestContext> {
    const now = clock();
    const standing = { behindTls, cameByTls: cameByTls(request, trustedProxyCount) };
    const token = readSessionToken(request, { behindTls });
    const reader = { em: app.database.em, statements: app.statements };
    const isFromElsewhere = comesFromElsewhere(request.headers);
    if (saysNothingOfProxies && request.headers['x-forwarded-for'] !== undefined) {
      saysNothingOfProxies = false;
      log.warn(
        'a request was passed on by a proxy, and none is trusted: set TRUSTED_PROXY_COUNT, or all who come through it count as one address where attempts are limited',
      );
    }
    const moment = { now, today: sofiaDay(now), demo: isDemoOpen(app.house, { isFromElsewhere }) };
    const open = token === null ? null : await sessionOfToken(reader, token, moment);
    const actor = open?.actor ?? null;
    if (token !== null && open !== null && (await renewSession(reader, open, moment)))
      writeSessionToken(response, { ...standing, token, maxAgeSeconds: open.lastsDays * DAY_SECONDS });
    // What a signed-in person sees is theirs alone; no cache on the way may keep it.
    response.setHeader('Cache-Control', open === null ? PUBLIC_CACHING : 'private, no-store');
    response.setHeader('Vary', PUBLIC_VARY);
    return app.contextFor({
      actor,
      now,
      caller: {
        address: addressOf(request, trustedProxyCount),
        userAgent: request.headers['user-agent'] ?? '',
        isFromElsewhere,
      },
      session: {
        id: open?.id ?? null,
        waitingPersonId: open !== null && open.actor === null ? open.personId : null,
        start: async (tx, start) => {
          if (token !== null) await endSession(tx, token);
          // a device that goes on as the same person lives as long as before
          const kept = open !== null && open.personId === start.personId ? { lastsDays: open.lastsDays } : {};
          const started = await startSession(tx, { ...kept, ...start });
          writeSessionToken(response, {
            ...standing,
            token: started.token,
            maxAgeSeconds: started.lastsDays * DAY_SECONDS,
          });
          return started.id;
        },
        end: async () => {
          if (token !== null) await endSession(reader, token);
          writeSessionToken(response, { ...standing, token: null, maxAgeSeconds: 0 });
        },
      },
    });
  }

  const memory = new DocumentMemory({ documents: trustedDocuments, bytes: limits?.documentBytes });
  const desk = openPublicDesk(app, { trustedDocuments, memory });
  const http = await createHttpServer({
    schema: app.schema,
    log,
    contextOf,
    routes,
    pagesFolder,
    trustedProxyCount,
    behindTls,
    limits,
    trustedDocuments,
    memory,
    publicAnswers: desk.answers,
    onChanged: desk.changed,
    isReady: async () =>
      (await oneRow<{ one: number }>({ em: app.database.em.fork() }, sql`select 1 as one`))?.one === 1,
  });
  return {
    ...http,
    close: async () => {
      await http.close();
      await desk.close();
    },
  };
}
