/** Answers on their way since before the program was there (`first-load.ts`). Each is given out once: later the same question is a new one. */

declare global {
  /** By the id of the document, a space, and the variables as JSON with their names in order. */
  var sverkaAskedAhead: Map<string, Promise<Response>> | undefined;
}

/** Null where this was not asked ahead, or got no answer then. */
export async function answerAhead(address: string): Promise<Response | null> {
  const asked = globalThis.sverkaAskedAhead;
  if (!asked?.size) return null;
  const { searchParams } = new URL(address, location.href);
  const key = `${searchParams.get('documentId')} ${searchParams.get('variables')}`;
  const answer = asked.get(key);
  asked.delete(key);
  return answer?.catch(() => null) ?? null;
}
