/** Ways in, and what is one’s own. Without the secret nobody gets in. */
import { CONSENT_VERSION } from '../../../../schema/vocabulary/consent.ts';
import { EVERYONE, SIGNED_IN, others, type Audience } from '../actors.ts';
import type { ChangeOutcomes, ChangeRow } from '../row.ts';
import { ADMINISTRATORS, allowed } from './change-outcomes.ts';

const NO_WAY_IN: ChangeOutcomes = { BAD_INPUT: EVERYONE };

/** The monitor alone has one in use. */
const WITH_SECOND_FACTOR: Audience = ['MONITOR'];

/** Of somebody who has some of each, and has not agreed to anything. */
const SESSIONS = "select count(*) from session where person_id = '{bystander}'";
const FACTORS = `select (select count(*) from second_factor where person_id = '{bystander}')
  + (select count(*) from second_factor_recovery where person_id = '{bystander}')
  + (select count(second_factor_at) from session where person_id = '{bystander}') as count`;

export const accountChanges: readonly ChangeRow[] = [
  { change: 'requestSignIn', given: { email: 'who@example.org', language: 'BG' }, DONE: EVERYONE },
  { change: 'signInWithCode', given: { email: 'who@example.org', code: '000000' }, ...NO_WAY_IN },
  { change: 'signInWithLink', given: { token: 'nothing' }, ...NO_WAY_IN },
  { change: 'signInWithPassword', given: { email: 'who@example.org', password: 'not the password' }, ...NO_WAY_IN },
  { change: 'recoverByCode', given: { code: 'wrong', endOtherSessions: true }, ...NO_WAY_IN },
  // no session of those who ask waits for a second factor
  { change: 'showSecondFactor', given: { code: '000000' }, NOT_FOUND: EVERYONE },
  { change: 'signInDemo', given: { account: '{demoAccount}' }, DONE: EVERYONE },
  {
    change: 'signInDemo',
    kind: 'with an account that is none of the demo',
    given: { account: '{personMONITOR}' },
    subject: ['account'],
    NOT_FOUND: EVERYONE,
  },
  {
    change: 'becomeAdministrator',
    given: { token: '{administratorLink}', email: 'new@example.org', displayName: 'Нова', language: 'BG' },
    DONE: EVERYONE,
  },
  {
    change: 'becomeAdministrator',
    kind: 'without the link',
    given: { token: 'nothing', email: 'new@example.org', displayName: 'Нова', language: 'BG' },
    ...NO_WAY_IN,
  },
  { change: 'signOut', given: {}, DONE: EVERYONE },
  {
    change: 'setPassword',
    given: { password: 'a long enough password' },
    spares: SESSIONS,
    DONE: SIGNED_IN,
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    // a password opens nothing without an address to say whose it is
    change: 'setPassword',
    kind: 'of who joined by a card',
    given: { password: 'a long enough password' },
    planted: {
      by: "delete from account where id = '{personOFFICIAL}'",
      undone:
        "insert into account (id, email, language) values ('{personOFFICIAL}', '{personOFFICIAL}@example.org', 'BG')",
    },
    NOT_FOUND: ['OFFICIAL'],
    DONE: others(['OFFICIAL'], SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    change: 'beginSecondFactor',
    given: {},
    // their own name for the app, and nobody else's
    says: '{asker}',
    CONFLICT: WITH_SECOND_FACTOR,
    DONE: others(WITH_SECOND_FACTOR, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    change: 'confirmSecondFactor',
    given: { code: '{appCode}' },
    DONE: ['COALITION_MEMBER'],
    BAD_INPUT: others(['COALITION_MEMBER'], SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  ...(['renewPaperCodes', 'removeSecondFactor'] as const).map((change): ChangeRow => ({
    change,
    given: { code: '{paperCode}' },
    spares: FACTORS,
    DONE: WITH_SECOND_FACTOR,
    BAD_INPUT: others(WITH_SECOND_FACTOR, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  })),
  { change: 'renewRecoveryCode', given: {}, DONE: SIGNED_IN, UNAUTHENTICATED: ['PUBLIC'] },
  { change: 'endOtherSessions', given: {}, spares: SESSIONS, DONE: SIGNED_IN, UNAUTHENTICATED: ['PUBLIC'] },
  {
    change: 'giveConsent',
    given: { version: CONSENT_VERSION },
    spares: "select count(consent_version) from person where id = '{bystander}'",
    DONE: SIGNED_IN,
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    change: 'eraseOwnData',
    given: { code: '{paperCode}' },
    // signed in on an earlier day, and has nothing else to show
    FORBIDDEN: ['NOBODY'],
    DONE: others(['NOBODY'], SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    change: 'erasePersonOnRequest',
    given: { membership: '{membership}' },
    subject: ['membership'],
    ...allowed(ADMINISTRATORS),
  },
  {
    change: 'refuseErasure',
    given: { membership: '{membership}' },
    subject: ['membership'],
    ...allowed(ADMINISTRATORS),
  },
  { change: 'endSession', given: { id: '{monitorsSession}' }, subject: ['id'], ...allowed(['MONITOR own']) },
];
