/**
 * Codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds). Written here, not taken from the sign-in
 * library, because that one does not say which step a code was of: without it the same code could be taken twice.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;
/** Clocks of phones differ: the step before and the one after are taken too. */
const STEPS_AROUND = [0, -1, 1] as const;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SECRET_BYTES = 20;

/** A fresh secret, as apps take it when typed: base32. */
export function drawTotpSecret(): string {
  let bits = 0n;
  for (const byte of randomBytes(SECRET_BYTES)) bits = (bits << 8n) | BigInt(byte);
  const letters = (SECRET_BYTES * 8) / 5;
  return Array.from(
    { length: letters },
    (_, place) => BASE32[Number((bits >> BigInt(5 * (letters - 1 - place))) & 31n)],
  ).join('');
}

/** What the QR code of an app holds. */
export function totpAddress({ secret, account, house }: { secret: string; account: string; house: string }): string {
  const label = `${encodeURIComponent(house)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(house)}&digits=${DIGITS}&period=${STEP_SECONDS}`;
}

/** The code of a step. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

export const totpStep = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS);

/** The step that a code is of, when it is of about now; null otherwise. */
export function stepOfTotp({ secret, code, now }: { secret: string; code: string; now: Date }): number | null {
  const given = Buffer.from(code.replace(/\D/g, ''));
  for (const around of STEPS_AROUND) {
    const step = totpStep(now) + around;
    const expected = Buffer.from(totpCode(secret, step));
    if (given.length === expected.length && timingSafeEqual(given, expected)) return step;
  }
  return null;
}

function fromBase32(text: string): Buffer {
  let bits = 0;
  let held = 0;
  const bytes: number[] = [];
  for (const letter of text.toUpperCase()) {
    const value = BASE32.indexOf(letter);
    if (value < 0) continue;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
      held &= (1 << bits) - 1;
    }
  }
  return Buffer.from(bytes);
}
