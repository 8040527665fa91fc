/** Writes into the page which files and answers each address needs, and lets `first-load.ts` run before all else. */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { firstQuestions } from '../first-questions.ts';
import { firstLoadOf, routesIn, type BuiltFile } from './first-load-facts.ts';
import { collectDocuments } from './trusted-documents.plugin.ts';

const client = join(import.meta.dirname, '..');
const routers = ['router.ts', 'work-routes.ts'];
const sourceOf = (id: string | null | undefined): string | null =>
  id ? relative(client, id.replace(/\?.*$/u, '')).split(sep).join('/') : null;

export function firstLoad(): Plugin {
  return {
    name: 'sverka-first-load',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, chunk, filename }) {
        if (!bundle || !chunk || sourceOf(filename) !== 'index.html') return [];
        const files = Object.values(bundle).flatMap((output): BuiltFile[] => {
          if (output.type !== 'chunk') return [];
          const { fileName, facadeModuleId, imports, viteMetadata } = output;
          return [
            { fileName, source: sourceOf(facadeModuleId), imports, styles: [...(viteMetadata?.importedCss ?? [])] },
          ];
        });
        const starter = files.find(({ source }) => source === 'first-load.ts');
        if (!starter) throw new Error('first-load.ts is no entry of the build.');
        if (starter.imports.length > 0)
          throw new Error(`first-load.ts would wait for ${starter.imports.join(', ')}: it must import nothing.`);
        const routes = routers.flatMap((name) => routesIn(readFileSync(join(client, name), 'utf8')));
        const facts = firstLoadOf({
          routes,
          files,
          entry: chunk.fileName,
          firstQuestions,
          documentIds: collectDocuments(client).idOf,
        });
        return [
          {
            tag: 'script',
            attrs: { type: 'application/json', id: 'first-load' },
            children: JSON.stringify(facts),
            injectTo: 'head',
          },
          {
            tag: 'script',
            attrs: {
              type: 'module',
              async: true,
              crossorigin: true,
              fetchpriority: 'high',
              src: `/${starter.fileName}`,
            },
            injectTo: 'head',
          },
        ];
      },
    },
  };
}
