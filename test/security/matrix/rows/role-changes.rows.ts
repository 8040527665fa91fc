/** Who is given a role, and who is invited. */
import { CONSENT_VERSION } from '../../../../schema/vocabulary/consent.ts';
import { EVERYONE, SIGNED_IN, others } from '../actors.ts';
import type { ChangeRow } from '../row.ts';
import { ADMINISTRATORS, allowed } from './change-outcomes.ts';

export const roleChanges: readonly ChangeRow[] = [
  {
    change: 'createInvitation',
    given: {
      input: { expiresOn: '2026-12-31', language: 'BG', territory: '{municipalityCode}', usesAllowed: 5 },
    },
    ...allowed(['VERIFIER own', 'ADMINISTRATOR']),
  },
  {
    change: 'revokeInvitation',
    kind: 'a verifier’s',
    given: { id: '{verifiersInvitation}' },
    subject: ['id'],
    ...allowed(['VERIFIER own', 'ADMINISTRATOR']),
  },
  {
    change: 'revokeInvitation',
    kind: 'an administrator’s',
    given: { id: '{administratorsInvitation}' },
    subject: ['id'],
    ...allowed(ADMINISTRATORS),
  },
  { change: 'lookAtInvitation', given: { token: '{verifiersInvitationToken}' }, DONE: EVERYONE },
  { change: 'lookAtInvitation', kind: 'without a card', given: { token: 'nothing' }, NOT_FOUND: EVERYONE },
  {
    change: 'joinByInvitation',
    given: { token: '{verifiersInvitationToken}', consentVersion: CONSENT_VERSION },
    DONE: ['PUBLIC'],
    CONFLICT: SIGNED_IN,
  },
  {
    change: 'joinByInvitation',
    kind: 'without a card',
    given: { token: 'nothing' },
    NOT_FOUND: ['PUBLIC'],
    CONFLICT: SIGNED_IN,
  },
  {
    change: 'grantMembership',
    given: {
      input: {
        certificateValidTo: '2027-12-31',
        displayName: 'Нов човек',
        email: 'new@example.org',
        language: 'BG',
        organizationId: '{association}',
        role: 'VERIFIER',
        territory: '{municipalityCode}',
        validFrom: '2026-11-20',
        validTo: '2027-11-20',
      },
    },
    ...allowed(ADMINISTRATORS),
  },
  {
    change: 'grantMembership',
    kind: 'in a coalition',
    given: {
      input: {
        coalitionId: '{coalition}',
        displayName: 'Нов човек',
        email: 'new@example.org',
        language: 'BG',
        organizationId: '{association}',
        role: 'COALITION_MEMBER',
      },
    },
    ...allowed(ADMINISTRATORS),
  },
  {
    change: 'grantMembership',
    kind: 'a powerful one, which waits',
    given: { input: { displayName: 'Нов човек', email: 'new@example.org', language: 'BG', role: 'ADMINISTRATOR' } },
    leavesEmpty: ['membership'],
    ...allowed(ADMINISTRATORS),
  },
  { change: 'confirmMembership', given: { id: '{membershipRequest}' }, subject: ['id'], ...allowed(ADMINISTRATORS) },
  {
    change: 'confirmMembership',
    kind: 'that they asked for themselves',
    given: { id: '{ownMembershipRequest}' },
    FORBIDDEN: ADMINISTRATORS,
    NOT_FOUND: others(ADMINISTRATORS, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  { change: 'refuseMembership', given: { id: '{membershipRequest}' }, subject: ['id'], ...allowed(ADMINISTRATORS) },
  { change: 'endMembership', given: { id: '{membership}' }, subject: ['id'], ...allowed(ADMINISTRATORS) },
];
