/** What a guard is, and the words in which the transformed server speaks to the switch. */

export const GuardKind = {
  /** An exported function or condition of a policy: it allows. */
  POLICY: 'POLICY',
  /** The rule of a reading: there is none. */
  RULE: 'RULE',
  /** A place that asks a policy, or who is signed in: the answer is yes. */
  CALL: 'CALL',
  /** A place that looks whether anybody is signed in. */
  ACTOR: 'ACTOR',
  /** A refusal thrown on a condition: never. */
  REFUSAL: 'REFUSAL',
  /** A condition in a statement that a row is the actor's own: it is anybody's. */
  OWN_ROW: 'OWN_ROW',
  /** One of those that have no form to know them by, and are named one by one. */
  NAMED: 'NAMED',
  /** A policy of row-level security: all rows. */
  ROW_SECURITY: 'ROW_SECURITY',
} as const;
export type GuardKind = (typeof GuardKind)[keyof typeof GuardKind];

export interface Guard {
  /** File within the server, and what it is there: `campaigns/campaign.service.ts createCampaign allowOnly`. */
  readonly id: string;
  readonly kind: GuardKind;
}
