/** An address as accounts are found by it: without spaces around, in small letters. @throws BAD_INPUT */
import { z } from 'zod';
import { badInput } from '../../platform/problem.ts';

const SHAPE = /^[^@]{1,64}@[^@]{1,180}$/;
/** As strict as what keeps the sign-ins: it takes plain letters alone, so control characters and such stay outside. */
const Email = z.email();

export function cleanEmail(typed: string): string {
  const email = typed.trim().toLowerCase();
  if (email.length > 254 || !SHAPE.test(email) || !Email.safeParse(email).success)
    throw badInput('signIn.emailUnreadable', { field: 'email' });
  return email;
}
