/** What the client asks would be answered to anyone who sends its texts: the open API is no smaller than the pages. */
import { buildSchema, parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { collectDocuments } from '../../client/build/trusted-documents.plugin.ts';
import { costOf } from '../../server/platform/http/limits/cost.ts';
import { measureDocument } from '../../server/platform/http/limits/document-measures.ts';
import { DEFAULT_LIMITS } from '../../server/platform/http/limits/limits.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const contract = buildSchema(readFileSync(`${ROOT}/schema/schema.graphql`, 'utf8'));
const documents = [...collectDocuments(resolve(ROOT, 'client')).textOf.values()];

test('each document of the client, with pages of fifty, keeps within the limits of the open API', () => {
  expect(documents.length).toBeGreaterThan(50);
  for (const text of documents)
    for (const { defaults, cost, ...measures } of measureDocument(contract, parse(text))) {
      for (const name of ['depth', 'rootFields', 'fields', 'aliases', 'directives'] as const)
        expect(measures[name], text).toBeLessThanOrEqual(DEFAULT_LIMITS[name]);
      expect(costOf(cost, { ...defaults, first: 50 }), text).toBeLessThan(DEFAULT_LIMITS.cost);
    }
});
