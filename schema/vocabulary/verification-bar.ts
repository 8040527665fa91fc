/** Why a person may not verify an observation (R7). */
export const VerificationBar = {
  /** No monitoring certificate valid on the day. */
  NO_CERTIFICATE: 'NO_CERTIFICATE',
  /** It is their own. */
  OWN_OBSERVATION: 'OWN_OBSERVATION',
  /** They invited the observer: one hand is one voice (R2). */
  OWN_INVITATION: 'OWN_INVITATION',
  /** It is their organisation's or employer's. */
  OWN_ORGANIZATION: 'OWN_ORGANIZATION',
  /** Their organisation or employer carries the measure out. */
  OWN_IMPLEMENTATION: 'OWN_IMPLEMENTATION',
  /** It was they who confirmed it: what becomes of it now another decides. */
  OWN_VERIFICATION: 'OWN_VERIFICATION',
} as const;
export type VerificationBar = (typeof VerificationBar)[keyof typeof VerificationBar];

export const VerificationBarValues: readonly VerificationBar[] = Object.values(VerificationBar);
