/**
 * An address as accounts are found by it: without spaces around, in small letters, the domain as the network spells it
 * (`xn--…`), whatever letters it was typed in. Two ways of writing one address are one account. @throws BAD_INPUT
 */
import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { badInput } from '../../platform/problem.ts';

const SHAPE = /^[^@]{1,64}@[^@]{1,180}$/;
/** As strict as what keeps the sign-ins: it takes plain letters alone, so control characters and such stay outside. */
const Email = z.email();

export function cleanEmail(typed: string): string {
  const email = inOneSpelling(typed.trim());
  if (email.length > 254 || !SHAPE.test(email) || !Email.safeParse(email).success)
    throw badInput('signIn.emailUnreadable', { field: 'email' });
  return email;
}

function inOneSpelling(typed: string): string {
  const small = typed.toLowerCase();
  const at = small.lastIndexOf('@');
  const domain = domainToASCII(small.slice(at + 1));
  // what is no domain is refused by its shape
  return domain === '' ? small : `${small.slice(0, at + 1)}${domain}`;
}
