/** The part that one observation has in the community level of a day (R2). */
export const ObservationPart = {
  /** It decides what its group says of its place. */
  VOICE: 'VOICE',
  /** Counted; another of its group, newer or lower, decides. */
  SAME_VOICE: 'SAME_VOICE',
  /** Its person has seen the measure there again since. */
  REPLACED: 'REPLACED',
  /** Set aside, because fresh observations exist. */
  TOO_OLD: 'TOO_OLD',
  /** Looked, without a level. */
  DONT_KNOW: 'DONT_KNOW',
  /** From a body that carries the measure out: shown, never a voice. */
  IMPLEMENTER: 'IMPLEMENTER',
} as const;
export type ObservationPart = (typeof ObservationPart)[keyof typeof ObservationPart];

export const ObservationPartValues: readonly ObservationPart[] = Object.values(ObservationPart);
