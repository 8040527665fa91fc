import { expect, test } from 'vitest';
import { drawTotpSecret, stepOfTotp, totpAddress, totpCode, totpStep } from './totp.ts';

/** "12345678901234567890" of RFC 6238, appendix B, in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i of the epoch the code is %s, as the RFC has it', (second, code) => {
  expect(totpCode(SECRET, Math.floor(second / 30))).toBe(code);
});

test('a code holds a step before and a step after its own, and no longer', () => {
  const now = new Date(1_234_567_890_000);
  const step = totpStep(now);
  const stepTaken = (of: number) => stepOfTotp({ secret: SECRET, code: totpCode(SECRET, of), now });
  expect([-2, -1, 0, 1, 2].map((around) => stepTaken(step + around))).toEqual([null, step - 1, step, step + 1, null]);
});

test('spaces in a code do not matter, other digits do', () => {
  const now = new Date(59_000);
  expect(stepOfTotp({ secret: SECRET, code: ' 287 082 ', now })).toBe(1);
  for (const code of ['287083', '', '28708', '2870820', 'code'])
    expect(stepOfTotp({ secret: SECRET, code, now })).toBeNull();
});

test('secrets are of 160 bits, and no two are the same', () => {
  const secrets = Array.from({ length: 50 }, drawTotpSecret);
  expect(new Set(secrets).size).toBe(50);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

test('the address for an app names house and account', () => {
  expect(totpAddress({ secret: 'ABC', account: 'a+b@example.org', house: 'Сверка' })).toBe(
    `otpauth://totp/${encodeURIComponent('Сверка')}:a%2Bb%40example.org?secret=ABC&issuer=${encodeURIComponent('Сверка')}&digits=6&period=30`,
  );
});
