/**
 * Gives every document of the client its hash when it is built. The client then sends the hash; the server reads the
 * texts from the file that is written here, and needs nothing of the client's sources.
 *
 * A document is found by its call, `graphql(` with a text in backticks, which therefore holds no `${…}`. Operations and
 * fragments are told apart by their names, so no two may share one.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDocument, stringifyDocument } from '@urql/core';
import { Kind, parse, visit, type DefinitionNode, type DocumentNode } from 'graphql';
import type { Plugin } from 'vite';

const CALL = /\bgraphql\(\s*`([^`]*)`/g;

export interface ClientDocuments {
  /** Of each operation, by its name. */
  readonly idOf: ReadonlyMap<string, string>;
  /** What the server is given: the text by its id. */
  readonly textOf: ReadonlyMap<string, string>;
}

/** @throws when two operations or fragments share a name, or one is used that nobody wrote. */
export function collectDocuments(clientFolder: string): ClientDocuments {
  const operations = new Map<string, DefinitionNode>();
  const fragments = new Map<string, DefinitionNode>();
  const files = globSync(['*.{ts,vue}', '{features,lib,pages,ui}/**/*.{ts,vue}'], { cwd: clientFolder });
  for (const file of files.filter((name) => !name.endsWith('.test.ts'))) {
    for (const [, text = ''] of readFileSync(join(clientFolder, file), 'utf8').matchAll(CALL)) {
      for (const definition of parse(text, { noLocation: true }).definitions) {
        const kept = definition.kind === Kind.FRAGMENT_DEFINITION ? fragments : operations;
        const name = nameOf(definition);
        if (kept.has(name)) throw new Error(`${file}: another document is named ${name} too.`);
        kept.set(name, definition);
      }
    }
  }
  const documents = [...operations].map(([name, operation]) => {
    const text = textSent({ kind: Kind.DOCUMENT, definitions: [operation, ...fragmentsUsed(operation, fragments)] });
    return { name, text, id: `sha256:${createHash('sha256').update(text).digest('hex')}` };
  });
  return {
    idOf: new Map(documents.map(({ name, id }) => [name, id])),
    textOf: new Map(documents.map(({ id, text }) => [id, text])),
  };
}

function nameOf(definition: DefinitionNode): string {
  const name = 'name' in definition ? definition.name?.value : undefined;
  if (name === undefined) throw new Error('Each document of the client needs a name.');
  return name;
}

/** Each once, those that fragments use among them. */
function fragmentsUsed(operation: DefinitionNode, fragments: ReadonlyMap<string, DefinitionNode>): DefinitionNode[] {
  const used = new Map<string, DefinitionNode>();
  const look = (definition: DefinitionNode): void =>
    void visit(definition, {
      FragmentSpread({ name: { value: name } }) {
        if (used.has(name)) return;
        const fragment = fragments.get(name);
        if (fragment === undefined) throw new Error(`Nobody wrote the fragment ${name}.`);
        used.set(name, fragment);
        look(fragment);
      },
    });
  look(operation);
  return [...used.values()];
}

/** As urql sends it: with the names of types, which its cache needs, and without the directives of the client alone. */
const textSent = (document: DocumentNode): string => stringifyDocument(formatDocument(document));

/** @param manifestFile where the server finds them. */
export function trustedDocuments({
  clientFolder,
  manifestFile,
}: {
  readonly clientFolder: string;
  readonly manifestFile: string;
}): Plugin {
  let documents: ClientDocuments = { idOf: new Map(), textOf: new Map() };
  return {
    name: 'trusted-documents',
    // the development server sends texts: they change under its hands
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      documents = collectDocuments(clientFolder);
    },
    transform: {
      filter: { id: /\.(ts|vue)$/, code: 'graphql(' },
      handler(code) {
        const marked = code.replace(CALL, (call, text: string) => {
          const name = /^\s*(?:query|mutation)\s+(\w+)/m.exec(text)?.[1];
          const id = name === undefined ? undefined : documents.idOf.get(name);
          return id === undefined ? call : call.replace('graphql(', `graphql.trusted('${id}')(`);
        });
        return marked === code ? null : { code: marked, map: null };
      },
    },
    writeBundle() {
      writeFileSync(manifestFile, JSON.stringify(Object.fromEntries(documents.textOf)));
    },
  };
}
