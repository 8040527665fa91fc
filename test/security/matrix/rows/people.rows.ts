/**
 * What is a person's own: who they are, their account, devices and roles. Administrators keep roles; verifiers and
 * administrators invite. Nobody sees another's account, and no card tells who joined with it.
 */
import { EVERYONE, SIGNED_IN, others } from '../actors.ts';
import type { ArgumentRow, PartRow, QueryRow, ThingRows } from '../row.ts';

const ADMINISTRATORS = ['ADMINISTRATOR'] as const;
const INVITERS = ['VERIFIER', 'ADMINISTRATOR'] as const;

/** Holds a role now that does not sleep. */
const ACTING = [
  'MONITOR',
  'VERIFIER',
  'OFFICIAL',
  'COUNCILLOR',
  'COALITION_MEMBER',
  'COALITION_LEAD',
  'HOTLINE_WORKER',
  'EXPORTER',
  'ADMINISTRATOR',
] as const;
const ASLEEP = [
  'VERIFIER asleep',
  'OFFICIAL asleep',
  'COUNCILLOR asleep',
  'COALITION_LEAD asleep',
  'HOTLINE_WORKER asleep',
  'EXPORTER asleep',
  'ADMINISTRATOR asleep',
] as const;
const IN_TERRITORY = ['MONITOR', 'VERIFIER', 'OFFICIAL', 'COUNCILLOR', 'EXPORTER'] as const;
const FOR_BODY = ['VERIFIER', 'OFFICIAL', 'COUNCILLOR'] as const;
const IN_COALITION = ['COALITION_MEMBER', 'COALITION_LEAD'] as const;

const invitationWays = [
  { through: 'Query.invitations', question: 'invitations(first: 100) { nodes * }', alone: true },
  { through: 'InvitationEdge.node', question: 'invitations(first: 100) { edges { node * } }', alone: true },
] as const;
const INVITATION = ['expiresOn', 'id', 'isOwn', 'language', 'madeOn', 'place', 'state', 'uses', 'usesAllowed'] as const;
const never = (id: string) => [{ through: 'Query.node', question: `node(id: "{${id}}") *` }];

const accountWays = [{ through: 'Query.ownAccount', question: 'ownAccount *' }];

export const personThings: readonly ThingRows[] = [
  {
    type: 'Viewer',
    kind: 'whoever asks',
    ways: [{ through: 'Query.viewer', question: 'viewer *' }],
    rows: [
      { fields: ['displayName', 'hasConsented', 'id'], DATA: SIGNED_IN },
      { fields: ['memberships'], DATA: ACTING, EMPTY: others(ACTING, SIGNED_IN) },
      { fields: ['sleepingRoles'], DATA: ASLEEP, EMPTY: others(ASLEEP, SIGNED_IN) },
    ],
  },
  {
    type: 'Membership',
    kind: 'a role of whoever asks',
    ways: [{ through: 'Viewer.memberships', question: 'viewer { memberships * }' }],
    rows: [
      { fields: ['role', 'validFrom', 'validTo'], DATA: ACTING },
      { fields: ['territory'], DATA: IN_TERRITORY, EMPTY: others(IN_TERRITORY, ACTING) },
      { fields: ['organization'], DATA: FOR_BODY, EMPTY: others(FOR_BODY, ACTING) },
      { fields: ['coalition'], DATA: IN_COALITION, EMPTY: others(IN_COALITION, ACTING) },
    ],
  },
  {
    type: 'OwnAccount',
    kind: 'that of whoever asks',
    ways: accountWays,
    rows: [
      {
        fields: ['email', 'hasPassword', 'hasRecoveryCode', 'hasSecondFactor', 'paperCodesLeft', 'sessions'],
        DATA: SIGNED_IN,
      },
    ],
  },
  {
    type: 'OwnSession',
    kind: 'this one',
    ways: [{ through: 'OwnAccount.sessions', question: 'ownAccount { sessions * }' }],
    rows: [{ fields: ['browser', 'device', 'id', 'isThis', 'lastUsedOn', 'startedOn'], DATA: SIGNED_IN }],
  },
  {
    type: 'OwnSession',
    kind: 'another phone of the monitor',
    id: 'monitorsSession',
    ways: [{ through: 'OwnAccount.sessions', question: 'ownAccount { sessions * }' }],
    never: never('monitorsSession'),
    rows: [{ fields: ['browser', 'device', 'id', 'isThis', 'lastUsedOn', 'startedOn'], DATA: ['MONITOR own'] }],
  },
  {
    type: 'Invitation',
    kind: 'a verifier’s',
    id: 'verifiersInvitation',
    ways: invitationWays,
    never: never('verifiersInvitation'),
    rows: [
      { fields: INVITATION, DATA: ['VERIFIER own', 'ADMINISTRATOR'] },
      { fields: ['link'], DATA: ['VERIFIER own'], EMPTY: ADMINISTRATORS },
    ],
  },
  {
    type: 'Invitation',
    kind: 'an administrator’s',
    id: 'administratorsInvitation',
    ways: invitationWays,
    never: never('administratorsInvitation'),
    rows: [
      { fields: INVITATION, DATA: ADMINISTRATORS },
      { fields: ['link'], DATA: ['ADMINISTRATOR own'], EMPTY: ["ADMINISTRATOR other's"] },
    ],
  },
  {
    type: 'GrantedMembership',
    kind: 'a role of somebody',
    id: 'membership',
    ways: [
      { through: 'Query.memberships', question: 'memberships(first: 100) { nodes * }', alone: true },
      { through: 'GrantedMembershipEdge.node', question: 'memberships(first: 100) { edges { node * } }', alone: true },
    ],
    never: never('membership'),
    rows: [
      {
        fields: [
          'askedBy',
          'displayName',
          'erasureAskedBy',
          'erasureAskedOn',
          'grantedBy',
          'holds',
          'id',
          'isOwn',
          'organization',
          'role',
          'territory',
          'validFrom',
          'validTo',
        ],
        DATA: ADMINISTRATORS,
      },
    ],
  },
  {
    type: 'MembershipRequest',
    kind: 'one that waits',
    id: 'membershipRequest',
    ways: [{ through: 'Query.membershipRequests', question: 'membershipRequests *', alone: true }],
    never: never('membershipRequest'),
    rows: [
      {
        fields: ['askedBy', 'askedOn', 'displayName', 'id', 'mayConfirm', 'role', 'validTo'],
        DATA: ADMINISTRATORS,
      },
    ],
  },
];

