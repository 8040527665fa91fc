/** How far the independent groups agree on the community level (R3); agreement, not volume. */
export const Confidence = {
  HIGH: 'HIGH',
  MEDIUM: 'MEDIUM',
  LOW: 'LOW',
  /** The groups say different things: shown as such, and calls for a new look. */
  CONTESTED: 'CONTESTED',
} as const;
export type Confidence = (typeof Confidence)[keyof typeof Confidence];

export const ConfidenceValues: readonly Confidence[] = Object.values(Confidence);
