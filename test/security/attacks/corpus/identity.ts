/** Attacks on who somebody is: guessed ids, forged and replayed proofs, rights that ended, fields that nobody offered. */
import { randomUUID } from 'node:crypto';
import { rows, sql } from '../../../../server/platform/sql.ts';
import { buildAccount, worldContext } from '../../../support/world.ts';
import { sessionCookie } from '../../../support/test-web.ts';
import type { Arena } from '../arena.ts';
import { refusedBy, type Attack } from '../attack.ts';
import { ask, type Answer } from '../raw-request.ts';

const BY_PASSWORD =
  'mutation ($email: String!, $password: String!) { signInWithPassword(email: $email, password: $password) { waitsForSecondFactor } }';

const REQUEST = 'mutation ($email: String!) { requestSignIn(email: $email, language: EN) }';
const PASSWORD = 'right horse battery';
const SUBMIT =
  'mutation ($input: SubmitObservationInput!) { submitObservation(input: $input) { receipt observation { id } } }';

const as = (cookie: string) => ({ headers: { cookie } });
/** The same words, whatever stands in them for what was asked. */
const alike = (answers: readonly Answer[]): string | null => {
  const texts = new Set(
    answers.map(({ status, body }) => `${status} ${body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')}`),
  );
  return texts.size === 1 ? null : `answers differ: ${[...texts].join(' | ')}`;
};

async function observationOf({ app, people, measureId }: Arena, person: keyof Arena['people']): Promise<string> {
  const id = randomUUID();
  await app.ask(SUBMIT, {
    as: people[person],
    variables: {
      input: { id, measureId, level: 'LIMITED', dontKnow: false, method: 'SITE_VISIT', seenOn: '2026-01-10' },
    },
  });
  return id;
}

const ASKED_BY_ID: readonly (readonly [name: string, query: string, own: (arena: Arena) => Promise<string>])[] = [
  [
    'an observation that waits',
    'query ($id: ID!) { observation(id: $id) { id } node(id: $id) { id } }',
    (arena) => observationOf(arena, 'monitor'),
  ],
  [
    'a change to it',
    'mutation ($id: ID!) { withdrawObservation(id: $id) { id } }',
    (arena) => observationOf(arena, 'monitor'),
  ],
  [
    'a file that somebody else is reading',
    'query ($id: ID!) { planImport(id: $id) { id } }',
    async ({ app, people }) => {
      const id = randomUUID();
      await rows(
        worldContext(app),
        sql`insert into plan_import (id, uploaded_by_id, file_name, file_bytes, file_hash, state) values (${id}, ${people.official}, 'a.csv', 1, 'x', 'REFUSED')`,
      ).catch(() => {});
      return id;
    },
  ],
  [
    'a session of somebody else',
    'mutation ($id: ID!) { endSession(id: $id) }',
    async ({ app, people }) => {
      await sessionCookie(app, people.official);
      const [session] = await rows<{ id: string }>(
        worldContext(app),
        sql`select id from session where person_id = ${people.official} limit 1`,
      );
      return session?.id ?? '';
    },
  ],
  [
    'an invitation of somebody else',
    'mutation ($id: ID!) { revokeInvitation(id: $id) { state } }',
    async ({ app, people, municipality }) => {
      const { createInvitation } = await app.ask(
        'mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { id } }',
        {
          as: people.verifier,
          variables: {
            input: { territory: municipality.code, usesAllowed: 5, expiresOn: '2027-01-31', language: 'BG' },
          },
          on: '2027-01-10',
        },
      );
      return createInvitation.id;
    },
  ],
];

export const identityAttacks: readonly Attack[] = [
  ...ASKED_BY_ID.map(([what, query, own]): Attack => ({
    name: `guessed ids: ${what} answers as one that is not there`,
    run: async ({ address }, arena) => {
      const cookie = await arena.cookieOf('stranger');
      return [
        await ask(address, query, { ...as(cookie), variables: { id: await own(arena) } }),
        await ask(address, query, { ...as(cookie), variables: { id: randomUUID() } }),
      ];
    },
    complaint: alike,
  })),
  {
    name: 'mass assignment: fields that an input does not offer',
    run: async ({ address }, arena) => {
      const given = {
        id: randomUUID(),
        measureId: arena.measureId,
        level: 'COMPLETE',
        dontKnow: false,
        method: 'SITE_VISIT',
        seenOn: '2026-01-10',
      };
      const answers = [];
      for (const extra of [
        { state: 'VERIFIED' },
        { verifiedAt: '2026-01-10' },
        { observerId: randomUUID() },
        { groupKey: 'x' },
        { __typename: 'X' },
      ])
        answers.push(
          await ask(address, SUBMIT, {
            ...as(await arena.cookieOf('monitor')),
            variables: { input: { ...given, ...extra } },
          }),
        );
      return answers;
    },
    complaint: (answers) =>
      answers.map((answer) => refusedBy('BAD_INPUT', 'query')([answer])).find((each) => each !== null) ?? null,
  },
  {
    name: 'enumeration: an address with an account answers as one without',
    run: async ({ address }, { app }) => {
      const { email } = await buildAccount(app, { password: PASSWORD });
      return [
        await ask(address, REQUEST, { variables: { email } }),
        await ask(address, REQUEST, { variables: { email: 'nobody-here@example.org' } }),
      ];
    },
    complaint: alike,
  },
  {
    name: 'enumeration: a wrong password answers alike for known and unknown addresses',
    run: async ({ address }, { app }) => {
      const [known, bare] = [await buildAccount(app, { password: PASSWORD }), await buildAccount(app)];
      const answers = [];
      for (const email of [known.email, bare.email, 'nobody-there@example.org'])
        answers.push(await ask(address, BY_PASSWORD, { variables: { email, password: 'wrong' } }));
      return answers;
    },
    complaint: (answers) => alike(answers) ?? refusedBy('BAD_INPUT', 'signIn.passwordWrong')(answers),
  },
];
