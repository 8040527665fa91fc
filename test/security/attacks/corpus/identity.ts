/** Attacks on who somebody is: guessed ids, forged and replayed proofs, rights that ended, fields that nobody offered. */
import { randomUUID } from 'node:crypto';
import { startSession } from '../../../../server/people/identity.ts';
import { csvPlan, send as sendFile } from '../../../api/plan-import-files.ts';
import { buildAccount } from '../../../support/world.ts';
import type { Arena } from '../arena.ts';
import { refusedBy, type Attack } from '../attack.ts';
import { answerOf, ask, type Answer } from '../raw-request.ts';

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

async function invitationOf({ app, people, municipality }: Arena): Promise<string> {
  const { createInvitation } = await app.ask(
    'mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) { id } }',
    {
      as: people.verifier,
      variables: { input: { territory: municipality.code, usesAllowed: 5, expiresOn: inAMonth(), language: 'BG' } },
    },
  );
  return createInvitation.id;
}

/** Something private that is asked for by its id, of which one's own is shown or changed. */
export interface AskedById {
  readonly what: string;
  readonly query: string;
  readonly owner: 'monitor' | 'official' | 'verifier';
  /** @returns the id of one that the owner has. */
  readonly own: (arena: Arena) => Promise<string>;
}

export const ASKED_BY_ID: readonly AskedById[] = [
  {
    what: 'an observation that waits',
    query: 'query ($id: ID!) { observation(id: $id) { id } node(id: $id) { id } }',
    owner: 'monitor',
    own: (arena) => observationOf(arena, 'monitor'),
  },
  {
    what: 'a change to it',
    query: 'mutation ($id: ID!) { withdrawObservation(id: $id) { id } }',
    owner: 'monitor',
    own: (arena) => observationOf(arena, 'monitor'),
  },
  {
    what: 'a file that somebody else is reading',
    query: 'query ($id: ID!) { planImport(id: $id) { id } }',
    owner: 'official',
    own: ({ app, people }) => sendFile(app, { bytes: csvPlan([{ wording: 'Ремонт' }]), as: people.official }),
  },
  {
    what: 'a session of somebody else',
    query: 'mutation ($id: ID!) { endSession(id: $id) }',
    owner: 'official',
    own: async ({ app, people }) => {
      const context = app.contextFor({ actor: null });
      return (await startSession(context, { personId: people.official, secondFactor: true })).id;
    },
  },
  {
    what: 'an invitation of somebody else',
    query: 'mutation ($id: ID!) { revokeInvitation(id: $id) { state } }',
    owner: 'verifier',
    own: invitationOf,
  },
];

const inAMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

/** The ids beside one that is known, as a counter or a clock would have made them. */
const neighboursOf = (id: string): string[] =>
  [-2, -1, 1, 2].flatMap((step) => {
    const moved = (part: string): string =>
      (BigInt(`0x${part}`) + BigInt(step) + 16n ** BigInt(part.length)).toString(16).slice(-part.length);
    return [id.slice(0, -12) + moved(id.slice(-12)), moved(id.slice(0, 8)) + id.slice(8)];
  });

export const identityAttacks: readonly Attack[] = [
  ...ASKED_BY_ID.map(({ what, query, owner, own }): Attack => ({
    name: `guessed ids: ${what} answers as one that is not there`,
    run: async ({ address }, arena) => {
      const cookie = await arena.cookieOf('stranger');
      const id = await own(arena);
      return [
        await ask(address, query, { ...as(cookie), variables: { id } }),
        await ask(address, query, { ...as(cookie), variables: { id: randomUUID() } }),
        // else nothing was forbidden, and two that are not there were compared
        await ask(address, query, { ...as(await arena.cookieOf(owner)), variables: { id } }),
      ];
    },
    complaint: ([forbidden, absent, toOwner]) => {
      if (forbidden === undefined || absent === undefined) return 'nothing was asked';
      if (toOwner?.hasData !== true || toOwner.problem !== null || toOwner.body === forbidden.body)
        return `it is not there for its owner either: ${toOwner?.body}`;
      return alike([forbidden, absent]);
    },
  })),
  {
    name: 'guessed ids: the neighbours of those one knows are nothing, and those made one after the other share nothing',
    run: async ({ address }, arena) => {
      const cookie = await arena.cookieOf('stranger');
      const made: string[] = [];
      for (let n = 0; n < 6; n += 1) made.push(await invitationOf(arena));
      const answers = [];
      for (const id of [...made, arena.measureId, arena.planId].flatMap(neighboursOf))
        answers.push(
          await ask(address, 'query ($id: ID!) { node(id: $id) { id } }', { ...as(cookie), variables: { id } }),
        );
      const related = made.filter(
        (id, n) => id[14] !== '4' || made.some((other, at) => at < n && other.slice(0, 6) === id.slice(0, 6)),
      );
      return [...answers, answerOf(200, related.length === 0 ? '{}' : `one leads to the next: ${made.join()}`)];
    },
    complaint: (answers) => {
      const found = answers.slice(0, -1).find(({ body }) => body.trim() !== '{"data":{"node":null}}');
      if (found !== undefined) return `something is there: ${found.body}`;
      return answers.at(-1)?.body === '{}' ? null : (answers.at(-1)?.body ?? '');
    },
  },
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
