/** Puts the parts together that answer the public from what is kept. */
import type { App } from './app.ts';
import { PublicAnswers } from './platform/answer-cache/public-answers.ts';
import type { DocumentMemory } from './platform/document-memory.ts';
import type { TrustedDocuments } from './platform/http/trusted-documents.ts';
import { Statements } from './platform/statements.ts';
import { ContentNews } from './platform/versions/content-news.ts';
import { ContentVersions } from './platform/versions/content-versions.ts';
import { isBehindTls } from './platform/house.ts';
import { ALL_TOPICS, restsOn } from './rests-on.ts';

/** Of each build of the server its own; the build puts it in. */
declare const __BUILD_ID__: string;
const buildId = typeof __BUILD_ID__ === 'undefined' ? 'unbuilt' : __BUILD_ID__;

export interface PublicDesk {
  readonly answers: PublicAnswers;
  readonly versions: ContentVersions;
  /** To be told after each request that may have changed something. */
  readonly changed: () => void;
  close(): Promise<void>;
}

export function openPublicDesk(
  app: App,
  { trustedDocuments, memory }: { readonly trustedDocuments: TrustedDocuments; readonly memory: DocumentMemory },
): PublicDesk {
  const url = app.database.config.get('clientUrl') ?? '';
  const versions = new ContentVersions(
    new Statements({ url, poolSize: 2, translateError: (error) => app.database.driver.convertException(error) }),
  );
  const answers = new PublicAnswers({
    versions,
    topicsOf: restsOn(app, memory),
    allTopics: ALL_TOPICS,
    trustedTextOf: (documentId) => trustedDocuments.get(documentId) ?? null,
    buildId,
    behindTls: isBehindTls(app.house),
  });
  const news = new ContentNews({ url });
  // a version that cannot be read now is read when somebody asks
  void news.listen(() => void answers.dropDead().catch(() => {}));
  return {
    answers,
    versions,
    changed: () => news.tell(),
    close: async () => {
      await news.close();
      await versions.close();
    },
  };
}
