/** What monitors hand in and verifiers decide. */
import { CONSENT_VERSION } from '../../../../schema/vocabulary/consent.ts';
import { EVERYONE, SIGNED_IN, others } from '../actors.ts';
import type { ChangeOutcomes, ChangeRow } from '../row.ts';
import { allowed } from './change-outcomes.ts';

const observation = {
  id: '{freshId}',
  measureId: '{measure}',
  dontKnow: false,
  level: 'LIMITED',
  method: 'SITE_VISIT',
  seenOn: '2026-11-10',
  settlement: '{settlementCode}',
  words: 'Още е тъмно',
};
const MONITORS = ['MONITOR own'] as const;
const mayObserve: ChangeOutcomes = {
  DONE: MONITORS,
  FORBIDDEN: others(MONITORS, SIGNED_IN),
  UNAUTHENTICATED: ['PUBLIC'],
};
/** Whose it is that one says to take up is never told: it is answered as if there were none. */
const revisesNothing: ChangeOutcomes = {
  BAD_INPUT: MONITORS,
  FORBIDDEN: others(MONITORS, SIGNED_IN),
  UNAUTHENTICATED: ['PUBLIC'],
};

export const observationChanges: readonly ChangeRow[] = [
  { change: 'submitObservation', given: { input: { ...observation, revises: '{returnedToo}' } }, ...mayObserve },
  {
    change: 'submitObservation',
    kind: 'that takes up another’s',
    given: { input: { ...observation, revises: '{anothersReturned}' } },
    subject: ['input.revises'],
    ...revisesNothing,
  },
  {
    change: 'submitObservation',
    kind: 'under the id of another’s',
    given: { input: { ...observation, id: '{anothersWaiting}' } },
    CONFLICT: MONITORS,
    FORBIDDEN: others(MONITORS, SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    change: 'submitObservation',
    kind: 'by who has not agreed to who sees what',
    given: { input: observation },
    planted: {
      by: "update person set consent_version = null, consented_on = null where id = '{personMONITOR}'",
      undone: `update person set consent_version = ${CONSENT_VERSION}, consented_on = '2020-01-01' where id = '{personMONITOR}'`,
    },
    FORBIDDEN: SIGNED_IN,
    UNAUTHENTICATED: ['PUBLIC'],
  },
  {
    // else a verifier of that body would pass for independent
    change: 'submitObservation',
    kind: 'by who acts for a body too',
    given: { input: observation },
    planted: {
      by: "insert into membership (person_id, role, organization_id, valid_from) values ('{personMONITOR}', 'COALITION_MEMBER', '{association}', '2020-01-01')",
      undone: "delete from membership where person_id = '{personMONITOR}' and role = 'COALITION_MEMBER'",
    },
    brings:
      "select count(*) from observation_author where observation_id = '{freshId}' and '{association}' = any(body_ids)",
    ...mayObserve,
  },
  { change: 'withdrawObservation', given: { id: '{waiting}' }, subject: ['id'], ...allowed(MONITORS) },
  {
    change: 'withdrawObservation',
    kind: 'of another monitor of the place',
    given: { id: '{anothersWaiting}' },
    subject: ['id'],
    spares: "select count(withdrawn_on) from observation where id = '{anothersWaiting}'",
    ...allowed([]),
  },
  {
    change: 'decideObservation',
    given: {
      input: {
        observationId: '{anothersWaiting}',
        decision: 'VERIFIED',
        publicWords: 'Тъмно е',
        reason: 'Видях',
        revealingReason: 'Улицата е дълга',
      },
    },
    subject: ['input.observationId'],
    ...allowed(['VERIFIER own']),
  },
  {
    change: 'decideObservation',
    kind: 'of the next municipality, where nobody is independent',
    given: { input: { observationId: '{nearbyWaiting}', decision: 'REJECTED', reason: 'Не е там' } },
    subject: ['input.observationId'],
    ...allowed(['VERIFIER own']),
  },
  {
    change: 'decideObservation',
    kind: 'of somebody whom the verifier invited',
    given: { input: { observationId: '{closeWaiting}', decision: 'VERIFIED' } },
    subject: ['input.observationId'],
    ...allowed([]),
  },
  {
    change: 'decideObservation',
    kind: 'of somebody of the body that they verify for',
    given: { input: { observationId: '{bodysWaiting}', decision: 'VERIFIED' } },
    subject: ['input.observationId'],
    ...allowed([]),
  },
  ...(['barredWaiting', 'bodysBarredWaiting'] as const).map((observation): ChangeRow => ({
    change: 'decideObservation',
    kind: `on a measure that a body of theirs carries out (${observation})`,
    given: { input: { observationId: `{${observation}}`, decision: 'VERIFIED' } },
    subject: ['input.observationId'],
    NOT_INDEPENDENT: ['VERIFIER own'],
    NOT_FOUND: others(['VERIFIER own'], SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  })),
  {
    change: 'decideObservation',
    kind: 'by a verifier whose certificate has run out',
    given: { input: { observationId: '{anothersWaiting}', decision: 'VERIFIED' } },
    planted: {
      by: "update certificate set valid_to = '2026-11-01' where person_id = '{personVERIFIER}'",
      undone: "update certificate set valid_to = '2099-12-31' where person_id = '{personVERIFIER}'",
    },
    subject: ['input.observationId'],
    NOT_INDEPENDENT: ['VERIFIER own'],
    NOT_FOUND: others(['VERIFIER own'], SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  },
  ...(
    [
      ['of what was decided', '{published}'],
      ['of what is public, by somebody whom the verifier invited', '{closeSharing}'],
    ] as const
  ).map(([kind, observationId]): ChangeRow => ({
    change: 'decideObservation',
    kind,
    given: { input: { observationId, decision: 'VERIFIED' } },
    subject: ['input.observationId'],
    ...allowed([]),
    NOT_FOUND: others(['VERIFIER own'], SIGNED_IN),
    CONFLICT: ['VERIFIER own'],
  })),
  {
    change: 'reportText',
    kind: 'of an observation',
    given: { input: { kind: 'OBSERVATION', id: '{sharing}', reason: 'OTHER', words: 'Познава се кой е' } },
    subject: ['input.id'],
    DONE: EVERYONE,
  },
  {
    change: 'reportText',
    kind: 'of what the public does not read',
    given: { input: { kind: 'OBSERVATION', id: '{anothersWaiting}', reason: 'OTHER' } },
    subject: ['input.id'],
    NOT_FOUND: EVERYONE,
  },
  ...(['hidePublishedWords', 'dismissTextReports', 'undoVerification'] as const).map((change): ChangeRow => ({
    change,
    given: { input: { observationId: '{sharing}', reason: 'Така е по-добре' } },
    subject: ['input.observationId'],
    ...allowed(['VERIFIER own']),
  })),
  ...(['hidePublishedWords', 'dismissTextReports', 'undoVerification'] as const).map((change): ChangeRow => ({
    change,
    kind: 'of somebody whom the verifier invited',
    given: { input: { observationId: '{closeSharing}', reason: 'Така е по-добре' } },
    subject: ['input.observationId'],
    ...allowed(['VERIFIER own']),
  })),
  // who confirmed it does not judge it anew on a later day
  ...(['dismissTextReports', 'undoVerification'] as const).map((change): ChangeRow => ({
    change,
    kind: 'of what they confirmed themselves',
    given: { input: { observationId: '{published}', reason: 'Така е по-добре' } },
    subject: ['input.observationId'],
    NOT_INDEPENDENT: ['VERIFIER own'],
    NOT_FOUND: others(['VERIFIER own'], SIGNED_IN),
    UNAUTHENTICATED: ['PUBLIC'],
  })),
];
