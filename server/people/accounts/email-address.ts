/** An address as accounts are found by it: without spaces around, in small letters. @throws BAD_INPUT */
import { badInput } from '../../platform/problem.ts';

const SHAPE = /^[^\s@<>"(),;:\\[\]]{1,64}@[^\s@<>"(),;:\\[\]]{1,180}\.[^\s@.]{2,63}$/u;

export function cleanEmail(typed: string): string {
  const email = typed.trim().toLowerCase();
  if (email.length > 254 || !SHAPE.test(email)) throw badInput('signIn.emailUnreadable', { field: 'email' });
  return email;
}
