/**
 * What is kept of documents: whoever sends ever new texts, each until it is compiled, fills neither the memory of the server
 * nor that of the database, and pushes out nothing of the client's.
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DocumentMemory } from '../../server/platform/document-memory.ts';
import { DEFAULT_LIMITS } from '../../server/platform/http/limits/limits.ts';
import { rows, sql } from '../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWeb } from '../support/test-web.ts';
import { buildMeasure, worldContext } from '../support/world.ts';
import { heavyDocument } from '../support/heavy-document.ts';

const MEGABYTE = 1024 * 1024;
const OWN = 'query Own { today }';
const ownHash = createHash('sha256').update(OWN).digest('hex');

let app: TestApp;
let planId: string;
beforeAll(async () => {
  app = await createTestApp();
  ({ planId } = await buildMeasure(app));
});

describe('a shelf', () => {
  const kept = { any: 'thing' };
  const key = (document: string) => ({ document, part: '' });

  it('keeps of the documents of others what fits, the newest', () => {
    const memory = new DocumentMemory({ bytes: 100_000 });
    const shelf = memory.shelf('compiled');
    for (let n = 0; n < 100; n += 1) shelf.set(key(`d${n}`), kept, 5_000);
    expect(memory.bytesOfOthers).toBeLessThanOrEqual(37_500);
    expect(shelf.get(key('d99'))).toBe(kept);
    expect(shelf.get(key('d0'))).toBeUndefined();
  });

  it('keeps nothing that is heavier than itself', () => {
    const memory = new DocumentMemory({ bytes: 100_000 });
    const shelf = memory.shelf('told');
    shelf.set(key('a'), kept, 200_000);
    expect(shelf.get(key('a'))).toBeUndefined();
    expect(memory.bytesOfOthers).toBe(0);
  });

  it('keeps a document of the client whatever others send, by its text and by its hash', () => {
    const memory = new DocumentMemory({ bytes: 100_000, documents: new Map([[`sha256:${ownHash}`, OWN]]) });
    const shelf = memory.shelf('compiled');
    shelf.set(key(OWN), kept, 10_000);
    shelf.set({ document: ownHash, part: 'Own' }, kept, 10_000);
    for (let n = 0; n < 100; n += 1) shelf.set(key(`d${n}`), kept, 5_000);
    expect(shelf.get(key(OWN))).toBe(kept);
    expect(shelf.get({ document: ownHash, part: 'Own' })).toBe(kept);
  });

  it('has a bound of number where weight is not limited', () => {
    const memory = new DocumentMemory({ bytes: null });
    const shelf = memory.shelf('compiled');
    for (let n = 0; n < 3_000; n += 1) shelf.set(key(`d${n}`), kept, 10 * MEGABYTE);
    expect([shelf.get(key('d2999')), shelf.get(key('d0'))]).toEqual([kept, undefined]);
  });
});

describe('a flood of new documents, each sent four times', () => {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const heapBytes = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  /** Their compiled forms, trees and statements together are several times the bound. */
  const DOCUMENTS = 60;
  const BOUND = 16 * MEGABYTE;

  it('leaves no more in the heap than its bound, nor in the database', async () => {
    const web = await createTestWeb(app, { limits: { ...DEFAULT_LIMITS, documentBytes: BOUND, addressPoints: null } });
    const send = async (n: number, kind: 'told' | 'compiled'): Promise<void> => {
      const answer = await fetch(`${web.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: heavyDocument(n, kind), variables: { id: planId } }),
      });
      expect(await answer.text()).toMatch(/^\{"data":/);
    };
    // what the first ones load stays for good
    for (const kind of ['told', 'compiled'] as const) for (let k = 0; k < 4; k += 1) await send(0, kind);
    const before = heapBytes();
    for (let n = 1; n <= DOCUMENTS; n += 1) {
      const kind = n % 2 === 0 ? 'told' : 'compiled';
      for (let k = 0; k < 4; k += 1) await send(n, kind);
    }
    expect(web.memory.bytesOfOthers).toBeGreaterThan(BOUND / 4);
    expect(web.memory.bytesOfOthers).toBeLessThanOrEqual(BOUND);
    // a weight is an estimate, and the names of statements are kept beside it
    expect(heapBytes() - before).toBeLessThan(BOUND + 16 * MEGABYTE);
    for (const { pid } of await rows<{ pid: number }>(
      worldContext(app),
      sql`select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`,
    )) {
      const [, privateKilobytes = '0'] =
        /Private_Dirty:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
      expect(Number(privateKilobytes) / 1024).toBeLessThan(150);
    }
  }, 240_000);
});
