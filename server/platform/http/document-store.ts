/** Where Apollo keeps documents that it has parsed and found valid: by what they weigh in the heap, not by their text. */
import type { DocumentNode } from 'graphql';
import { TREE_BYTES_PER_CHARACTER, type DocumentKey, type DocumentMemory } from '../document-memory.ts';

/** Apollo puts a mark of the schema before the hash of the text. */
const HASH_CHARACTERS = 64;
const keyOf = (name: string): DocumentKey => ({ document: name.slice(-HASH_CHARACTERS), part: '' });

/** As Apollo asks for it (`documentStore`). */
export function documentStore(memory: DocumentMemory) {
  const shelf = memory.shelf<DocumentNode>('parsed');
  return {
    get: async (name: string): Promise<DocumentNode | undefined> => shelf.get(keyOf(name)),
    set: async (name: string, document: DocumentNode): Promise<void> =>
      shelf.set(keyOf(name), document, treeBytes(document)),
    delete: async (name: string): Promise<void> => shelf.delete(keyOf(name)),
  };
}

/** What a parsed document weighs, with the places in the text that its nodes and signs have. */
export const treeBytes = ({ loc }: DocumentNode): number => (loc?.source.body.length ?? 0) * TREE_BYTES_PER_CHARACTER;
