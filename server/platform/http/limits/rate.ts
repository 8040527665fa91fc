/**
 * How many points a session and an address may spend. Counted in the memory of each process: to count in the database
 * would cost more than most of what is counted. Several processes allow as many times more; what must hold across them
 * and over a restart (guessing of passwords and codes) is counted in the database by attempts.ts.
 *
 * Answers that are kept cost no points: to refuse one would take as long as to give it.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { ErrorCode } from '../../../../schema/vocabulary/error-code.ts';
import { networkOf } from '../../attempts.ts';
import { Problem } from '../../problem.ts';
import { addressOf } from './caller-address.ts';
import { RATE_POINTS, type Limits } from './limits.ts';

const MINUTE_MS = 60_000;
/** Buckets kept; whoever has not been here for a minute needs none. */
const BUCKETS = 100_000;

/** A bucket that fills evenly, and holds what a minute brings. A request goes through while anything is in it. */
export class PointBuckets {
  readonly #pointsPerMinute: number;
  readonly #now: () => number;
  /** The moment at which each will be full again. */
  readonly #fullAt = new LRUCache<string, number>({ max: BUCKETS });

  constructor(pointsPerMinute: number, now: () => number = () => performance.now()) {
    this.#pointsPerMinute = pointsPerMinute;
    this.#now = now;
  }

  /** Seconds until the bucket has anything in it; 0: now. */
  waitSeconds(key: string): number {
    const aheadMs = (this.#fullAt.get(key) ?? 0) - this.#now() - MINUTE_MS;
    return aheadMs < 0 ? 0 : Math.max(1, Math.ceil(aheadMs / 1_000));
  }

  /** A request that costs more than a minute brings, or a cost that is no number, empties the bucket once. */
  take(key: string, points: number): void {
    const from = Math.max(this.#fullAt.get(key) ?? 0, this.#now());
    const share = points / this.#pointsPerMinute;
    this.#fullAt.set(key, from + (share < 1 ? share : 1) * MINUTE_MS);
  }
}

export interface RateOptions {
  readonly limits: Pick<Limits, 'sessionPoints' | 'addressPoints'>;
  readonly trustedProxyCount: number;
  /** The proof of a session that a request carries, valid or not; null: none. */
  readonly sessionOf: (request: IncomingMessage) => string | null;
}

export class Rate {
  readonly #options: RateOptions;
  readonly #sessions: PointBuckets | null;
  readonly #addresses: PointBuckets | null;
  readonly #counted = new WeakSet<IncomingMessage>();

  constructor(options: RateOptions) {
    this.#options = options;
    const { sessionPoints, addressPoints } = options.limits;
    this.#sessions = sessionPoints === null ? null : new PointBuckets(sessionPoints);
    this.#addresses = addressPoints === null ? null : new PointBuckets(addressPoints);
  }

  /**
   * Counts a request before its body is read, once, however many places ask.
   * @returns why it may not go on; null: it may.
   */
  countOnce(request: IncomingMessage): Problem | null {
    if (this.#counted.has(request)) return null;
    const problem = this.refusal(request);
    if (problem !== null) return problem;
    this.#counted.add(request);
    this.take(request, RATE_POINTS.request);
    return null;
  }

  /** Null while the request may go on. A session that is made up costs its sender nothing but what the address pays. */
  refusal(request: IncomingMessage): Problem | null {
    const { session, address } = this.#keysOf(request);
    const waitSeconds = Math.max(
      session === null ? 0 : (this.#sessions?.waitSeconds(session) ?? 0),
      this.#addresses?.waitSeconds(address) ?? 0,
    );
    if (waitSeconds === 0) return null;
    return new Problem(ErrorCode.TOO_MANY_REQUESTS, 'limit.rate', { retryAfterSeconds: waitSeconds });
  }

  take(request: IncomingMessage, points: number): void {
    const { session, address } = this.#keysOf(request);
    if (session !== null) this.#sessions?.take(session, points);
    this.#addresses?.take(address, points);
  }

  #keysOf(request: IncomingMessage): { readonly session: string | null; readonly address: string } {
    const { sessionOf, trustedProxyCount } = this.#options;
    const session = this.#sessions === null ? null : sessionOf(request);
    return {
      session: session === null ? null : createHash('sha256').update(session).digest('base64'),
      address: networkOf(addressOf(request, trustedProxyCount)),
    };
  }
}
