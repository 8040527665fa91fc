import { expect, test } from 'vitest';
import { comesFromElsewhere, isLoopback } from './loopback.ts';

test.each([
  '127.0.0.1',
  '127.3.2.1',
  '127.0.0.1:4000',
  'localhost',
  'LOCALHOST:80',
  'localhost.',
  'a.localhost',
  '::1',
  '[::1]',
  '[::1]:4000',
])('%s is this machine', (host) => expect(isLoopback(host)).toBe(true));

test.each([
  '',
  '0.0.0.0',
  '::',
  '[::]:4000',
  '192.168.1.5',
  '127.0.0.1.example.org',
  'localhost.example.org',
  'mylocalhost',
  'sverka.example:4000',
])('“%s” is not this machine alone', (host) => expect(isLoopback(host)).toBe(false));

test('a request that a proxy passed on, or that was sent to another name, comes from elsewhere', () => {
  const host = 'localhost:4000';
  expect(comesFromElsewhere({ host, accept: '*/*' })).toBe(false);
  for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-proto'])
    expect([name, comesFromElsewhere({ host, [name]: '' })]).toEqual([name, true]);
  expect(comesFromElsewhere({ host: 'sverka.example' })).toBe(true);
  expect(comesFromElsewhere({})).toBe(true);
});
