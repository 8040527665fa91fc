/**
 * How often something may be tried, counted in the database: all processes count together, and a restart forgets
 * nothing. What is counted is known by a keyed hash alone, so that the table tells no address.
 */
import { isIPv6 } from 'node:net';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { forPurpose, type RequestContext } from './context.ts';
import { keyedHash } from './house.ts';
import { Problem } from './problem.ts';
import { Purpose } from './purpose.ts';
import { rows, sql } from './sql.ts';

export interface AttemptLimit {
  /** What is tried, such as `sign-in.code`. */
  readonly kind: string;
  /** Of whom: an address of the network, an account. */
  readonly subject: string;
  readonly most: number;
  readonly windowSeconds: number;
}

/** One time in so many, windows that have long ended are swept away. */
const SWEEP_SHARE = 1 / 200;

/**
 * Counts one attempt against each limit, whatever comes of it; to be called outside any transaction.
 * @throws TOO_MANY_REQUESTS with the seconds to wait.
 */
export async function countAttempt(context: RequestContext, limits: readonly AttemptLimit[]): Promise<void> {
  const { house, now } = context;
  if (!house.limitsAttempts) return;
  // In one order everywhere: two requests that count the same never wait for each other in a ring.
  const keyed = limits
    .map((limit) => ({ ...limit, key: keyedHash(house, { purpose: `attempt:${limit.kind}`, text: limit.subject }) }))
    .toSorted((a, b) => Buffer.compare(a.key, b.key));
  const at = now.toISOString();
  const counting = forPurpose(context, Purpose.ATTEMPTS);
  let waitSeconds = 0;
  for (const { key, most, windowSeconds } of keyed) {
    const [counted] = await rows<{ attempts: number; secondsLeft: number }>(
      counting,
      sql`insert into attempt_window as w (key, started_at, ends_at, attempts)
          values (${key}, ${at}::timestamptz, ${at}::timestamptz + make_interval(secs => ${windowSeconds}), 1)
          on conflict (key) do update set
            attempts = case when w.ends_at <= ${at}::timestamptz then 1 else w.attempts + 1 end,
            started_at = case when w.ends_at <= ${at}::timestamptz then excluded.started_at else w.started_at end,
            ends_at = case when w.ends_at <= ${at}::timestamptz then excluded.ends_at else w.ends_at end
          returning attempts, ceil(extract(epoch from ends_at - ${at}::timestamptz))::int as seconds_left`,
    );
    if (counted !== undefined && counted.attempts > most) waitSeconds = Math.max(waitSeconds, counted.secondsLeft);
  }
  if (Math.random() < SWEEP_SHARE)
    await rows(counting, sql`delete from attempt_window where ends_at < ${at}::timestamptz - interval '1 day'`);
  if (waitSeconds > 0)
    throw new Problem(ErrorCode.TOO_MANY_REQUESTS, 'tooManyAttempts', {
      retryAfterSeconds: waitSeconds,
      minutes: Math.ceil(waitSeconds / 60),
    });
}

/** Who asks over the network, as far as limits count: of an IPv6 address its network, which one customer has whole. */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const filled = plain.includes('::')
    ? [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
    : before;
  return filled
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}
