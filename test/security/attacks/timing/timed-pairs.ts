/** What must answer alike in as long a time: something that is there and not for the asker, and something that is not there. */
import { randomUUID } from 'node:crypto';
import { drawPaperCode } from '../../../../server/people/accounts/recovery-words.ts';
import { drawRecoveryCode } from '../../../../server/people/accounts/recovery.service.ts';
import { requestSignIn } from '../../../../server/people/accounts/sign-in.service.ts';
import { rows, sql } from '../../../../server/platform/sql.ts';
import { buildAccount, buildPerson, worldContext } from '../../../support/world.ts';
import { sessionCookie } from '../../../support/test-web.ts';
import type { Arena } from '../arena.ts';
import { ASKED_BY_ID } from '../corpus/identity.ts';
import type { Sent } from '../raw-request.ts';

export interface TimedPair {
  readonly name: string;
  readonly make: (arena: Arena) => Promise<Made>;
}

/** Requests to draw from; each time another of them, as an attacker would not ask the same twice. */
interface Made {
  readonly there: readonly Sent[];
  /** Twice as many: half of them are the ones held up. */
  readonly absent: readonly Sent[];
}

/** Few suffice to look at the answers alone. */
const MANY = process.env['ATTACKS'] === 'alone' ? 25 : 2;
/** What takes long to make. */
const FEW = Math.min(MANY, 5);
/** A code is worth nothing after five wrong tries, so no address is tried often. */
const ASKED_IN_VAIN = 8 * MANY;
const question = (query: string, variables: unknown, cookie?: string): Sent => ({
  headers: { 'content-type': 'application/json', ...(cookie !== undefined && { cookie }) },
  body: JSON.stringify({ query, variables }),
});
const many = <T>(make: (n: number) => T): T[] => Array.from({ length: 2 * MANY }, (_, n) => make(n));
const unknownAddress = (): string => `nobody-${randomUUID().slice(0, 6)}@example.org`;

async function knownAddresses(
  { app }: Arena,
  { count = MANY, ...parts }: { readonly password?: string; readonly count?: number } = {},
): Promise<string[]> {
  const addresses: string[] = [];
  for (let n = 0; n < count; n += 1)
    addresses.push(
      (await buildAccount(app, { ...parts, email: `somebody-${randomUUID().slice(0, 6)}@example.org` })).email,
    );
  return addresses;
}

const REQUEST = 'mutation ($email: String!) { requestSignIn(email: $email, language: EN) }';
const BY_CODE =
  'mutation ($email: String!, $code: String!) { signInWithCode(email: $email, code: $code) { waitsForSecondFactor } }';
const BY_PASSWORD =
  'mutation ($email: String!, $password: String!) { signInWithPassword(email: $email, password: $password) { waitsForSecondFactor } }';
const RECOVER = 'mutation ($code: String!) { recoverByCode(code: $code, endOtherSessions: false) }';
const LOOK = 'mutation ($token: String!) { lookAtInvitation(token: $token) { expiresOn } }';

const bySecret = (
  query: string,
  secrets: { readonly there: readonly object[]; readonly absent: readonly object[] },
): Made => ({
  there: secrets.there.map((variables) => question(query, variables)),
  absent: secrets.absent.map((variables) => question(query, variables)),
});

export const TIMED_PAIRS: readonly TimedPair[] = [
  {
    name: 'a code asked for by mail, for an address with an account and one without',
    make: async (arena) =>
      bySecret(REQUEST, {
        there: (await knownAddresses(arena)).map((email) => ({ email })),
        absent: many(() => ({ email: unknownAddress() })),
      }),
  },
  {
    name: 'a wrong code, for an address that waits for one and an unknown one that does',
    make: async (arena) => {
      const there = await knownAddresses(arena, { count: ASKED_IN_VAIN });
      const absent = Array.from({ length: 2 * ASKED_IN_VAIN }, unknownAddress);
      for (const email of [...there, ...absent])
        await requestSignIn(worldContext(arena.app), { email, language: 'EN' });
      return bySecret(BY_CODE, {
        there: there.map((email) => ({ email, code: '00000000' })),
        absent: absent.map((email) => ({ email, code: '00000000' })),
      });
    },
  },
  {
    name: 'a wrong password, for an account that has one and an unknown address',
    make: async (arena) =>
      bySecret(BY_PASSWORD, {
        there: (await knownAddresses(arena, { password: 'right horse battery', count: FEW })).map((email) => ({
          email,
          password: 'wrong',
        })),
        absent: many(() => ({ email: unknownAddress(), password: 'wrong' })),
      }),
  },
  {
    name: 'a recovery code that was somebody’s and is spent, and one that never was',
    make: async ({ app }) => {
      const spent: string[] = [];
      for (let n = 0; n < MANY; n += 1) {
        const personId = await buildPerson(app);
        spent.push(await drawRecoveryCode(worldContext(app), personId));
        await rows(
          worldContext(app),
          sql`update recovery_code set used_at = now() - interval '9 days' where person_id = ${personId}`,
        );
      }
      return bySecret(RECOVER, {
        there: spent.map((code) => ({ code })),
        absent: many(() => ({ code: drawPaperCode(5) })),
      });
    },
  },
  {
    name: 'a card that was revoked, and one that never was',
    make: async (arena) => {
      const { app, people } = arena;
      const invitation = ASKED_BY_ID.find(({ owner }) => owner === 'verifier');
      const tokens: string[] = [];
      for (let n = 0; n < MANY; n += 1) {
        const id = (await invitation?.own(arena)) ?? '';
        const { revokeInvitation } = await app.ask('mutation ($id: ID!) { revokeInvitation(id: $id) { link } }', {
          as: people.verifier,
          variables: { id },
        });
        tokens.push(String(revokeInvitation.link).split('#')[1] ?? '');
      }
      return bySecret(LOOK, {
        there: tokens.map((token) => ({ token })),
        absent: [...tokens, ...tokens.map((token) => token.toUpperCase())].map((token) => ({
          token: [...token].toReversed().join(''),
        })),
      });
    },
  },
  ...ASKED_BY_ID.map(({ what, query, own }): TimedPair => ({
    name: `${what}, and one that is not there`,
    make: async (arena) => {
      const cookie = await sessionCookie(arena.app, arena.people.stranger);
      const ids: string[] = [];
      for (let n = 0; n < FEW; n += 1) ids.push(await own(arena));
      return {
        there: many((n) => question(query, { id: ids[n % ids.length] }, cookie)),
        absent: many(() => question(query, { id: randomUUID() }, cookie)),
      };
    },
  })),
];
