/**
 * Public answers, kept and never wrong. Stands before everything else of the server, so that an answer that is kept costs
 * one short read of versions and nothing more.
 *
 * An answer is kept under the versions of what it rests on, read before its data was. Whoever asks later reads the
 * versions again: the same versions mean that nothing it rests on was changed by any write that was acknowledged before.
 * Nothing is kept that was asked with a cookie, that failed, or that is not marked public.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { sofiaDay, type LocalDate } from '../../../schema/rules/days.ts';
import { safetyHeaders } from '../http/security-headers.ts';
import type { ContentVersions, Topic } from '../versions/content-versions.ts';
import { KeptAnswer } from './kept-answer.ts';
import { isAskedByAnyone, isPreflighted, readQuestion, type PublicQuestion } from './question.ts';

/** May be kept by anyone who asks again each time. */
export const PUBLIC_CACHING = 'public, no-cache';
/** What an answer differs by, beside its address. */
export const PUBLIC_VARY = 'Accept, Accept-Encoding, Cookie';

const KEPT_BYTES = 64 * 1024 * 1024;
const LARGEST_KEPT_BYTES = 4 * 1024 * 1024;
/** How often topics are looked up anew while plans come and go meanwhile, before the whole site stands in for them. */
const ATTEMPTS = 3;

export interface PublicAnswersOptions {
  readonly versions: ContentVersions;
  /** What a question rests on; null: its answer is not to be kept. @throws when the database does not answer. */
  readonly topicsOf: (question: PublicQuestion) => Promise<readonly Topic[] | null>;
  /** What stands in for topics that change under the asking. */
  readonly allTopics: readonly Topic[];
  readonly trustedTextOf: (documentId: string) => string | null;
  /** Another for each build: what the same data says may differ. */
  readonly buildId: string;
  /** Whether the public reaches the house by TLS. */
  readonly behindTls: boolean;
}

interface Ways {
  /** Whether a question that has no kept answer may be looked into; what may not is refused by who makes anew. */
  readonly admits: (text: string) => boolean;
  readonly makeAnew: () => void;
}

interface Ticket {
  readonly key: string;
  readonly etag: string;
  readonly day: LocalDate;
  readonly topics: readonly Topic[];
  readonly versions: string;
  /** To be called once: null when there is nothing to keep. */
  readonly finish: (kept: KeptAnswer | null) => void;
}

