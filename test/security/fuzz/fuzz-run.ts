/** One run of the fuzzer: a request drawn from its seed, by somebody drawn from it too, and what is wrong with the answer. */
import { parse, print, visit, BREAK, type DocumentNode } from 'graphql';
import { startSession } from '../../../server/people/identity.ts';
import type { Asker, CanaryHouse, CanaryWeb } from '../canary/canary-house.ts';
import { drawsOf, fuzzedRequest, type FuzzedRequest, type Material } from './fuzzed-request.ts';

/** Some requests end sessions. */
const RUNS_OF_ONE_SESSION = 250;
const ANSWER_WITHIN_MS = 60_000;
const MOST_TRIES_TO_SHRINK = 80;

export interface FuzzWorld {
  readonly house: CanaryHouse;
  readonly web: CanaryWeb;
}

export class FuzzRun {
  /** How many were answered with data, in whole or in part. */
  withData = 0;
  made = 0;
  readonly #world: FuzzWorld;
  readonly #material: Material;
  readonly #cookies = new Map<string, string>();

  constructor(world: FuzzWorld) {
    this.#world = world;
    const { known, askers } = world.house;
    this.#material = { ids: [...known.ids, ...askers.flatMap(({ personId }) => personId ?? [])], codes: known.codes };
  }

  /** @returns what is wrong, with the seed and the smallest request that shows it; null: nothing. */
  async run(seed: number): Promise<string | null> {
    this.made += 1;
    const { house } = this.#world;
    const request = fuzzedRequest(house.app.schema, this.#material, seed);
    const asker = house.askers[drawsOf(seed ^ 0x5f356495)(house.askers.length)] as Asker;
    const cookie = await this.#cookieOf(asker);
    const failure = await this.#failureOf(request, cookie);
    return failure === null ? null : `seed ${seed}, ${asker.name}: ${failure}\n${await this.#shrunk(request, cookie)}`;
  }

  async #cookieOf({ name, personId, cookie }: Asker): Promise<string | null> {
    if (personId === null) return cookie;
    if (this.made % RUNS_OF_ONE_SESSION === 0) this.#cookies.clear();
    const kept = this.#cookies.get(name);
    if (kept !== undefined) return kept;
    const secondFactor = !name.includes('without');
    const context = this.#world.house.owner.contextFor({ actor: null });
    const opened = `sverka_session=${(await startSession(context, { personId, secondFactor })).token}`;
    this.#cookies.set(name, opened);
    return opened;
  }

  async #failureOf(request: FuzzedRequest, cookie: string | null): Promise<string | null> {
    const { house, web } = this.#world;
    const { path, body } = request;
    let answer: { readonly response: Response; readonly text: string };
    try {
      answer = await this.#answerTo(request, cookie);
    } catch (error) {
      const { message, cause } = error as Error;
      return `no answer: ${message} ${cause instanceof Error ? cause.message : ''}`;
    }
    const { response, text } = answer;
    if (response.status >= 500) return `${response.status} ${text.slice(0, 300)}`;
    if (/"(INTERNAL|INTERNAL_SERVER_ERROR)"/.test(text))
      return `${text.slice(0, 300)} ${web.logged.at(-1)?.slice(0, 1_500) ?? ''}`;
    if (/"data":\{/.test(text)) this.withData += 1;
    // what some may see is weighed by the canary scan; a change made here may have shown it by right
    for (const [form, marks] of house.book.find(`${text} ${JSON.stringify([...response.headers])}`))
      // an answer may say again what it was asked
      if (marks.every(({ sights }) => sights.length === 0) && !`${path} ${body}`.includes(form))
        return `${marks[0]?.column} leaks: ${form}`;
    return null;
  }

  async #answerTo({ path, method, headers, body }: FuzzedRequest, cookie: string | null) {
    const response = await fetch(`${this.#world.web.address}${path}`, {
      method,
      headers: { ...headers, ...(cookie !== null && { cookie }) },
      ...(body !== null && { body }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return { response, text: await response.text() };
  }

  /** Takes selections away while it still fails, as far as a few tries go. */
  async #shrunk(request: FuzzedRequest, cookie: string | null): Promise<string> {
    if (request.document === null) return `${request.method} ${request.path} ${request.body?.slice(0, 2_000) ?? ''}`;
    const { variables } = request.document;
    let { source } = request.document;
    let document: DocumentNode;
    try {
      document = parse(source);
    } catch {
      return JSON.stringify({ query: source, variables }).slice(0, 4_000);
    }
    for (let tries = 0, place = 0; tries < MOST_TRIES_TO_SHRINK; tries += 1) {
      const smaller = without(document, place);
      if (smaller === null) break;
      const query = print(smaller);
      const body = JSON.stringify({ query, variables });
      if ((await this.#failureOf({ ...request, body }, cookie)) === null) place += 1;
      else [document, source] = [smaller, query];
    }
    return JSON.stringify({ query: source, variables }).slice(0, 4_000);
  }
}

/** Without the selection at the place; null when there are not so many. */
function without(document: DocumentNode, place: number): DocumentNode | null {
  let left = place;
  let isFound = false;
  const smaller = visit(document, {
    SelectionSet: {
      enter(node) {
        if (isFound) return BREAK;
        if (node.selections.length <= 1) return undefined;
        if (left >= node.selections.length) {
          left -= node.selections.length;
          return undefined;
        }
        isFound = true;
        return { ...node, selections: node.selections.filter((_, index) => index !== left) };
      },
    },
  });
  return isFound ? smaller : null;
}
