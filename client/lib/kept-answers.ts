/**
 * Public answers on this device, so that a page seen before is there at once and without a network, and is read again
 * behind. Kept is only what a page names as public *and* the server gave out as public, never what somebody saw who is
 * signed in; all of it goes with each sign-in and sign-out. Nothing is kept over a connection that is not secure, where
 * browsers offer no such store.
 */
import { stringifyVariables, type TypedDocumentNode } from '@urql/core';

const storeName = 'sverka-public-answers';
export const keptAtMost = 60;
const keptForDays = 30;
const savedAtHeader = 'x-saved-at';

interface Question<Data, Variables extends object> {
  readonly document: TypedDocumentNode<Data, Variables> & { readonly documentId?: string };
  readonly variables: Variables;
}

/** Questions whose last answer was public. */
const publicLast = new Set<string>();

const addressOf = (documentId: string, variables: string): string =>
  `/graphql?${new URLSearchParams({ documentId, variables }).toString()}`;

/** Null where a question has no lasting name: in development. */
function addressOfQuestion<Data, Variables extends object>({
  document,
  variables,
}: Question<Data, Variables>): string | null {
  const { documentId } = document;
  return documentId === undefined ? null : addressOf(documentId, stringifyVariables(variables));
}

/** Takes note of whether the server gave this out as public. */
export function noteAnswer(address: string, answer: Response): void {
  const { searchParams } = new URL(address, location.href);
  const [documentId, variables] = [searchParams.get('documentId'), searchParams.get('variables')];
  if (documentId === null || variables === null) return;
  const key = addressOf(documentId, variables);
  if (answer.ok && answer.headers.get('cache-control')?.includes('public')) publicLast.add(key);
  else publicLast.delete(key);
}

/** Null when nothing is kept, it is too old, or this browser keeps nothing. */
export async function keptAnswer<Data, Variables extends object>(
  question: Question<Data, Variables>,
): Promise<Data | null> {
  const address = addressOfQuestion(question);
  if (address === null) return null;
  return trying(async (store) => {
    const kept = await store.match(address);
    if (kept === undefined) return null;
    const oldestMs = Date.now() - keptForDays * 24 * 3_600_000;
    return Number(kept.headers.get(savedAtHeader)) < oldestMs ? null : ((await kept.json()) as Data);
  });
}

/** Keeps it if the server gave it out as public, in the place of what has been there longest. */
export async function keepAnswer<Data, Variables extends object>(
  question: Question<Data, Variables>,
  data: Data,
): Promise<void> {
  const address = addressOfQuestion(question);
  if (address === null || !publicLast.has(address)) return;
  await trying(async (store) => {
    await store.delete(address);
    await store.put(address, new Response(JSON.stringify(data), { headers: { [savedAtHeader]: String(Date.now()) } }));
    // In the order of putting.
    const kept = await store.keys();
    await Promise.all(kept.slice(0, Math.max(0, kept.length - keptAtMost)).map((oldest) => store.delete(oldest)));
    return null;
  });
}

export async function forgetAnswers(): Promise<void> {
  publicLast.clear();
  await globalThis.caches?.delete(storeName).catch(() => false);
}

/** A device that is full or refuses keeps nothing; the page does without. */
async function trying<Found>(work: (store: Cache) => Promise<Found | null>): Promise<Found | null> {
  try {
    return globalThis.caches ? await work(await caches.open(storeName)) : null;
  } catch {
    return null;
  }
}