export class PublicAnswers {
  readonly #options: PublicAnswersOptions;
  readonly #kept = new LRUCache<string, KeptAnswer>({
    maxSize: KEPT_BYTES,
    maxEntrySize: LARGEST_KEPT_BYTES,
    sizeCalculation: ({ bytes }, key) => bytes + key.length,
  });
  readonly #tickets = new WeakMap<ServerResponse, Ticket>();
  /** Answers that are being made, by what they will be kept as. */
  readonly #underWay = new Map<string, Promise<KeptAnswer | null>>();

  constructor(options: PublicAnswersOptions) {
    this.#options = options;
  }

  /** How many answers are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** Answers from what is kept, or lets `makeAnew` do it. */
  async answer(request: IncomingMessage, response: ServerResponse, { admits, makeAnew }: Ways): Promise<void> {
    if (!isAskedByAnyone(request)) return makeAnew();
    const { accept = '' } = request.headers;
    const key = `${isPreflighted(request) ? '+' : '-'}${accept}\n${request.url}`;
    const day = today();
    try {
      const kept = this.#kept.get(key);
      if (kept?.day === day && (await this.#options.versions.read(kept.topics)) === kept.versions)
        return await this.#send({ request, response, kept });
      const question = readQuestion(request, this.#options.trustedTextOf);
      const ticket = question !== null && admits(question.text) ? await this.#ticketFor(question, { key, day }) : null;
      if (ticket !== null) {
        if (isNamed(request.headers['if-none-match'], ticket.etag)) return this.#sendUnchanged(response, ticket.etag);
        const made = await this.#madeMeanwhile(ticket);
        if (made !== null) return await this.#send({ request, response, kept: made });
        this.#begin(response, ticket);
        // the body is left out by Node, which knows what was asked
        request.method = 'GET';
      }
    } catch {
      // a database that does not answer is told of by whoever needs its data
    }
    makeAnew();
  }

  /** Is told of each answer that was made anew, just before it goes out. */
  made(response: ServerResponse, text: unknown): void {
    const ticket = this.#tickets.get(response);
    if (ticket === undefined || typeof text !== 'string' || !isWhole(response, text)) return;
    const { key, etag, day, topics, versions } = ticket;
    if (today() !== day) return;
    response.setHeader('ETag', etag);
    response.setHeader('Vary', PUBLIC_VARY);
    const contentType = String(response.getHeader('Content-Type'));
    const kept = new KeptAnswer({ text: Buffer.from(text), contentType, etag, day, topics, versions });
    this.#kept.set(key, kept);
    ticket.finish(kept);
  }

  /** The same under the same versions, that others asked for just before; null: it is to be made. */
  #madeMeanwhile({ key, etag }: Pick<Ticket, 'key' | 'etag'>): Promise<KeptAnswer | null> | KeptAnswer | null {
    const kept = this.#kept.get(key);
    return kept?.etag === etag ? kept : (this.#underWay.get(etag) ?? null);
  }

  /** Who asks the same under the same versions meanwhile waits for this one. */
  #begin(response: ServerResponse, ticket: Omit<Ticket, 'finish'>): void {
    const { promise, resolve } = Promise.withResolvers<KeptAnswer | null>();
    const finish = (kept: KeptAnswer | null): void => {
      if (this.#underWay.get(ticket.etag) === promise) this.#underWay.delete(ticket.etag);
      resolve(kept);
    };
    if (!this.#underWay.has(ticket.etag)) this.#underWay.set(ticket.etag, promise);
    this.#tickets.set(response, { ...ticket, finish });
    response.once('close', () => finish(null));
  }

  /** Drops what no longer holds: memory is spared, and nothing else depends on it. */
  async dropDead(): Promise<void> {
    const day = today();
    await Promise.all(
      [...this.#kept.entries()].map(async ([key, kept]) => {
        const holds = kept.day === day && (await this.#options.versions.read(kept.topics)) === kept.versions;
        if (!holds && this.#kept.peek(key) === kept) this.#kept.delete(key);
      }),
    );
  }

  async #ticketFor(
    question: PublicQuestion,
    { key, day }: { readonly key: string; readonly day: LocalDate },
  ): Promise<Omit<Ticket, 'finish'> | null> {
    const found = await this.#versionsFor(question);
    if (found === null) return null;
    const digest = createHash('sha256')
      .update(JSON.stringify([this.#options.buildId, key.slice(1), day, found]))
      .digest('base64url');
    return { key, day, etag: `W/"${digest.slice(0, 32)}"`, ...found };
  }

  /** Topics are looked up before and after their versions are read: those between which nothing came or went are right. */
  async #versionsFor(question: PublicQuestion): Promise<Pick<Ticket, 'topics' | 'versions'> | null> {
    const { topicsOf, versions, allTopics } = this.#options;
    let topics = await topicsOf(question);
    for (let attempt = 0; attempt < ATTEMPTS && topics !== null; attempt += 1) {
      const read = await versions.read(topics);
      const after = await topicsOf(question);
      if (after !== null && after.join() === topics.join()) return { topics, versions: read };
      topics = after;
    }
    return topics === null ? null : { topics: allTopics, versions: await versions.read(allTopics) };
  }

  #caching(etag: string) {
    return {
      ...safetyHeaders({ behindTls: this.#options.behindTls }),
      'Cache-Control': PUBLIC_CACHING,
      Vary: PUBLIC_VARY,
      ETag: etag,
    };
  }

  #sendUnchanged(response: ServerResponse, etag: string): void {
    response.writeHead(304, this.#caching(etag)).end();
  }

  async #send({ request, response, kept }: Sending): Promise<void> {
    const named = request.headers['if-none-match'];
    if (named?.trim() === '*' || isNamed(named, kept.etag)) return this.#sendUnchanged(response, kept.etag);
    const packing = kept.packing(request.headers['accept-encoding']);
    const body = packing === 'identity' ? kept.text : await kept.body(packing);
    response
      .writeHead(200, {
        ...this.#caching(kept.etag),
        'Content-Type': kept.contentType,
        'Content-Length': body.length,
        ...(packing !== 'identity' && { 'Content-Encoding': packing }),
      })
      .end(body);
  }
}

interface Sending {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly kept: KeptAnswer;
}

const MINUTE_MS = 60_000;
let minute = { number: -1, day: '' };

/** The day in Sofia, worked out once a minute: days begin with one. */
function today(): LocalDate {
  const now = Date.now();
  const number = Math.floor(now / MINUTE_MS);
  if (minute.number !== number) minute = { number, day: sofiaDay(new Date(now)) };
  return minute.day;
}

/** Data and no errors: errors stand first in every answer that has any. */
const isWhole = (response: ServerResponse, text: string): boolean =>
  response.statusCode === 200 &&
  response.getHeader('Cache-Control') === PUBLIC_CACHING &&
  !response.hasHeader('Set-Cookie') &&
  text.startsWith('{"data":{');

/** @param ifNoneMatch the header; `*` names whatever there is. */
function isNamed(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === etag.slice(2));
}
