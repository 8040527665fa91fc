/** When a verified observation becomes public, once the month in which it was seen is over. */
export const PublicationMode = {
  /** At once; only where the right of reply is not yet in use. */
  ON_VERIFICATION: 'ON_VERIFICATION',
  /** With the reply, or on its deadline (R8). */
  AFTER_REPLY: 'AFTER_REPLY',
} as const;
export type PublicationMode = (typeof PublicationMode)[keyof typeof PublicationMode];

export const PublicationModeValues: readonly PublicationMode[] = Object.values(PublicationMode);
