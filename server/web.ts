/** Puts an application behind HTTP: who asks is read from the session's cookie, features add their own addresses. */
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { sofiaDay } from '../schema/rules/days.ts';
import type { App } from './app.ts';
import { planImportRoutes } from './imports/plan-import.routes.ts';
import { SESSION_SECONDS, actorOfToken, endSession, startSession } from './people/identity.ts';
import { PUBLIC_CACHING, PUBLIC_VARY } from './platform/answer-cache/public-answers.ts';
import type { RequestContext } from './platform/context.ts';
import { createHttpServer, type HttpServer, type Routes } from './platform/http/http-server.ts';
import { readSessionToken, writeSessionToken } from './platform/http/session-cookie.ts';
import type { TrustedDocuments } from './platform/http/trusted-documents.ts';
import { oneRow, sql } from './platform/sql.ts';
import { openPublicDesk } from './public-answers.ts';
import { reportFormRoutes } from './reports/report-form.routes.ts';

const routes: readonly Routes[] = [planImportRoutes, reportFormRoutes];

export interface WebOptions {
  readonly app: App;
  readonly log: Logger;
  readonly pagesFolder: string | null;
  readonly trustedProxyCount?: number;
  /** Texts by their hash, as the client was built with; none when left out. */
  readonly trustedDocuments?: TrustedDocuments;
}

export async function createWeb({
  app,
  log,
  pagesFolder,
  trustedProxyCount = 0,
  trustedDocuments = new Map(),
}: WebOptions): Promise<HttpServer> {
  async function contextOf(request: Request, response: Response): Promise<RequestContext> {
    const now = new Date();
    const token = readSessionToken(request);
    const reader = { em: app.database.em.fork(), statements: app.statements };
    const actor = token === null ? null : await actorOfToken(reader, token, { now, today: sofiaDay(now) });
    // What a signed-in person sees is theirs alone; no cache on the way may keep it.
    response.setHeader('Cache-Control', actor === null ? PUBLIC_CACHING : 'private, no-store');
    response.vary(PUBLIC_VARY);
    return app.contextFor({
      actor,
      now,
      session: {
        start: async (personId) =>
          writeSessionToken(response, {
            token: await startSession(reader, personId, now),
            maxAgeSeconds: SESSION_SECONDS,
          }),
        end: async () => {
          if (token !== null) await endSession(reader, token);
          writeSessionToken(response, { token: null, maxAgeSeconds: 0 });
        },
      },
    });
  }

  const desk = openPublicDesk(app, trustedDocuments);
  const http = await createHttpServer({
    schema: app.schema,
    log,
    contextOf,
    routes,
    pagesFolder,
    trustedProxyCount,
    trustedDocuments,
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
