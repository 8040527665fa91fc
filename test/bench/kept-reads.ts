/** Public reads by address that the server has answered before: as it keeps them, and asked again with what was received. */
import type { Get } from './load.ts';
import type { AskedFor, Question } from './questions.ts';
import { requireSame } from './same-answers.ts';
import { ask, type Subject } from './subjects.ts';

export interface KeptReads {
  /** Each was read, so that each is kept. */
  readonly reads: readonly Get[];
  /** The same, each with its ETag: nothing has changed. Null where the server gave none. */
  readonly repeated: readonly Get[] | null;
  /** Of the first. */
  readonly bytes: number;
}

const HEADERS = { accept: 'application/json', 'apollo-require-preflight': 'bench' };

/** @throws Error when an answer differs from that of the same question uncached, or a repeated one is not told as such. */
export async function keepReads({
  server,
  question,
  asked,
  checked,
}: {
  readonly server: Subject;
  readonly question: Question;
  readonly asked: readonly AskedFor[];
  /** How many of them are compared. */
  readonly checked: number;
}): Promise<KeptReads> {
  const reads: Get[] = [];
  const etags: (string | null)[] = [];
  let bytes = 0;
  for (const [place, each] of asked.entries()) {
    const path = `${server.path(question)}?${new URLSearchParams({ query: question.document.replaceAll(/\s+/g, ' '), variables: JSON.stringify(each) })}`;
    const { etag, text } = await read(server.address + path);
    const again = await read(server.address + path);
    if (place < checked) {
      const uncached = await ask(server, question, each);
      for (const received of [text, again.text])
        requireSame({
          expected: uncached.data,
          found: JSON.parse(received).data,
          asked: `${question.name} by address`,
        });
    }
    bytes ||= Buffer.byteLength(text);
    reads.push({ path, etag: null });
    etags.push(etag !== null && again.etag === etag ? etag : null);
  }
  const hasEtags = etags.every((etag) => etag !== null) && (await isToldAsUnchanged(server, reads[0], etags[0]));
  return {
    reads,
    repeated: hasEtags ? reads.map(({ path }, at) => ({ path, etag: etags[at] ?? null })) : null,
    bytes,
  };
}

async function read(address: string): Promise<{ etag: string | null; text: string }> {
  const response = await fetch(address, { headers: HEADERS });
  const text = await response.text();
  if (!response.ok) throw new Error(`${address.slice(0, 120)}: ${response.status} ${text.slice(0, 300)}`);
  return { etag: response.headers.get('etag'), text };
}

async function isToldAsUnchanged(
  server: Subject,
  get: Get | undefined,
  etag: string | null | undefined,
): Promise<boolean> {
  if (get === undefined || etag == null) return false;
  const { status } = await fetch(server.address + get.path, { headers: { ...HEADERS, 'if-none-match': etag } });
  return status === 304;
}
