/** Which texts of officials and coalitions an administrator looks at. */
export const PublicTextState = {
  /** Somebody reported them, and nobody has settled it. */
  REPORTED: 'REPORTED',
  /** They are hidden and can be shown again. */
  HIDDEN: 'HIDDEN',
} as const;
export type PublicTextState = (typeof PublicTextState)[keyof typeof PublicTextState];
