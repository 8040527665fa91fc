/** How points are counted, and whose they are. */
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf } from './caller-address.ts';
import { PointBuckets, Rate } from './rate.ts';

const from = (remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;

describe('a bucket', () => {
  it('gives what a minute brings at once, then refuses until some has come back', () => {
    let nowMs = 1_000_000;
    const buckets = new PointBuckets(600, () => nowMs);
    for (let spent = 0; spent < 600; spent += 100) {
      expect(buckets.waitSeconds('a')).toBe(0);
      buckets.take('a', 100);
    }
    expect(buckets.waitSeconds('a')).toBe(1);
    expect(buckets.waitSeconds('b')).toBe(0);
    nowMs += 5_000;
    expect(buckets.waitSeconds('a')).toBe(0);
    buckets.take('a', 599);
    expect(buckets.waitSeconds('a')).toBe(55);
  });

  it('holds no more after an hour than after a minute', () => {
    let nowMs = 0;
    const buckets = new PointBuckets(60, () => nowMs);
    nowMs += 3_600_000;
    buckets.take('a', 61);
    expect(buckets.waitSeconds('a')).toBe(1);
  });
});

it.each([Infinity, Number.NaN, 1e300])('a cost of %d keeps nobody out for longer than a minute', (points) => {
  let nowMs = 0;
  const buckets = new PointBuckets(600, () => nowMs);
  buckets.take('a', 1);
  buckets.take('a', points);
  expect(buckets.waitSeconds('a')).toBe(1);
  nowMs += 2_000;
  expect(buckets.waitSeconds('a')).toBe(0);
});

describe('a rate', () => {
  const rate = () =>
    new Rate({
      limits: { sessionPoints: 100, addressPoints: 1_000 },
      trustedProxyCount: 0,
      sessionOf: ({ headers }) => headers.cookie ?? null,
    });

  it('stops a session from wherever it comes, and leaves its neighbours', () => {
    const each = rate();
    for (let n = 0; n < 10; n += 1) each.take(from(`192.0.2.${n}`, { cookie: 'mine' }), 11);
    expect(each.refusal(from('192.0.2.200', { cookie: 'mine' }))?.details['retryAfterSeconds']).toBeGreaterThan(0);
    expect(each.refusal(from('192.0.2.1', { cookie: 'other' }))).toBeNull();
  });

  it('stops an address whatever sessions it makes up, and leaves the next address', () => {
    const each = rate();
    for (let n = 0; n < 11; n += 1) each.take(from('192.0.2.1', { cookie: `made-up-${n}` }), 100);
    expect(each.refusal(from('192.0.2.1', { cookie: 'made-up-new' }))?.code).toBe('TOO_MANY_REQUESTS');
    expect(each.refusal(from('192.0.2.2'))).toBeNull();
  });

  it('counts a whole network of IPv6 as one', () => {
    const each = rate();
    for (let n = 0; n < 11; n += 1) each.take(from(`2001:db8:1:2::${n}`), 100);
    expect(each.refusal(from('2001:db8:1:2:ffff::1'))).not.toBeNull();
    expect(each.refusal(from('2001:db8:1:3::1'))).toBeNull();
  });
});

describe('the address', () => {
  it.each([
    [0, '203.0.113.1', '10.0.0.1'],
    [1, '203.0.113.1', '203.0.113.1'],
    [1, '6.6.6.6, 203.0.113.1', '203.0.113.1'],
    [2, '6.6.6.6, 203.0.113.1, 10.0.0.9', '203.0.113.1'],
    [3, '203.0.113.1', '203.0.113.1'],
    [1, '', '10.0.0.1'],
  ])('behind %d trusted proxies that say "%s" is %s', (count, forwarded, address) =>
    expect(addressOf(from('10.0.0.1', { 'x-forwarded-for': forwarded }), count)).toBe(address),
  );
});
