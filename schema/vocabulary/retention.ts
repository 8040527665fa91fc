/**
 * How long what says something of a person is kept, and why. The server sweeps by this table and the data-protection page
 * shows it, so neither can promise what the other does not do. What is kept and the reason in words: `retention.<kind>` in
 * the message files.
 */
export const RetentionReason = {
  /** It has done its work, or somebody needs it for so long. */
  PRACTICAL: 'PRACTICAL',
  /** Did all of it go on one day, it would be known as one person's. */
  APART: 'APART',
  /** To answer for what was done: claims run out after five years (чл. 110 ЗЗД). */
  CLAIMS: 'CLAIMS',
  /** The record itself: what was promised, claimed and seen, and that nobody changed it unseen. */
  RECORD: 'RECORD',
} as const;
export type RetentionReason = (typeof RetentionReason)[keyof typeof RetentionReason];

export interface RetentionPeriod {
  /** Days after what `retention.<kind>.from` says; 0: within the hour; null: as long as the house stands. */
  readonly days: number | null;
  readonly reason: RetentionReason;
}

export const retentionPeriods = {
  /** Ended sessions: the device and browser of a sign-in. */
  SESSION: { days: 1, reason: RetentionReason.PRACTICAL },
  /** Codes and links of mails. */
  SIGN_IN_CODE: { days: 0, reason: RetentionReason.PRACTICAL },
  /** Used codes on paper. */
  PAPER_CODE: { days: 30, reason: RetentionReason.PRACTICAL },
  /** One-time links of administrators. */
  ADMINISTRATOR_LINK: { days: 30, reason: RetentionReason.PRACTICAL },
  /** Counts of attempts, under a hash of an address. */
  ATTEMPT: { days: 1, reason: RetentionReason.PRACTICAL },
  /** Mails of an installation that sends none. */
  OUTBOX_MAIL: { days: 1, reason: RetentionReason.PRACTICAL },
  /** Invitations that nobody can join by any more. */
  INVITATION: { days: 90, reason: RetentionReason.PRACTICAL },
  /** Accounts that nobody ever signed in to. */
  UNUSED_ACCOUNT: { days: 90, reason: RetentionReason.PRACTICAL },
  /** Files of plans that were read and never confirmed. */
  UNCONFIRMED_IMPORT: { days: 90, reason: RetentionReason.PRACTICAL },
  /** Files of plans that were confirmed: the plan itself is public and stays. */
  CONFIRMED_IMPORT: { days: 365, reason: RetentionReason.PRACTICAL },
  /** Words of observations that were returned, not accepted or taken back, and of what was decided on them. */
  UNPUBLISHED_WORDS: { days: 180, reason: RetentionReason.PRACTICAL },
  /** A monitor's own words, in place of which the public reads those of the verifier. */
  REPLACED_WORDS: { days: 180, reason: RetentionReason.PRACTICAL },
  /** Words that verifiers or an administrator have hidden from the public, and why. */
  HIDDEN_WORDS: { days: 180, reason: RetentionReason.PRACTICAL },
  /** What was reported of a published text, and why it stayed. */
  TEXT_REPORT: { days: 180, reason: RetentionReason.PRACTICAL },
  /** What an erased person had published: each observation goes on a day of its own, drawn at random, until then. */
  ERASED_OBSERVATION: { days: 28, reason: RetentionReason.APART },
  /** The level of what waited when its observer was erased: until the month is over, as when it is taken back. */
  ERASED_WAITING: { days: 1, reason: RetentionReason.APART },
  /** Requests for powerful roles that nobody decided. */
  WAITING_ROLE_REQUEST: { days: 90, reason: RetentionReason.PRACTICAL },
  /** Requests for powerful roles that were decided. */
  ROLE_REQUEST: { days: 365, reason: RetentionReason.PRACTICAL },
  /** Whoever has not been here for so long: account, name, roles, and the way to what they observed. */
  ABSENT_PERSON: { days: 730, reason: RetentionReason.PRACTICAL },
  /** Roles, belonging and certificates that have ended. */
  ENDED_ROLE: { days: 1_825, reason: RetentionReason.CLAIMS },
  /** Who exported what and why. */
  OBSERVATION_EXPORT: { days: 1_825, reason: RetentionReason.CLAIMS },
  /** Published observations, without their observer. */
  PUBLISHED_OBSERVATION: { days: null, reason: RetentionReason.RECORD },
  /** Who did what when, by ids alone. */
  AUDIT: { days: null, reason: RetentionReason.RECORD },
} as const satisfies Record<string, RetentionPeriod>;

export type RetentionKind = keyof typeof retentionPeriods;
export const RetentionKindValues = Object.keys(retentionPeriods) as readonly RetentionKind[];

/** Those that a sweep applies; the others have no end. */
export type SweptKind = {
  [Kind in RetentionKind]: (typeof retentionPeriods)[Kind]['days'] extends number ? Kind : never;
}[RetentionKind];
