/** Where an observation is on its way from the monitor to the public. */
export const ObservationState = {
  /** On the monitor's phone only. */
  DRAFT: 'DRAFT',
  /** Waits for a verifier. */
  SUBMITTED: 'SUBMITTED',
  /** Confirmed by a second, independent person; public once the month in which it was seen is over. */
  VERIFIED: 'VERIFIED',
  /** Back to the monitor with a reason; comes again as a new one that revises it. */
  RETURNED: 'RETURNED',
  /** Not accepted, with a reason. */
  REJECTED: 'REJECTED',
  /** Verified; the responsible bodies have until the deadline to reply (R8). */
  AWAITING_REPLY: 'AWAITING_REPLY',
  /** Public, and counted (R2). */
  PUBLISHED: 'PUBLISHED',
  /** Taken back by its monitor; counts no more from that day. */
  WITHDRAWN: 'WITHDRAWN',
  /** Its verification was undone by a second decision; counts no more from that day. */
  UNDONE: 'UNDONE',
} as const;
export type ObservationState = (typeof ObservationState)[keyof typeof ObservationState];

export const ObservationStateValues: readonly ObservationState[] = Object.values(ObservationState);
