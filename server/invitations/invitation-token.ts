/**
 * What stands in the link of an invitation. It is made from the key of the house and the id, so that its maker can print
 * the card again, while the database alone, which has its hash, opens nothing.
 */
import { createHash } from 'node:crypto';
import { keyedHash, type House } from '../platform/house.ts';

/** 132 bits. */
const TOKEN_CHARACTERS = 22;

export const tokenOf = (house: House, invitationId: string): string =>
  keyedHash(house, { purpose: 'invitation', text: invitationId }).toString('base64url').slice(0, TOKEN_CHARACTERS);

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The address on the card; null where the key of the house has changed since and it cannot be told again. */
export function linkOf(house: House, { id, hash }: { readonly id: string; readonly hash: Buffer }): string | null {
  const token = tokenOf(house, id);
  return tokenHash(token).equals(hash) ? `${house.publicUrl}/join#${token}` : null;
}
