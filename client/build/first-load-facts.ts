/** What a first visit loads and asks, by address: known when the client is built, and read by `first-load.ts` from the page. */
import type { FirstQuestion } from '../first-questions.ts';

export interface FirstLoad {
  readonly pages: readonly PageFiles[];
  /** File of the words by language. */
  readonly words: Readonly<Record<string, string>>;
}

export interface PageFiles {
  /** Regular expression of the path, with its variable parts as named groups. */
  readonly address: string;
  /** What it asks first; the variables as in `first-questions.ts`. */
  readonly questions: readonly {
    readonly documentId: string;
    readonly variables: FirstQuestion['variables'];
  }[];
  /** Scripts and styles beyond those that every page has. */
  readonly files: readonly string[];
}

/** A built file as far as it matters here. */
export interface BuiltFile {
  readonly fileName: string;
  /** The source that it stands for; null for what is only shared. */
  readonly source: string | null;
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}

export interface PageRoute {
  /** As the router writes it: `/plans/:id`. */
  readonly path: string;
  /** Such as `PlanPage`. */
  readonly page: string;
}

const routePattern = /path:\s*'([^']+)'[^{}]*?import\('\.\/pages\/(\w+)\.vue'\)/gu;

/** Reads the routes from the source of a router, which cannot run outside a browser. */
export const routesIn = (source: string): PageRoute[] =>
  [...source.matchAll(routePattern)].flatMap(([, path, page]) => (path && page ? [{ path, page }] : []));

/** `/plans/:id` as the expression of its addresses. What matches everything is no page to know ahead. */
export const addressOf = (path: string): string | null =>
  path.includes('(') ? null : `^${path.replaceAll(/:(\w+)/gu, '(?<$1>[^/]+)').replace(/\/$/u, '')}/?$`;

export interface FirstLoadInput {
  readonly routes: readonly PageRoute[];
  readonly files: readonly BuiltFile[];
  /** The file that the page itself starts. */
  readonly entry: string;
  readonly firstQuestions: Readonly<Record<string, readonly FirstQuestion[]>>;
  /** Of each document, by the name of its operation. */
  readonly documentIds: ReadonlyMap<string, string>;
}

/** @throws Error when a first question names a document that nobody wrote. */
export function firstLoadOf({ routes, files, entry, firstQuestions, documentIds }: FirstLoadInput): FirstLoad {
  const byName = new Map(files.map((file) => [file.fileName, file]));
  const bySource = new Map(files.flatMap((file) => (file.source === null ? [] : [[file.source, file] as const])));
  const everywhere = withAllImported(byName, entry);
  const pages = routes.flatMap(({ path, page }) => {
    const file = bySource.get(`pages/${page}.vue`);
    const address = addressOf(path);
    if (!file || address === null) return [];
    const own = [...withAllImported(byName, file.fileName)].filter((name) => !everywhere.has(name));
    const questions = (firstQuestions[page] ?? []).map(({ operation, variables }) => {
      const documentId = documentIds.get(operation);
      if (documentId === undefined) throw new Error(`${page} asks first for ${operation}, which is no document.`);
      return { documentId, variables };
    });
    return [{ address, files: own.map((name) => `/${name}`), questions }];
  });
  const words = files.flatMap(({ fileName, source }) => {
    const language = /^messages\/(\w+)\.json$/u.exec(source ?? '')?.[1];
    return language ? [[language, `/${fileName}`] as const] : [];
  });
  return { pages, words: Object.fromEntries(words) };
}

/** The file, all that it imports at once, and the styles of these. */
function withAllImported(byName: ReadonlyMap<string, BuiltFile>, fileName: string): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const file = byName.get(name);
    if (!file || found.has(name)) return;
    found.add(name);
    file.imports.forEach(visit);
    for (const style of file.styles) found.add(style);
  };
  visit(fileName);
  return found;
}