export const personParts: readonly PartRow[] = [
  { type: 'InvitationConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'InvitationEdge', fields: ['cursor', 'node'] },
  { type: 'GrantedMembershipConnection', fields: ['edges', 'nodes', 'pageInfo', 'totalCount'] },
  { type: 'GrantedMembershipEdge', fields: ['cursor', 'node'] },
  { type: 'OutboxMail', fields: ['postedAt', 'subject', 'text', 'to'] },
  { type: 'DataController', fields: ['contact', 'name'] },
  { type: 'DemoAccount', fields: ['displayName', 'id', 'role'] },
  { type: 'SignInState', fields: ['demo', 'mailLeaves', 'outbox', 'waitsForSecondFactor'] },
];

/** Given by changes alone: whoever may make the change sees them whole. */
export const givenByChanges: readonly PartRow[] = [
  { type: 'GrantOutcome', fields: ['membership', 'request'] },
  { type: 'InvitationFace', fields: ['expiresOn', 'language', 'place'] },
  { type: 'Joined', fields: ['recoveryCode'] },
  { type: 'PublicTextDecided', fields: ['on'] },
  { type: 'PublishedTextDecided', fields: ['on'] },
  { type: 'ReportTextPayload', fields: ['received'] },
  { type: 'SecondFactorSetup', fields: ['address', 'secret'] },
  { type: 'SignedIn', fields: ['waitsForSecondFactor'] },
  { type: 'SubmitObservationPayload', fields: ['alreadyReceived', 'observation', 'receipt'] },
];

const refusedToAllBut = (audience: readonly (typeof ACTING)[number][]) => ({
  NOT_FOUND: others(audience, SIGNED_IN),
  UNAUTHENTICATED: ['PUBLIC'] as const,
});

export const personQueries: readonly QueryRow[] = [
  { query: 'viewer', question: '{ viewer { id } }', DATA: SIGNED_IN, EMPTY: ['PUBLIC'] },
  { query: 'ownAccount', question: '{ ownAccount { email } }', DATA: SIGNED_IN, EMPTY: ['PUBLIC'] },
  { query: 'signInState', question: '{ signInState { demo } }', DATA: EVERYONE },
  { query: 'dataController', question: '{ dataController { name } }', DATA: EVERYONE },
  { query: 'demoAccounts', question: '{ demoAccounts { id } }', DATA: EVERYONE },
  {
    query: 'invitations',
    question: '{ invitations { nodes { id } } }',
    DATA: INVITERS,
    ...refusedToAllBut(INVITERS),
  },
  {
    query: 'memberships',
    question: '{ memberships { nodes { id } } }',
    DATA: ADMINISTRATORS,
    ...refusedToAllBut(ADMINISTRATORS),
  },
  {
    query: 'membershipRequests',
    question: '{ membershipRequests { id } }',
    DATA: ADMINISTRATORS,
    ...refusedToAllBut(ADMINISTRATORS),
  },
  {
    query: 'administratorCount',
    question: '{ administratorCount }',
    DATA: ADMINISTRATORS,
    ...refusedToAllBut(ADMINISTRATORS),
  },
  { query: 'outbox', question: '{ outbox { to } }', DATA: ADMINISTRATORS, NOT_FOUND: others(ADMINISTRATORS) },
];

export const personArguments: readonly ArgumentRow[] = [
  {
    field: 'Query.invitations',
    on: '*',
    arguments: { first: '1', after: '{cursor}' },
    selection: '{ nodes { id } }',
    DATA: INVITERS,
    ...refusedToAllBut(INVITERS),
  },
  {
    field: 'Query.memberships',
    on: '*',
    arguments: { first: '1', after: '{cursor}', role: 'OFFICIAL', search: '"Човек"', withEnded: 'true' },
    selection: '{ nodes { id } }',
    DATA: ADMINISTRATORS,
    ...refusedToAllBut(ADMINISTRATORS),
  },
];
